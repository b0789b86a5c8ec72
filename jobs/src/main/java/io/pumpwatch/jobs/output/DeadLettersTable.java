package io.pumpwatch.jobs.output;

import io.pumpwatch.jobs.input.DeadLetter;

/** Records that could not be read. */
public final class DeadLettersTable {

  /** The table; {@code raw} holds bytes as they came, of no promised encoding. */
  public static final ParquetTable<DeadLetter> TABLE =
      ParquetTable.<DeadLetter>named("dead_letters")
          .requiredText("file_or_topic", DeadLetter::fileOrTopic)
          .text("position", DeadLetter::position)
          .text("format", DeadLetter::format)
          .text("reason", letter -> LogText.shown(letter.reason()))
          .bytes("raw", DeadLetter::raw)
          .bigint("raw_length", DeadLetter::rawLength)
          .build();

  private DeadLettersTable() {}

  /** A row as it was written. */
  static DeadLetter read(TableRow row) {
    return new DeadLetter(
        row.text("file_or_topic"),
        row.text("position"),
        row.text("format"),
        row.text("reason"),
        row.bytes("raw"),
        row.bigint("raw_length"));
  }
}
