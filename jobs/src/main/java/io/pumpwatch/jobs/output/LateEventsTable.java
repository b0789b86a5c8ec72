package io.pumpwatch.jobs.output;

import java.time.Instant;

/** Late events: the columns of the event contract and the watermark that had passed them. */
public final class LateEventsTable {

  /** The table. */
  public static final ParquetTable<LateEvent> TABLE =
      ParquetTable.<LateEvent>named("late_events")
          .columnsOf(EventsTable.TABLE, LateEvent::event)
          .timestamp("watermark", LateEventsTable::watermark)
          .build();

  private LateEventsTable() {}

  private static Instant watermark(LateEvent late) {
    return late.watermarkMillis() == Long.MIN_VALUE
        ? null
        : Instant.ofEpochMilli(late.watermarkMillis());
  }
}
