package io.pumpwatch.jobs.input.format;

import io.pumpwatch.jobs.input.format.framing.LogRecord;
import io.pumpwatch.jobs.input.format.framing.MalformedRecord;
import java.util.List;

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
   * still be malformed. No two formats recognise one record.
   */
  boolean recognises(LogRecord record);

  /**
   * What the record says about messages, in the order it happened; empty where it is fine but says
   * nothing about any.
   *
   * @throws MalformedRecord where the record is not of this format, lacks what every row needs, or
   *     has a value that cannot be read
   */
  List<LogRow> decode(LogRecord record) throws MalformedRecord;
}
