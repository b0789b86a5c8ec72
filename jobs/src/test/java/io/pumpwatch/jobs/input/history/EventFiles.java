package io.pumpwatch.jobs.input.history;

import io.pumpwatch.event.EventType;
import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.jobs.input.parquet.ForeignParquet;
import io.pumpwatch.jobs.output.EventsTable;
import io.pumpwatch.jobs.output.ParquetTableWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Files of events for tests; each event's message id is its file's name and its row. */
public final class EventFiles {

  /** 2026-03-01T00:00:00Z, in milliseconds. */
  public static final long START_MILLIS = 1_772_323_200_000L;

  private EventFiles() {}

  /** Events at these times. */
  public static List<SmsEvent> events(Path file, List<Long> millis) {
    List<SmsEvent> events = new ArrayList<>();
    for (long time : millis) {
      events.add(
          SmsEvent.ofMicros(time * 1000, EventType.SENT)
              .messageId(file.getFileName() + ":" + events.size())
              .build());
    }
    return events;
  }

  /** A file as we write it. */
  public static Path write(Path file, List<Long> millis) throws IOException {
    return writeEvents(file, events(file, millis));
  }

  /** A file of any events as we write it. */
  public static Path writeEvents(Path file, List<SmsEvent> events) throws IOException {
    try (ParquetTableWriter<SmsEvent> writer =
        ParquetTableWriter.create(EventsTable.TABLE, flinkPath(file))) {
      for (SmsEvent event : events) {
        writer.write(event);
      }
    }
    return file;
  }

  /** A file of small row groups and smaller pages, by another tool. */
  public static Path writeRowGroups(Path file, List<Long> millis, int rows) throws IOException {
    return writeForeign(file, millis, rows, "int64 event_time (TIMESTAMP(NANOS,true))");
  }

  /** A file of small row groups whose times have no statistics. */
  public static Path writeWithoutStatistics(Path file, List<Long> millis, int rows)
      throws IOException {
    return writeForeign(file, millis, rows, "int96 event_time");
  }

  private static Path writeForeign(Path file, List<Long> millis, int rows, String timeColumn)
      throws IOException {
    List<Map<String, Object>> table = new ArrayList<>();
    for (SmsEvent event : events(file, millis)) {
      long nanos = event.eventTimeMicros() * 1000;
      table.add(
          ForeignParquet.row(
              "event_time",
              timeColumn.startsWith("int96") ? ForeignParquet.int96(nanos) : nanos,
              "event_type",
              "sent",
              "message_id",
              event.messageId()));
    }
    return ForeignParquet.withColumns(
            "required " + timeColumn,
            "required binary event_type (UTF8)",
            "required binary message_id (UTF8)")
        .rowsOfRowGroup(rows)
        .rowsOfPage(Math.max(1, rows / 3))
        .write(file, table);
  }

  /** The path as Flink has it. */
  public static org.apache.flink.core.fs.Path flinkPath(Path file) {
    return org.apache.flink.core.fs.Path.fromLocalFile(file.toFile());
  }
}
