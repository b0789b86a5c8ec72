package io.pumpwatch.jobs.command.run;

import io.pumpwatch.finding.Severity;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What came of a run: its report, and what only its summary tells.
 *
 * @param report the content of {@code run.json}
 * @param files files read
 * @param deadLetterReasons why records could not be read, a few
 * @param findingsBySeverity episodes by the severity they ended with
 * @param notices what else to tell, in lines
 */
public record DetectOutcome(
    RunReport report,
    long files,
    List<String> deadLetterReasons,
    Map<Severity, Long> findingsBySeverity,
    List<String> notices) {

  public DetectOutcome {
    deadLetterReasons = List.copyOf(deadLetterReasons);
    Map<Severity, Long> bySeverity = new EnumMap<>(Severity.class);
    bySeverity.putAll(findingsBySeverity);
    findingsBySeverity = bySeverity;
    notices = List.copyOf(notices);
  }

  /** Nothing else to tell. */
  public DetectOutcome(
      RunReport report,
      long files,
      List<String> deadLetterReasons,
      Map<Severity, Long> findingsBySeverity) {
    this(report, files, deadLetterReasons, findingsBySeverity, List.of());
  }
}
