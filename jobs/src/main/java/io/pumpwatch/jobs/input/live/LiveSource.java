package io.pumpwatch.jobs.input.live;

import io.pumpwatch.jobs.input.CarriedWatermarks;
import io.pumpwatch.jobs.input.Decoded;
import io.pumpwatch.jobs.input.RawLogs;
import io.pumpwatch.jobs.settings.LiveSettings;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.base.source.hybrid.HybridSource;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * Topics as a stream of what is decoded from them, alone or as the continuation of history; in
 * streaming mode only.
 *
 * @param input what to read
 * @param topics the topics as they were found
 * @param rawLogs reads the values of messages
 * @param rawBytes how much of a message its dead letter keeps
 */
public record LiveSource(LiveInput input, FoundTopics topics, RawLogs rawLogs, int rawBytes) {
  private static final String READ_COMMITTED = "read_committed";
  private static final Duration ALIGNMENT_INTERVAL = Duration.ofSeconds(1);

  /** The topics alone. */
  public SingleOutputStreamOperator<Decoded> stream(StreamExecutionEnvironment environment) {
    return stream(environment, kafka(input.start()), "topics");
  }

  /**
   * History, and when it has been read to its end, the topics; state is kept across the seam.
   *
   * @param history read first; none of its events is at or after the seam
   */
  public SingleOutputStreamOperator<Decoded> streamAfter(
      Source<Decoded, ?, ?> history, StreamExecutionEnvironment environment) {
    return stream(
        environment,
        HybridSource.builder(history).addSource(kafka(input.start())).build(),
        "history-then-topics");
  }

  private SingleOutputStreamOperator<Decoded> stream(
      StreamExecutionEnvironment environment, Source<Decoded, ?, ?> source, String word) {
    TypeInformation<Decoded> type = TypeInformation.of(Decoded.class);
    LiveSettings settings = input.settings();
    EventClock clock =
        input.untilLatest()
            ? EventClock.ofBoundedSource()
            : new EventClock(settings.idleTimeout(), settings.idleFlush());
    return environment
        .fromSource(source, watermarks(), word, type)
        .uid(word)
        .transform("event-clock", type, clock)
        .uid("event-clock");
  }

  /**
   * In a bounded read every partition comes to its end, so none has to be given up: that it is slow
   * must not make its events late.
   */
  private WatermarkStrategy<Decoded> watermarks() {
    LiveSettings settings = input.settings();
    WatermarkStrategy<Decoded> carried = CarriedWatermarks.strategy();
    return input.untilLatest()
        ? carried
        : carried
            .withIdleness(settings.idleTimeout())
            .withWatermarkAlignment("topics", settings.maxDrift(), ALIGNMENT_INTERVAL);
  }

  private Source<Decoded, ?, ?> kafka(TopicStart start) {
    KafkaSourceBuilder<Decoded> builder =
        KafkaSource.<Decoded>builder()
            .setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, READ_COMMITTED)
            .setProperties(input.kafka().clientProperties())
            .setGroupId(input.settings().consumerGroup())
            .setTopics(input.topicNames())
            .setStartingOffsets(start.offsets())
            .setDeserializer(new MessageDecoder(input, rawLogs, rawBytes));
    return input.untilLatest()
        ? new EndingSource(builder.setBounded(new StoppingOffsets(topics.ends())).build())
        : builder.build();
  }
}
