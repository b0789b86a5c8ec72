package io.pumpwatch.jobs.input.format;

import io.pumpwatch.jobs.input.format.framing.LogRecord;
import io.pumpwatch.jobs.input.format.framing.MalformedRecord;
import java.util.List;
import java.util.Set;

/**
 * Reads the records of one kind of log. Stateless: a record means the same wherever it stands.
 *
 * <p>A format is one class and one line in {@link LogFormats}.
 */
public interface LogFormat {

  /** The word of {@code --format}. */
  String name();

  /**
   * Whether the record is of this format, judged by its shape alone: a record may be recognised and
   * still be malformed. No two formats that Pumpwatch brings recognise one record. The rows of a
   * table are not judged so, but by {@link #recognisesTable}.
   */
  boolean recognises(LogRecord record);

  /** Whether a table of comma-separated values with these columns is of this format. */
  default boolean recognisesTable(Set<String> columns) {
    return false;
  }

  /**
   * What the record says about messages, in the order it happened; empty where it is fine but says
   * nothing about any, or nothing that this format reads.
   *
   * @throws MalformedRecord where the record is not of this format, lacks what every row needs, or
   *     has a value that cannot be read
   */
  List<LogRow> decode(LogRecord record) throws MalformedRecord;
}
