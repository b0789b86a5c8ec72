package io.pumpwatch.jobs.command.findings;

import io.pumpwatch.finding.Finding;
import io.pumpwatch.jobs.command.text.InertText;
import io.pumpwatch.jobs.output.postgres.Triage;
import io.pumpwatch.jobs.output.postgres.TriagedFinding;
import java.io.PrintWriter;
import java.time.temporal.ChronoUnit;

/**
 * A finding with what the SOC says about it, for a person.
 *
 * @param triaged the row as it is
 */
public record TriageReport(TriagedFinding triaged) {
  private static final int LONGEST_TEXT = 1000;
  private static final String NONE = "-";

  /** Prints it. */
  public void print(PrintWriter out) {
    Finding finding = triaged.finding();
    Triage triage = triaged.triage();
    print(out, "finding", finding.findingId());
    print(
        out,
        "claim",
        String.format(
            "%s %s on %s, tenant %s",
            FindingText.severity(finding),
            finding.pattern(),
            FindingText.entity(finding),
            finding.tenant() == null ? NONE : finding.tenant()));
    print(out, "status", triage.status().word());
    print(out, "assignee", triage.assignee());
    print(out, "note", triage.note());
    print(out, "updated", triaged.updatedAt().truncatedTo(ChronoUnit.SECONDS).toString());
    out.flush();
  }

  private static void print(PrintWriter out, String label, String value) {
    out.printf("%-9s %s%n", label, value == null ? NONE : InertText.of(value, LONGEST_TEXT));
  }
}
