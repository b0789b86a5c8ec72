package io.pumpwatch.jobs.report;

import io.pumpwatch.finding.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which findings of a run go into its page.
 *
 * @param incidents all there are, the most severe first
 * @param shown how many of them are shown
 * @param listed the findings that are listed, those of one incident together
 * @param withWindows ids of the listed findings that are shown with their windows
 */
public record ReportSelection(
    List<IncidentEntry> incidents, int shown, List<Finding> listed, Set<String> withWindows) {

  /**
   * What goes into the page.
   *
   * @param findings the latest revision of each finding of the run
   */
  public static ReportSelection of(List<Finding> findings) {
    return of(findings, ReportLimits.USUAL);
  }

  static ReportSelection of(List<Finding> findings, ReportLimits limits) {
    Map<String, List<Finding>> byIncident =
        findings.stream().collect(Collectors.groupingBy(Finding::incidentId));
    List<IncidentEntry> incidents =
        byIncident.entrySet().stream()
            .map(incident -> IncidentEntry.of(incident.getKey(), incident.getValue()))
            .sorted(IncidentEntry.MOST_SEVERE_FIRST)
            .toList();
    int shown = Math.min(incidents.size(), limits.incidents());
    List<IncidentEntry> shownIncidents = incidents.subList(0, shown);
    Map<String, Integer> shares = shares(shownIncidents, limits.findings());
    List<Finding> listed = new ArrayList<>();
    for (IncidentEntry incident : shownIncidents) {
      incident.members().stream().limit(shares.get(incident.id())).forEach(listed::add);
    }
    Set<String> withWindows = withWindows(shownIncidents, listed, limits.timelines());
    return new ReportSelection(incidents, shown, listed, withWindows);
  }

  /**
   * As many for each incident as it has; where that is too much, as many for each as for others.
   */
  private static Map<String, Integer> shares(List<IncidentEntry> incidents, int findings) {
    Map<String, Integer> shares = new HashMap<>();
    List<IncidentEntry> smallestFirst =
        incidents.stream()
            .sorted(Comparator.comparingInt((IncidentEntry incident) -> incident.findings()))
            .toList();
    int left = findings;
    for (IncidentEntry incident : smallestFirst) {
      int share = Math.min(incident.findings(), left / (incidents.size() - shares.size()));
      shares.put(incident.id(), share);
      left -= share;
    }
    return shares;
  }

  /** First those that the incidents' timelines are of, then whatever is listed. */
  private static Set<String> withWindows(
      List<IncidentEntry> incidents, List<Finding> listed, int timelines) {
    Set<String> listedIds = listed.stream().map(Finding::findingId).collect(Collectors.toSet());
    int share = Math.max(1, timelines / Math.max(1, incidents.size()));
    Stream<String> leading =
        incidents.stream()
            .flatMap(
                incident -> incident.leading().stream().filter(listedIds::contains).limit(share));
    return Stream.concat(leading, listed.stream().map(Finding::findingId))
        .distinct()
        .limit(timelines)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
