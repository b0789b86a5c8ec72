package io.pumpwatch.jobs.report;

import io.pumpwatch.finding.Finding;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

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
    List<Finding> listed = new ArrayList<>();
    for (IncidentEntry incident : incidents.subList(0, shown)) {
      incident.members().stream()
          .limit(Math.min(limits.findingsOfIncident(), limits.findings() - listed.size()))
          .forEach(listed::add);
    }
    Set<String> withWindows =
        listed.stream()
            .map(Finding::findingId)
            .limit(limits.timelines())
            .collect(Collectors.toCollection(LinkedHashSet::new));
    return new ReportSelection(incidents, shown, listed, withWindows);
  }
}
