package io.pumpwatch.jobs.command.findings;

import io.pumpwatch.finding.Finding;
import io.pumpwatch.finding.Severity;
import io.pumpwatch.jobs.command.text.TextTable;
import io.pumpwatch.jobs.command.text.TextTable.Alignment;
import io.pumpwatch.jobs.command.text.TextTable.Column;
import io.pumpwatch.pattern.PatternMode;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What each pattern alerted on, and beside it what it would have alerted on had it not been in
 * shadow.
 *
 * @param width columns of the terminal
 */
public record ModesTable(int width) {
  private static final List<Column> COLUMNS =
      List.of(
          new Column("pattern", Alignment.LEFT, 15, 40, 0),
          new Column("findings", Alignment.RIGHT, 8, 16, 0),
          new Column("alerted", Alignment.RIGHT, 8, 16, 0),
          new Column("incidents", Alignment.RIGHT, 9, 16, 0),
          new Column("in shadow", Alignment.RIGHT, 9, 16, 0),
          new Column("more incidents", Alignment.RIGHT, 14, 16, 0),
          new Column("held back", Alignment.RIGHT, 9, 16, 1),
          new Column("explained", Alignment.RIGHT, 9, 16, 2),
          new Column("informational", Alignment.RIGHT, 13, 16, 3));

  /**
   * Prints the table of those findings.
   *
   * @param all findings there are, for what else alerted
   */
  public void print(List<Finding> findings, List<Finding> all, PrintWriter out) {
    if (findings.isEmpty()) {
      out.println("No findings.");
      return;
    }
    Set<String> alerted = incidents(all, Finding::alerting);
    TextTable table = new TextTable(COLUMNS);
    findings.stream()
        .collect(Collectors.groupingBy(Finding::pattern, TreeMap::new, Collectors.toList()))
        .forEach((pattern, its) -> table.add(cells(pattern, its, alerted)));
    table.add(cells("all", findings, alerted));
    table.fit(width).lines().forEach(out::println);
    out.println("in shadow: recorded, and would have alerted in mode alert");
    out.println("more incidents: those of them in which nothing else alerted");
  }

  private static List<String> cells(
      String pattern, List<Finding> findings, Set<String> alertedIncidents) {
    Set<String> more = incidents(findings, ModesTable::isHeldBackByModeAlone);
    more.removeAll(alertedIncidents);
    return List.of(
        pattern,
        FindingText.count(findings.size()),
        count(findings, Finding::alerting),
        FindingText.count(incidents(findings, Finding::alerting).size()),
        count(findings, ModesTable::isHeldBackByModeAlone),
        FindingText.count(more.size()),
        count(findings, finding -> finding.suppressedBy() != null),
        count(findings, ModesTable::isExplained),
        count(findings, ModesTable::isInformational));
  }

  private static String count(Collection<Finding> findings, Predicate<Finding> counted) {
    return FindingText.count(findings.stream().filter(counted).count());
  }

  private static Set<String> incidents(Collection<Finding> findings, Predicate<Finding> counted) {
    return findings.stream()
        .filter(counted)
        .map(Finding::incidentId)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean isHeldBackByModeAlone(Finding finding) {
    return !PatternMode.ALERT.word().equals(finding.mode())
        && finding.suppressedBy() == null
        && finding.explainedBy() == null
        && finding.severity() != Severity.INFORMATIONAL;
  }

  private static boolean isExplained(Finding finding) {
    return finding.suppressedBy() == null && finding.explainedBy() != null;
  }

  private static boolean isInformational(Finding finding) {
    return finding.suppressedBy() == null
        && finding.explainedBy() == null
        && finding.severity() == Severity.INFORMATIONAL;
  }
}
