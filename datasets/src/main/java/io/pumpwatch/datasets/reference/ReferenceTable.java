package io.pumpwatch.datasets.reference;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Reads the small tables of this package: comments after {@code #}, one header line, then rows of
 * plain cells between commas. No cell is quoted.
 */
final class ReferenceTable {

  private ReferenceTable() {}

  /**
   * The rows of a resource beside this class.
   *
   * @throws IllegalStateException where the resource is missing or a row has not that many cells
   */
  static List<List<String>> read(String resource, int columns) {
    InputStream in = ReferenceTable.class.getResourceAsStream(resource);
    if (in == null) {
      throw new IllegalStateException("resource " + resource + " is not in the jar");
    }
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.startsWith("#"))
          .skip(1)
          .map(line -> cells(line, columns, resource))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> cells(String line, int columns, String resource) {
    List<String> cells = List.of(line.split(",", -1));
    if (cells.size() != columns) {
      throw new IllegalStateException(
          resource + ": expected " + columns + " cells in \"" + line + '"');
    }
    return cells;
  }
}
