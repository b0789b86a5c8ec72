package io.pumpwatch.jobs.input.format.framing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Cuts a table into its rows, which end with their line unless a quoted cell holds line ends. A
 * header among the rows, as in files that were joined, begins another table.
 *
 * <p>A row is broken where its quotes do not match or it has another number of cells than the
 * header. It costs itself only: reading goes on at the next line. Up to the line at which a quote
 * proved wrong, each line is then read by itself, so that no byte is looked at again and again.
 */
final class TableScanner {
  private static final int END = -1;

  private final LogBytes bytes;
  private final RecordCutter cutter;
  private final Predicate<Set<String>> knownTables;
  private TableHeader header;
  private long rowsMaySpanLinesFrom;
  private long lastLineStart;

  TableScanner(
      LogBytes bytes, RecordCutter cutter, Predicate<Set<String>> knownTables, TableHeader header) {
    this.bytes = bytes;
    this.cutter = cutter;
    this.knownTables = knownTables;
    this.header = header;
  }

  /** The next row, whole or broken, or null at the end. */
  LogRecord next() throws IOException {
    while (bytes.peek() != END) {
      bytes.skipByteOrderMark();
      LogRecord row = row();
      if (bytes.peek() == '\n') {
        bytes.advance();
      }
      if (row != null) {
        return row;
      }
    }
    return null;
  }

  /** The row that begins here; null where the line is blank or a header. */
  private LogRecord row() throws IOException {
    cutter.begin();
    lastLineStart = bytes.offset();
    boolean closed = passRow();
    if (!closed || !bytes.holdsMark() || !cutter.withinLimit()) {
      return brokenLine("a quoted cell does not end, or text follows it");
    }
    if (bytes.peek() == END && bytes.problem() != null) {
      return cutter.broken(bytes.problem(), false);
    }
    String text = rowText();
    if (text.isBlank()) {
      cutter.disregard();
      return null;
    }
    Optional<List<String>> cells = header.cells(text);
    if (cells.isEmpty()) {
      return brokenLine("a quoted cell does not end, or text follows it");
    }
    if (isHeader(cells.get())) {
      cutter.disregard();
      return null;
    }
    int width = header.columns().size();
    return cells.get().size() == width
        ? cutter.row(header, cells.get())
        : brokenLine("it has " + cells.get().size() + " cells, its header has " + width);
  }

  private String rowText() {
    String text = new String(bytes.sinceMark(), StandardCharsets.UTF_8);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  private boolean isHeader(List<String> cells) {
    Optional<TableHeader> another = header.followedBy(cells, knownTables);
    another.ifPresent(found -> header = found);
    return another.isPresent();
  }

  private LogRecord brokenLine(String problem) throws IOException {
    if (bytes.holdsMark()) {
      rowsMaySpanLinesFrom = Math.max(rowsMaySpanLinesFrom, lastLineStart);
      bytes.reset();
    }
    while (bytes.peek() != END && bytes.peek() != '\n') {
      bytes.advance();
    }
    return bytes.holdsMark() && cutter.withinLimit()
        ? cutter.broken(problem, false)
        : cutter.tooLong(false);
  }

  /** Moves to the end of the row; false where a quoted cell does not end as it must. */
  private boolean passRow() throws IOException {
    boolean maySpanLines = bytes.offset() >= rowsMaySpanLinesFrom;
    boolean cellBegins = true;
    while (bytes.peek() != END && bytes.peek() != '\n') {
      int b = bytes.peek();
      bytes.advance();
      if (b == '"' && cellBegins) {
        if (!passQuoted(maySpanLines)) {
          return false;
        }
        cellBegins = false;
      } else {
        cellBegins = b == header.delimiter();
      }
    }
    return true;
  }

  /** Moves past the rest of a quoted cell, its closing quote included. */
  private boolean passQuoted(boolean maySpanLines) throws IOException {
    while (cutter.withinLimit() && bytes.peek() != END) {
      int b = bytes.peek();
      if (b == '\n' && !maySpanLines) {
        return false;
      }
      bytes.advance();
      if (b == '\n') {
        lastLineStart = bytes.offset();
      } else if (b == '"') {
        if (bytes.peek() != '"') {
          return endsCell(bytes.peek());
        }
        bytes.advance();
      }
    }
    return false;
  }

  private boolean endsCell(int b) {
    return b == END || b == header.delimiter() || RecordScanner.isBlank(b);
  }
}
