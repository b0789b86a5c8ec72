package io.pumpwatch.jobs.output;

import io.pumpwatch.event.SmsEvent;
import java.io.Closeable;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.flink.core.fs.Path;

/**
 * Writes canonical events as Parquet without a job, a folder {@code dt=YYYY-MM-DD} for each UTC
 * day. An event may come up to a day after those that follow it.
 */
public final class DailyEventFiles implements Closeable {
  private final Path folder;
  private final NavigableMap<LocalDate, ParquetTableWriter<SmsEvent>> days = new TreeMap<>();

  /** Writes into a folder, which need not exist. */
  public DailyEventFiles(Path folder) {
    this.folder = folder;
  }

  /**
   * Writes one event.
   *
   * @return the name of its day's folder
   */
  public String write(SmsEvent event) throws IOException {
    LocalDate date = event.eventTime().atOffset(ZoneOffset.UTC).toLocalDate();
    String name = "dt=" + date;
    ParquetTableWriter<SmsEvent> day = days.get(date);
    if (day == null) {
      closeBefore(date.minusDays(1));
      day =
          ParquetTableWriter.create(EventsTable.TABLE, new Path(folder, name + "/events.parquet"));
      days.put(date, day);
    }
    day.write(event);
    return name;
  }

  private void closeBefore(LocalDate date) throws IOException {
    while (!days.isEmpty() && days.firstKey().isBefore(date)) {
      Map.Entry<LocalDate, ParquetTableWriter<SmsEvent>> done = days.pollFirstEntry();
      done.getValue().close();
    }
  }

  /** Completes all files. */
  @Override
  public void close() throws IOException {
    for (ParquetTableWriter<SmsEvent> day : days.values()) {
      day.close();
    }
    days.clear();
  }
}
