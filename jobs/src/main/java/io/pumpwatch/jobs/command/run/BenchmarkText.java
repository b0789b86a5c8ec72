package io.pumpwatch.jobs.command.run;

import io.pumpwatch.jobs.benchmark.BenchmarkReport;
import io.pumpwatch.jobs.command.text.InertText;
import io.pumpwatch.jobs.command.text.TextTable;
import io.pumpwatch.jobs.command.text.TextTable.Alignment;
import io.pumpwatch.jobs.command.text.TextTable.Column;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The report of a benchmark for people.
 *
 * @param report what to tell
 * @param width of a line, in characters
 */
public record BenchmarkText(BenchmarkReport report, int width) {
  private static final int LONGEST_LINE = 400;
  private static final int WIDEST_CELL = 60;
  private static final String NONE = "-";
  private static final double GIBIBYTE = 1L << 30;
  private static final double MEBIBYTE = 1L << 20;

  /** Prints it. */
  public void print(PrintWriter out) {
    lines().forEach(line -> out.println(InertText.of(line, LONGEST_LINE)));
    out.flush();
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>(rows());
    if (report.rows().values().stream().anyMatch(row -> !row.wholeTraffic())) {
      lines.add("* over the first days alone");
    }
    if (!report.ratios().isEmpty()) {
      lines.add("");
      lines.add("Events a second, one row over the other");
      report
          .ratios()
          .forEach(
              (pair, ratio) -> lines.add(text("  %-30s %9.3f", pair.replace("/", " / "), ratio)));
    }
    lines.add("");
    lines.add(
        text(
            "%,d events of %d days, %,.0f a minute, %,.0f MiB of Parquet; seed %d, parallelism %d,"
                + " rounds %d",
            report.traffic().events(),
            report.traffic().days(),
            report.traffic().eventsPerMinute(),
            report.traffic().bytes() / MEBIBYTE,
            report.settings().seed(),
            report.settings().parallelism(),
            report.settings().rounds()));
    lines.add(
        text(
            "%s, %d cores, %.0f GiB, %s",
            report.machine().processor(),
            report.machine().cores(),
            report.machine().memoryBytes() / GIBIBYTE,
            report.machine().system()));
    lines.add(
        report.versions().entrySet().stream()
            .map(version -> version.getKey() + " " + version.getValue())
            .collect(Collectors.joining(", ")));
    return lines;
  }

  private List<String> rows() {
    TextTable table =
        new TextTable(
            List.of(
                new Column("row", Alignment.LEFT, 8, WIDEST_CELL, 0),
                new Column("events/s", Alignment.RIGHT, WIDEST_CELL, WIDEST_CELL, 0),
                new Column("slowest", Alignment.RIGHT, WIDEST_CELL, WIDEST_CELL, 4),
                new Column("fastest", Alignment.RIGHT, WIDEST_CELL, WIDEST_CELL, 4),
                new Column("events", Alignment.RIGHT, WIDEST_CELL, WIDEST_CELL, 3),
                new Column("start s", Alignment.RIGHT, WIDEST_CELL, WIDEST_CELL, 2),
                new Column("findings", Alignment.RIGHT, WIDEST_CELL, WIDEST_CELL, 3),
                new Column("what it does", Alignment.LEFT, 20, WIDEST_CELL, 1)));
    report
        .rows()
        .forEach(
            (name, row) ->
                table.add(
                    List.of(
                        name,
                        text("%,.0f", row.eventsPerSecond()),
                        text("%,.0f", row.slowest()),
                        text("%,.0f", row.fastest()),
                        text("%,d%s", row.events(), row.wholeTraffic() ? "" : " *"),
                        text("%.1f", row.startSeconds()),
                        row.findings() == null ? NONE : text("%,d", row.findings()),
                        row.description())));
    return table.fit(width).lines();
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
