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
 * @param topics topics read
 * @param deadLettersKeptIn the folder or topic that holds the records that could not be read
 * @param lateEventsKeptIn the folder or topic that holds late events
 * @param deadLetterReasons why records could not be read, a few
 * @param findingsBySeverity episodes by the severity they ended with
 * @param notices what else to tell, in lines
 */
public record DetectOutcome(
    RunReport report,
    long files,
    long topics,
    String deadLettersKeptIn,
    String lateEventsKeptIn,
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
}
