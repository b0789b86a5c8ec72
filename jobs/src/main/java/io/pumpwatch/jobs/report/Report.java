package io.pumpwatch.jobs.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.pumpwatch.finding.Finding;
import io.pumpwatch.finding.FindingWindow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the page of a run tells. Its JSON, with the components' names in snake case, is what the
 * page's script reads.
 *
 * @param run the content of {@code run.json}
 * @param scorecard the content of {@code scorecard.json}, null where nothing was scored
 * @param comparison the content of {@code variants.json}, null where no variants were tried
 * @param totals what was found in all
 * @param incidents those shown, the most severe first
 * @param findings those listed
 * @param countries what alerting incidents amount to, by country
 * @param deadLetters records that could not be read, by kind
 * @param deadLettersTotal how many there are
 */
public record Report(
    JsonNode run,
    JsonNode scorecard,
    JsonNode comparison,
    Totals totals,
    List<IncidentEntry> incidents,
    List<FindingEntry> findings,
    List<CountryEntry> countries,
    List<DeadLetterEntry> deadLetters,
    long deadLettersTotal) {

  /**
   * What a run found, whether it is shown or not.
   *
   * @param findings how many
   * @param findingsByState how many of each state
   * @param findingsByPattern how many of each pattern
   * @param findingsByTenant how many of each tenant
   * @param incidents how many
   * @param alertingIncidents with a finding that alerts
   * @param sends messages of alerting incidents, by {@link LeadingFindings}
   * @param costUsd spent in alerting incidents
   * @param costIsEstimated whether a tariff stood in for some price
   */
  record Totals(
      long findings,
      Map<FindingState, Long> findingsByState,
      Map<String, Long> findingsByPattern,
      Map<String, Long> findingsByTenant,
      long incidents,
      long alertingIncidents,
      long sends,
      double costUsd,
      boolean costIsEstimated) {

    static Totals of(List<IncidentEntry> incidents) {
      Map<FindingState, Long> byState = new EnumMap<>(FindingState.class);
      Map<String, Long> byPattern = new TreeMap<>();
      Map<String, Long> byTenant = new TreeMap<>();
      for (IncidentEntry incident : incidents) {
        for (Finding finding : incident.members()) {
          byState.merge(FindingState.of(finding), 1L, Long::sum);
          byPattern.merge(finding.pattern(), 1L, Long::sum);
          if (finding.tenant() != null) {
            byTenant.merge(finding.tenant(), 1L, Long::sum);
          }
        }
      }
      List<IncidentEntry> alerting = incidents.stream().filter(IncidentEntry::alerting).toList();
      return new Totals(
          byPattern.values().stream().mapToLong(Long::longValue).sum(),
          byState,
          byPattern,
          byTenant,
          incidents.size(),
          alerting.size(),
          alerting.stream().mapToLong(IncidentEntry::sends).sum(),
          alerting.stream().mapToDouble(IncidentEntry::costUsd).sum(),
          alerting.stream().anyMatch(IncidentEntry::costIsEstimated));
    }
  }

  /**
   * The report of a run.
   *
   * @param run the content of {@code run.json}
   * @param scorecard the content of {@code scorecard.json}, null where nothing was scored
   * @param selection which findings
   * @param windows the windows of those that are shown with them, by id of the finding
   * @param deadLetters records that could not be read
   */
  public static Report of(
      JsonNode run,
      JsonNode scorecard,
      ReportSelection selection,
      Map<String, ? extends Collection<FindingWindow>> windows,
      DeadLetterTally deadLetters) {
    List<IncidentEntry> incidents =
        selection.incidents().subList(0, selection.shown()).stream()
            .map(incident -> withTimeline(incident, windows))
            .toList();
    List<FindingEntry> findings =
        selection.listed().stream()
            .map(
                finding ->
                    new FindingEntry(
                        finding,
                        FindingState.of(finding),
                        Timeline.of(windowsOf(finding.findingId(), windows))))
            .toList();
    return new Report(
        run,
        scorecard,
        null,
        Totals.of(selection.incidents()),
        incidents,
        findings,
        CountryEntry.of(selection.incidents()),
        deadLetters.mostFrequent(ReportLimits.USUAL.deadLetters()),
        deadLetters.letters());
  }

  private static IncidentEntry withTimeline(
      IncidentEntry incident, Map<String, ? extends Collection<FindingWindow>> windows) {
    List<String> leading = incident.leading().stream().filter(windows::containsKey).toList();
    List<FindingWindow> ofLeading = new ArrayList<>();
    leading.forEach(id -> ofLeading.addAll(windows.get(id)));
    return incident.with(leading, Timeline.of(ofLeading));
  }

  private static Collection<FindingWindow> windowsOf(
      String findingId, Map<String, ? extends Collection<FindingWindow>> windows) {
    Collection<FindingWindow> found = windows.get(findingId);
    return found == null ? List.of() : found;
  }

  /** The same beside variants of the settings. */
  public Report comparing(JsonNode variants) {
    return new Report(
        run,
        scorecard,
        variants,
        totals,
        incidents,
        findings,
        countries,
        deadLetters,
        deadLettersTotal);
  }

  /** What the page does not show though it was found, in words; none where it shows everything. */
  public List<String> leftOut() {
    List<String> leftOut = new ArrayList<>();
    addLeftOut(leftOut, totals.incidents() - incidents.size(), "incidents");
    addLeftOut(leftOut, totals.findings() - findings.size(), "findings");
    long shownDead = deadLetters.stream().mapToLong(DeadLetterEntry::count).sum();
    addLeftOut(leftOut, deadLettersTotal - shownDead, "dead letters");
    return leftOut;
  }

  private static void addLeftOut(List<String> leftOut, long count, String noun) {
    if (count > 0) {
      leftOut.add(String.format(Locale.ROOT, "%,d %s", count, noun));
    }
  }
}
