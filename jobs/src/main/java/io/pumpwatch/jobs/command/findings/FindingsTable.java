package io.pumpwatch.jobs.command.findings;

import io.pumpwatch.finding.Finding;
import io.pumpwatch.jobs.command.text.InertText;
import io.pumpwatch.jobs.command.text.TextTable;
import io.pumpwatch.jobs.command.text.TextTable.Alignment;
import io.pumpwatch.jobs.command.text.TextTable.Column;
import io.pumpwatch.jobs.command.text.WrappedText;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;

/**
 * Findings for a person at a terminal: the most severe first, then by time.
 *
 * @param width columns of the terminal
 * @param explained whether each finding's explanation follows the table
 */
public record FindingsTable(int width, boolean explained) {
  private static final int LONGEST_EXPLANATION = 400;

  private static final List<Column> COLUMNS =
      List.of(
          new Column("severity", Alignment.LEFT, 15, 15, 0),
          new Column("pattern", Alignment.LEFT, 15, 40, 0),
          new Column("entity", Alignment.LEFT, 14, 60, 0),
          new Column("tenant", Alignment.LEFT, 7, 30, 2),
          new Column("sends", Alignment.RIGHT, 10, 16, 4),
          new Column("conversion", Alignment.RIGHT, 10, 10, 3),
          new Column("cost", Alignment.RIGHT, 14, 14, 5),
          new Column("start (UTC)", Alignment.LEFT, 16, 16, 0),
          new Column("length", Alignment.RIGHT, 8, 8, 1),
          new Column("id", Alignment.LEFT, 64, 64, 0));

  /** The order of the table. */
  static final Comparator<Finding> MOST_SEVERE_FIRST =
      Comparator.comparing(Finding::severity)
          .reversed()
          .thenComparing(Finding::windowStart)
          .thenComparing(Finding::findingId);

  /**
   * Prints them.
   *
   * @param findings those to show
   * @param ids how to shorten their ids
   */
  public void print(List<Finding> findings, FindingIds ids, PrintWriter out) {
    if (findings.isEmpty()) {
      out.println("No findings.");
      return;
    }
    List<Finding> ordered = findings.stream().sorted(MOST_SEVERE_FIRST).toList();
    TextTable table = new TextTable(COLUMNS);
    ordered.forEach(finding -> table.add(cells(finding, ids)));
    TextTable.Fitted fitted = table.fit(width);
    fitted.lines().forEach(out::println);
    if (!fitted.leftOut().isEmpty()) {
      out.println("Too narrow for: " + String.join(", ", fitted.leftOut()));
    }
    if (!ordered.stream().allMatch(Finding::alerting)) {
      out.println("(severity) in brackets: recorded, but does not alert");
    }
    if (ordered.stream().anyMatch(Finding::costIsEstimated)) {
      out.println("~ cost by tariff, where the logs state no price");
    }
    if (explained) {
      out.println();
      ordered.forEach(finding -> explanation(finding, ids).forEach(out::println));
    }
  }

  private List<String> explanation(Finding finding, FindingIds ids) {
    return WrappedText.ofWords(
        ids.shortened(finding.findingId()) + "  ",
        InertText.of(finding.explanation(), LONGEST_EXPLANATION),
        width);
  }

  private static List<String> cells(Finding finding, FindingIds ids) {
    return List.of(
        FindingText.severity(finding),
        finding.pattern(),
        FindingText.entity(finding),
        finding.tenant(),
        FindingText.count(finding.sends()),
        FindingText.percent(finding.conversion()),
        FindingText.usd(finding.costUsd(), finding.costIsEstimated()),
        FindingText.minute(finding.windowStart()),
        FindingText.length(finding.windowStart(), finding.windowEnd()),
        ids.shortened(finding.findingId()));
  }
}
