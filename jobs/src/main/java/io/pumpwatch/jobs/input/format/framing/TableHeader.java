package io.pumpwatch.jobs.input.format.framing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The first line of a table of comma-separated values (RFC 4180), or of one parted by semicolons or
 * tabs: the names of its columns.
 *
 * @param columns the names in their order; one may be empty
 * @param delimiter what parts the cells
 */
record TableHeader(List<String> columns, char delimiter) {
  private static final char[] DELIMITERS = {',', ';', '\t'};

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
    for (char delimiter : DELIMITERS) {
      if (line.indexOf(delimiter) > 0) {
        Optional<TableHeader> header =
            parse(line, delimiter)
                .map(columns -> new TableHeader(columns, delimiter))
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
    TableHeader candidate = new TableHeader(cells, delimiter);
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
    return parse(row, delimiter);
  }

  /** Columns have names, and most lines of text logs begin with a number. */
  private static boolean mayBegin(char first) {
    return Character.isLetter(first) || first == '"' || first == '_';
  }

  private static Optional<List<String>> parse(String row, char delimiter) {
    CSVFormat format = CSVFormat.RFC4180.builder().setDelimiter(delimiter).get();
    try (CSVParser parser = CSVParser.parse(row, format)) {
      List<CSVRecord> records = parser.getRecords();
      return records.size() == 1 ? Optional.of(records.get(0).toList()) : Optional.empty();
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty();
    }
  }
}
