package io.pumpwatch.jobs.command.run;

import io.pumpwatch.finding.Severity;
import io.pumpwatch.jobs.command.text.InertText;
import io.pumpwatch.jobs.command.text.PathText;
import io.pumpwatch.jobs.command.text.WrappedText;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a person is told when a run has ended.
 *
 * @param outcome what came of the run
 * @param output where it wrote
 * @param program what the program is called, for the commands to go on with
 */
public record DetectSummary(DetectOutcome outcome, OutputDirectory output, String program) {
  private static final int REASONS = 10;
  private static final int LONGEST_LINE = 400;

  /** Prints it. */
  public void print(PrintWriter out) {
    lines().forEach(line -> out.println(InertText.of(line, LONGEST_LINE)));
    out.flush();
  }

  private List<String> lines() {
    RunReport report = outcome.report();
    List<String> lines = new ArrayList<>();
    addInput(lines, report);
    addFindings(lines, report);
    if (!report.blindSpots().isEmpty()) {
      lines.add("Blind spots");
      report
          .blindSpots()
          .forEach(
              spot ->
                  lines.addAll(
                      WrappedText.ofWords("  ", InertText.of(spot), WrappedText.USUAL_WIDTH)));
    }
    addRepeatability(lines, report);
    lines.addAll(outcome.notices());
    lines.add(
        text(
            "%,.1f s, %,.0f events a second, parallelism %d, %s; run %s, settings %s",
            report.wallSeconds(),
            report.eventsPerSecond(),
            report.parallelism(),
            report.mode(),
            report.runId(),
            report.settingsHash()));
    if (report.findings().open() + report.findings().closed() > 0) {
      addNextSteps(lines);
    }
    return lines;
  }

  private void addInput(List<String> lines, RunReport report) {
    RunReport.Records records = report.records();
    lines.add(
        text(
            "Read %,d records of %s: %,d decoded, %,d not about messages, %,d dead letters",
            records.read(), inputs(), records.decoded(), records.skipped(), records.dead()));
    int shown = Math.min(REASONS, outcome.deadLetterReasons().size());
    outcome.deadLetterReasons().stream()
        .limit(shown)
        .forEach(reason -> lines.add("  dead letter: " + reason));
    if (shown > 0 && records.dead() > shown) {
      lines.add(text("  and %,d more", records.dead() - shown));
    }
    if (records.dead() > 0) {
      lines.add("  kept in " + outcome.deadLettersKeptIn());
    }
    lines.add(
        text("Events %,d, of which %,d late", report.events().total(), report.events().late()));
    if (report.events().late() > 0) {
      lines.add("  kept in " + outcome.lateEventsKeptIn());
    }
    if (report.events().duplicates() > 0) {
      lines.add(
          text(
              "  rows that said nothing new of their message and did not count: %,d",
              report.events().duplicates()));
      lines.add("  deduplicate is " + report.deduplicate());
    }
    report
        .unknownFields()
        .forEach(
            (format, fields) ->
                lines.add(text("Ignored %,d fields that %s does not have", fields, format)));
  }

  private String inputs() {
    List<String> inputs = new ArrayList<>();
    if (outcome.files() > 0 || outcome.topics() == 0) {
      inputs.add(text("%,d files", outcome.files()));
    }
    if (outcome.topics() > 0) {
      inputs.add(text("%,d topics", outcome.topics()));
    }
    return String.join(" and ", inputs);
  }

  private void addFindings(List<String> lines, RunReport report) {
    RunReport.Findings findings = report.findings();
    if (findings.open() + findings.closed() == 0) {
      lines.add("No findings");
      return;
    }
    lines.add(
        text(
            "Findings %,d, of which %,d still open at the end of the input",
            findings.open() + findings.closed(), findings.open()));
    List<String> severities =
        outcome.findingsBySeverity().entrySet().stream()
            .filter(entry -> entry.getValue() > 0)
            .sorted(Map.Entry.<Severity, Long>comparingByKey(Comparator.reverseOrder()))
            .map(entry -> text("%s %,d", entry.getKey().word(), entry.getValue()))
            .toList();
    for (List<String> counts : List.of(severities, counts(findings.byPattern()))) {
      if (!counts.isEmpty()) {
        lines.add("  " + String.join(", ", counts));
      }
    }
    if (!findings.suppressedBy().isEmpty()) {
      lines.add("  held back by " + String.join(", ", counts(findings.suppressedBy())));
    }
  }

  private static List<String> counts(Map<String, Long> byName) {
    return byName.entrySet().stream()
        .map(entry -> text("%s %,d", entry.getKey(), entry.getValue()))
        .toList();
  }

  private static void addRepeatability(List<String> lines, RunReport report) {
    if (report.events().late() > 0 || report.evictedKeys() > 0 || report.idleFlushes() > 0) {
      lines.add(
          text(
              "Another run over this input may differ: %,d late events, %,d keys given up, %,d"
                  + " windows closed early",
              report.events().late(), report.evictedKeys(), report.idleFlushes()));
    }
  }

  private void addNextSteps(List<String> lines) {
    String folder = PathText.print(output.path());
    lines.add("Findings are in " + PathText.print(output.findings()) + ". To see them:");
    lines.add("  " + program + " findings " + folder);
    lines.add("  " + program + " explain ID " + folder);
    lines.add("  " + program + " report " + folder);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
