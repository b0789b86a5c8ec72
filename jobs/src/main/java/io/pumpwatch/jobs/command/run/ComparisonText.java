package io.pumpwatch.jobs.command.run;

import io.pumpwatch.jobs.backtest.Scorecard;
import io.pumpwatch.jobs.command.text.InertText;
import io.pumpwatch.jobs.command.text.TextTable;
import io.pumpwatch.jobs.command.text.TextTable.Alignment;
import io.pumpwatch.jobs.command.text.TextTable.Column;
import io.pumpwatch.jobs.sweep.Comparison;
import io.pumpwatch.jobs.sweep.FindingChange;
import io.pumpwatch.jobs.sweep.ScoredVariant;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How variants of the settings compare, for people.
 *
 * @param comparison what to tell
 * @param width of a line, in characters
 */
public record ComparisonText(Comparison comparison, int width) {
  private static final int LONGEST_LINE = 400;
  private static final int WIDEST_NAME = 80;
  private static final int LEAST_NAME = 24;
  private static final String UNKNOWN = "-";

  /** Prints it. */
  public void print(PrintWriter out) {
    lines().forEach(line -> out.println(InertText.of(line, LONGEST_LINE)));
    out.flush();
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    ScoredVariant first = comparison.variants().get(0);
    lines.add(
        text(
            "%,d variants over %.1f days; new, gone, earlier and later are findings, against %s",
            comparison.variants().size(), first.scorecard().days(), first.variant().name()));
    lines.add("");
    boolean labelled = first.scorecard().benignFlagged() != null;
    TextTable table = new TextTable(labelled ? labelledColumns() : columns());
    for (ScoredVariant variant : comparison.variants()) {
      List<String> cells = new ArrayList<>(cells(variant));
      if (labelled) {
        cells.addAll(1, scores(variant.scorecard()));
      }
      table.add(cells);
    }
    lines.addAll(table.fit(width).lines());
    if (!labelled) {
      lines.add("Without labels nobody can say which of their findings are right");
    }
    return lines;
  }

  private static List<Column> columns() {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("variant", Alignment.LEFT, LEAST_NAME, WIDEST_NAME, 0));
    columns.add(number("findings", 0));
    columns.add(number("incidents", 4));
    for (FindingChange.Kind kind : FindingChange.Kind.values()) {
      columns.add(number(kind.word(), 0));
    }
    return columns;
  }

  private static List<Column> labelledColumns() {
    List<Column> columns = new ArrayList<>(columns());
    columns.addAll(
        1,
        List.of(
            number("recall", 0),
            number("false/day", 0),
            number("saved", 3),
            number("lost", 2),
            number("median min", 1)));
    return columns;
  }

  private static Column number(String header, int leftOut) {
    return new Column(header, Alignment.RIGHT, header.length(), header.length() + 4, leftOut);
  }

  private static List<String> scores(Scorecard scorecard) {
    return List.of(
        percent(scorecard.recall()),
        scorecard.falseIncidentsPerDay() == null
            ? UNKNOWN
            : text("%,.2f", scorecard.falseIncidentsPerDay()),
        percent(scorecard.fraudMoneyStoppedShare()),
        percent(scorecard.legitimateLostShare()),
        scorecard.timeToDetectMinutes().median() == null
            ? UNKNOWN
            : text("%,.1f", scorecard.timeToDetectMinutes().median()));
  }

  private static List<String> cells(ScoredVariant variant) {
    List<String> cells = new ArrayList<>();
    cells.add(variant.variant().name());
    cells.add(text("%,d", variant.scorecard().findings()));
    cells.add(text("%,d", variant.scorecard().incidents()));
    for (FindingChange.Kind kind : FindingChange.Kind.values()) {
      cells.add(text("%,d", variant.changes(kind)));
    }
    return cells;
  }

  private static String percent(Double share) {
    return share == null ? UNKNOWN : text("%.1f%%", share * 100);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
