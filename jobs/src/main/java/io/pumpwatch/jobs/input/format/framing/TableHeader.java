package io.pumpwatch.jobs.input.format.framing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The first line of a table of comma-separated values (RFC 4180), or of one parted by semicolons or
 * tabs: the names of its columns.
 *
 * @param columns the names in their order; one may be empty
 * @param format how the cells are parted and quoted
 */
record TableHeader(List<String> columns, CSVFormat format) {
  private static final List<CSVFormat> FORMATS =
      Stream.of(',', ';', '\t')
          .map(delimiter -> CSVFormat.RFC4180.builder().setDelimiter(delimiter).get())
          .toList();

  TableHeader {
    columns = columns.stream().map(String::strip).toList();
  }

  /**
   * The header that a line is; empty where it is none.
   *
   * @param line a line of a log
   * @param known whether a set of columns is that of a known table
   */
  static Optional<TableHeader> of(String line, Predicate<Set<String>> known) {
    if (line.isEmpty() || !mayBegin(line.charAt(0))) {
      return Optional.empty();
    }
    for (CSVFormat format : FORMATS) {
      if (line.indexOf(delimiter(format)) > 0) {
        Optional<TableHeader> header =
            parse(line, format)
                .map(columns -> new TableHeader(columns, format))
                .filter(candidate -> known.test(candidate.names()));
        if (header.isPresent()) {
          return header;
        }
      }
    }
    return Optional.empty();
  }

  /**
   * The header that a row of this table is, its own or another's; empty where it is none. Nearly
   * every row has a cell that names no column, so that few are looked up.
   */
  Optional<TableHeader> followedBy(List<String> cells, Predicate<Set<String>> known) {
    TableHeader candidate = new TableHeader(cells, format);
    boolean namesColumns =
        cells.stream().allMatch(cell -> !cell.isEmpty() && mayBegin(cell.charAt(0)));
    boolean header = candidate.equals(this) || (namesColumns && known.test(candidate.names()));
    return header ? Optional.of(candidate) : Optional.empty();
  }

  /** The columns that have a name. */
  Set<String> names() {
    Set<String> names = new LinkedHashSet<>(columns);
    names.remove("");
    return names;
  }

  /** The cells of a row; empty where its quotes do not match. */
  Optional<List<String>> cells(String row) {
    return parse(row, format);
  }

  /** What parts the cells. */
  char delimiter() {
    return delimiter(format);
  }

  private static char delimiter(CSVFormat format) {
    return format.getDelimiterString().charAt(0);
  }

  /** Columns have names, and most lines of text logs begin with a number. */
  private static boolean mayBegin(char first) {
    return Character.isLetter(first) || first == '"' || first == '_';
  }

  private static Optional<List<String>> parse(String row, CSVFormat format) {
    try (CSVParser parser = CSVParser.parse(row, format)) {
      List<CSVRecord> records = parser.getRecords();
      return records.size() == 1 ? Optional.of(records.get(0).toList()) : Optional.empty();
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty();
    }
  }
}
