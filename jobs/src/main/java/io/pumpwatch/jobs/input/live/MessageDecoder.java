package io.pumpwatch.jobs.input.live;

import io.pumpwatch.jobs.input.DeadCause;
import io.pumpwatch.jobs.input.Decoded;
import io.pumpwatch.jobs.input.Lateness;
import io.pumpwatch.jobs.input.RawLogs;
import io.pumpwatch.jobs.input.TimeRange;
import io.pumpwatch.jobs.settings.DurationText;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Decodes the messages of topics. A message is a raw log of its own: it may hold several lines, a
 * list of records, an envelope, or all of these in gzip. One without a value is skipped.
 *
 * <p>It is here that an event is found to be late: when it is further behind the greatest event
 * time before it in its partition than the bound allows. Each yield carries the watermark of its
 * partition. A record with an event that lies further ahead of the message's timestamp than is
 * allowed is a dead letter, and moves no watermark.
 *
 * <p>The greatest event time of a partition is not part of a checkpoint. A job that is restored, or
 * a partition that moves to another reader, learns it anew from the first message that is read;
 * until then an event that would have been late is on time, so long as it is not behind what {@link
 * EventClock} has promised.
 */
final class MessageDecoder implements KafkaRecordDeserializationSchema<Decoded> {
  private static final long serialVersionUID = 1L;

  private final RawLogs rawLogs;
  private final HashMap<String, String> formats = new HashMap<>();
  private final TimeRange range;
  private final Duration outOfOrderness;
  private final Duration allowedSkew;
  private final int rawBytes;

  private transient Map<TopicPartition, Lateness> clocks;

  /**
   * A decoder.
   *
   * @param input the topics and how to read them
   * @param rawLogs reads the values of messages
   * @param rawBytes how much of a message its dead letter keeps
   */
  MessageDecoder(LiveInput input, RawLogs rawLogs, int rawBytes) {
    this.rawLogs = rawLogs;
    this.range = input.range();
    this.outOfOrderness = input.settings().outOfOrderness();
    this.allowedSkew = input.settings().allowedSkew();
    this.rawBytes = rawBytes;
    input.topics().forEach(topic -> formats.put(topic.topic(), topic.format()));
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> message, Collector<Decoded> out) {
    String format = formats.get(message.topic());
    List<Decoded> record = null;
    if (message.value() != null) {
      try (MessageRecords records = new MessageRecords(message, rawLogs, format, rawBytes)) {
        for (List<Decoded> next = records.next(); next != null; next = records.next()) {
          record = next;
          emit(record, records, message, out);
        }
      }
    }
    if (record == null) {
      out.collect(Decoded.skipped(format));
    }
  }

  private void emit(
      List<Decoded> record,
      MessageRecords records,
      ConsumerRecord<byte[], byte[]> message,
      Collector<Decoded> out) {
    long latest = message.timestamp() < 0 ? Long.MAX_VALUE : latest(message.timestamp());
    for (Decoded decoded : record) {
      if (decoded.isEvent() && decoded.event().eventTimeMillis() > latest) {
        out.collect(
            records.dead(DeadCause.AHEAD, ahead(decoded.event().eventTime(), message.timestamp())));
        return;
      }
    }
    Lateness clock = clock(message);
    for (Decoded decoded : record) {
      boolean late = clock.judge(decoded.event());
      Decoded wanted = decoded.within(range);
      if (wanted != null) {
        out.collect(wanted.withWatermark(clock.watermark(), late && wanted.isEvent()));
      }
    }
  }

  private long latest(long timestamp) {
    return timestamp + allowedSkew.toMillis();
  }

  private String ahead(Instant eventTime, long timestamp) {
    return "its time "
        + eventTime
        + " is more than "
        + DurationText.format(allowedSkew)
        + " ahead of the message's timestamp "
        + Instant.ofEpochMilli(timestamp);
  }

  private Lateness clock(ConsumerRecord<byte[], byte[]> message) {
    if (clocks == null) {
      clocks = new HashMap<>();
    }
    return clocks.computeIfAbsent(
        new TopicPartition(message.topic(), message.partition()),
        partition -> new Lateness(outOfOrderness));
  }

  @Override
  public TypeInformation<Decoded> getProducedType() {
    return TypeInformation.of(Decoded.class);
  }
}
