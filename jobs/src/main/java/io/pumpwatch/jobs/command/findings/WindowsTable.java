package io.pumpwatch.jobs.command.findings;

import io.pumpwatch.finding.FindingWindow;
import io.pumpwatch.jobs.command.text.TextTable;
import io.pumpwatch.jobs.command.text.TextTable.Alignment;
import io.pumpwatch.jobs.command.text.TextTable.Column;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The windows behind a finding, in the order of time.
 *
 * @param width columns of the terminal
 * @param most how many windows are shown; of more, the first and the last
 */
record WindowsTable(int width, int most) {
  private static final String INDENT = "  ";

  private static final List<Column> COLUMNS =
      List.of(
          new Column("minute (UTC)", Alignment.LEFT, 16, 16, 0),
          new Column("stage", Alignment.LEFT, 6, 24, 0),
          count("requested", 9),
          count("sent", 6),
          count("blocked", 5),
          count("delivered", 3),
          count("undelivered", 1),
          count("verified", 2),
          count("trials", 7),
          count("failed", 0),
          count("numbers", 8),
          count("expected", 4),
          count("score", 0),
          count("limit", 0));

  private static Column count(String header, int leftOut) {
    return new Column(header, Alignment.RIGHT, 12, 16, leftOut);
  }

  private static final Comparator<FindingWindow> IN_TIME =
      Comparator.comparing(FindingWindow::windowStart).thenComparing(FindingWindow::stage);

  /** Its lines; one that says so where there are no windows. */
  List<String> lines(List<FindingWindow> windows) {
    if (windows.isEmpty()) {
      return List.of("No windows are kept for this finding.");
    }
    List<FindingWindow> ordered = windows.stream().sorted(IN_TIME).toList();
    int first = ordered.size() <= most ? ordered.size() : most - most / 2;
    int last = ordered.size() <= most ? 0 : most / 2;
    TextTable table = new TextTable(COLUMNS);
    Stream.concat(ordered.stream().limit(first), ordered.stream().skip(ordered.size() - last))
        .forEach(window -> table.add(cells(window)));
    TextTable.Fitted fitted = table.fit(width == Integer.MAX_VALUE ? width : width - 2);

    List<String> lines = new ArrayList<>();
    lines.add("Windows");
    fitted.lines().forEach(line -> lines.add(INDENT + line));
    if (first < ordered.size()) {
      String left = FindingText.count(ordered.size() - first - last);
      // Behind the title and the header.
      lines.add(2 + first, INDENT + "… " + left + " windows between, shown with --all");
    }
    if (!fitted.leftOut().isEmpty()) {
      lines.add("Too narrow for: " + String.join(", ", fitted.leftOut()));
    }
    return lines;
  }

  private static List<String> cells(FindingWindow window) {
    return List.of(
        FindingText.minute(window.windowStart()),
        window.stage(),
        FindingText.count(window.requested()),
        FindingText.count(window.sent()),
        FindingText.count(window.blocked()),
        FindingText.count(window.delivered()),
        FindingText.count(window.undelivered()),
        FindingText.count(window.verified()),
        FindingText.count(window.failedTrials() + window.succeededTrials()),
        FindingText.count(window.failedTrials()),
        FindingText.count(window.distinctDestinations()),
        FindingText.hundredths(window.expected()),
        FindingText.hundredths(window.score()),
        FindingText.hundredths(window.threshold()));
  }
}
