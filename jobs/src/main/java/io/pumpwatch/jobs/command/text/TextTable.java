package io.pumpwatch.jobs.command.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * A table of plain text that is fitted to a width: wide columns are cut first, then columns that
 * can be done without are left out. Cells are made inert.
 */
public final class TextTable {
  private static final String GAP = "  ";

  /**
   * A column.
   *
   * @param header its name
   * @param alignment where its cells stand
   * @param least width it must keep, in characters
   * @param most width it may take
   * @param leftOut 0 where it must stay, else when it is left out: 1 goes first
   */
  public record Column(String header, Alignment alignment, int least, int most, int leftOut) {}

  /** Where cells stand in a column. */
  public enum Alignment {
    LEFT,
    RIGHT
  }

  /**
   * A table fitted to a width.
   *
   * @param lines header and rows
   * @param leftOut headers of the columns that did not fit
   */
  public record Fitted(List<String> lines, List<String> leftOut) {}

  private final List<Column> columns;
  private final List<List<String>> rows = new ArrayList<>();

  /** An empty table with these columns. */
  public TextTable(List<Column> columns) {
    this.columns = List.copyOf(columns);
  }

  /** Adds a row, a cell for each column. */
  public void add(List<String> cells) {
    if (cells.size() != columns.size()) {
      throw new IllegalArgumentException(cells.size() + " cells for " + columns.size());
    }
    rows.add(
        IntStream.range(0, cells.size())
            .mapToObj(at -> InertText.of(cells.get(at), columns.get(at).most()))
            .toList());
  }

  /** The table, at most that wide where its columns can be cut or left out. */
  public Fitted fit(int width) {
    List<Integer> shown = new ArrayList<>(IntStream.range(0, columns.size()).boxed().toList());
    List<String> leftOut = new ArrayList<>();
    List<Integer> dispensable =
        shown.stream()
            .filter(at -> columns.get(at).leftOut() > 0)
            .sorted(Comparator.comparingInt(at -> columns.get(at).leftOut()))
            .toList();
    for (Integer column : dispensable) {
      if (total(shown, this::leastWidth) > width) {
        shown.remove(column);
        leftOut.add(columns.get(column).header());
      }
    }
    int[] widths = widths(shown, width);
    List<String> lines = new ArrayList<>();
    lines.add(line(columns.stream().map(Column::header).toList(), shown, widths));
    rows.forEach(row -> lines.add(line(row, shown, widths)));
    return new Fitted(lines, leftOut);
  }

  private int[] widths(List<Integer> shown, int width) {
    int[] widths = new int[columns.size()];
    shown.forEach(at -> widths[at] = naturalWidth(at));
    for (int excess = total(shown, at -> widths[at]) - width; excess > 0; excess--) {
      int widest = -1;
      for (int at : shown) {
        if (widths[at] > leastWidth(at) && (widest < 0 || widths[at] > widths[widest])) {
          widest = at;
        }
      }
      if (widest < 0) {
        return widths;
      }
      widths[widest]--;
    }
    return widths;
  }

  private static int total(List<Integer> shown, IntUnaryOperator width) {
    return shown.stream().mapToInt(width::applyAsInt).sum() + GAP.length() * (shown.size() - 1);
  }

  private int naturalWidth(int column) {
    return rows.stream()
        .mapToInt(row -> length(row.get(column)))
        .reduce(length(columns.get(column).header()), Math::max);
  }

  private int leastWidth(int column) {
    return Math.min(naturalWidth(column), columns.get(column).least());
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private String line(List<String> cells, List<Integer> shown, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int at : shown) {
      String cell = InertText.cut(cells.get(at), widths[at]);
      String padding = " ".repeat(widths[at] - length(cell));
      line.append(line.isEmpty() ? "" : GAP)
          .append(columns.get(at).alignment() == Alignment.RIGHT ? padding + cell : cell + padding);
    }
    return line.toString().stripTrailing();
  }
}
