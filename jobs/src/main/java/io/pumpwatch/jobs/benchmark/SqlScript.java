package io.pumpwatch.jobs.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * SQL that comes with the benchmark.
 *
 * @param statements without the semicolons that end them
 */
record SqlScript(List<String> statements) {

  /** Reads a script; a semicolon at the end of a line ends a statement. */
  static SqlScript named(String name) {
    try (InputStream in = SqlScript.class.getResourceAsStream(name)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new SqlScript(
          Stream.of(text.split(";\\s*\n")).map(String::strip).filter(s -> !s.isEmpty()).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
