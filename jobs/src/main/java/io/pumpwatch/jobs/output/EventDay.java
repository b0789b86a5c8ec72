package io.pumpwatch.jobs.output;

import io.pumpwatch.event.SmsEvent;
import java.time.LocalDate;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;

/** Puts an event into the folder {@code dt=YYYY-MM-DD} of the UTC day of its time. */
final class EventDay implements BucketAssigner<SmsEvent, String> {
  private static final long MILLIS_OF_DAY = 86_400_000L;

  private transient long lastDay;
  private transient String lastFolder;

  @Override
  public String getBucketId(SmsEvent event, Context context) {
    long day = Math.floorDiv(event.eventTimeMillis(), MILLIS_OF_DAY);
    if (lastFolder == null || day != lastDay) {
      lastDay = day;
      lastFolder = "dt=" + LocalDate.ofEpochDay(day);
    }
    return lastFolder;
  }

  @Override
  public SimpleVersionedSerializer<String> getSerializer() {
    return SimpleVersionedStringSerializer.INSTANCE;
  }
}
