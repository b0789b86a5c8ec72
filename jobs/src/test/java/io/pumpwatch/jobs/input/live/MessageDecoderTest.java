package io.pumpwatch.jobs.input.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.jobs.input.DeadLetter;
import io.pumpwatch.jobs.input.Decoded;
import io.pumpwatch.jobs.input.RawLogs;
import io.pumpwatch.jobs.input.TimeRange;
import io.pumpwatch.jobs.input.format.RawLogFiles;
import io.pumpwatch.jobs.settings.InputSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.util.InstantiationUtil;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MessageDecoderTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final int RAW_BYTES = 64;
  private static final int PARTITION = 3;
  private static final RawLogs RAW_LOGS = new RawLogFiles(InputSettings.defaults());

  private final MessageDecoder decoder = decoder(LiveInputs.of("broker:9092", "otp", null));
  private long offset = 17;

  private static MessageDecoder decoder(LiveInput input) {
    return new MessageDecoder(input, RAW_LOGS, RAW_BYTES);
  }

  private static String sent(Instant time) {
    return "{\"event_time\":\"" + time + "\",\"event_type\":\"sent\"}";
  }

  private List<Decoded> decode(MessageDecoder by, int partition, long timestamp, byte[] value) {
    List<Decoded> yields = new ArrayList<>();
    by.deserialize(
        new ConsumerRecord<>(
            "otp",
            partition,
            offset++,
            timestamp,
            timestamp < 0 ? TimestampType.NO_TIMESTAMP_TYPE : TimestampType.CREATE_TIME,
            0,
            0,
            null,
            value,
            new RecordHeaders(),
            Optional.empty()),
        new ListCollector<>(yields));
    return yields;
  }

  private List<Decoded> decode(String value) {
    return decode(decoder, PARTITION, NOON.toEpochMilli(), value.getBytes(StandardCharsets.UTF_8));
  }

  private Decoded decodeOne(int partition, Instant time) {
    List<Decoded> yields =
        decode(decoder, partition, -1, sent(time).getBytes(StandardCharsets.UTF_8));
    assertThat(yields).hasSize(1);
    return yields.get(0);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  static Stream<Arguments> logsInOneMessage() throws IOException {
    String one = sent(NOON);
    String two = sent(NOON.plusSeconds(1));
    String notification =
        "{\"Type\":\"Notification\",\"Message\":\"" + one.replace("\"", "\\\"") + "\"}";
    String batch =
        "{\"messageType\":\"DATA_MESSAGE\",\"logEvents\":[{\"id\":\"1\",\"timestamp\":1,\"message\":\""
            + one.replace("\"", "\\\"")
            + "\"},{\"id\":\"2\",\"timestamp\":2,\"message\":\""
            + two.replace("\"", "\\\"")
            + "\"}]}";
    String subscription =
        "{\"awslogs\":{\"data\":\"" + Base64.getEncoder().encodeToString(gzip(batch)) + "\"}}";
    return Stream.of(
        Arguments.of("an object", one.getBytes(StandardCharsets.UTF_8), 1),
        Arguments.of("lines", (one + "\n" + two + "\n").getBytes(StandardCharsets.UTF_8), 2),
        Arguments.of("a list", ("[" + one + "," + two + "]").getBytes(StandardCharsets.UTF_8), 2),
        Arguments.of("gzip", gzip(one + "\n" + two), 2),
        Arguments.of("a notification of SNS", notification.getBytes(StandardCharsets.UTF_8), 1),
        Arguments.of("a subscription's batch", subscription.getBytes(StandardCharsets.UTF_8), 2));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("logsInOneMessage")
  void aMessageIsARawLogOfItsOwn(String name, byte[] value, int events) {
    List<Decoded> yields = decode(decoder, PARTITION, NOON.toEpochMilli(), value);

    assertThat(yields).hasSize(events).allMatch(Decoded::isEvent);
    assertThat(yields).allMatch(Decoded::startsRecord);
    assertThat(yields).extracting(Decoded::format).containsOnly("canonical");
    assertThat(yields.get(0).event().eventTime()).isEqualTo(NOON);
  }

  @Test
  void aMessageThatHoldsNothingIsSkippedAndCounted() {
    for (byte[] nothing : new byte[][] {null, {}, {'\n', ' '}}) {
      assertThat(decode(decoder, PARTITION, NOON.toEpochMilli(), nothing))
          .singleElement()
          .matches(Decoded::isSkipped)
          .matches(Decoded::startsRecord);
    }
  }

  static Stream<Arguments> poison() {
    return Stream.of(
        Arguments.of("text", "no log at all"),
        Arguments.of("broken JSON", "{\"event_time\":"),
        Arguments.of("depth", "{\"a\":".repeat(10_000)),
        Arguments.of("lists", "[".repeat(100_000)),
        Arguments.of("zero bytes", "\0".repeat(1000)),
        Arguments.of("gzip that is none", "\u001f\u008b\b"),
        Arguments.of("wrong types", "{\"event_time\":[],\"event_type\":\"sent\"}"),
        Arguments.of("no such time", "{\"event_time\":\"yesterday\",\"event_type\":\"sent\"}"),
        Arguments.of("long number", "{\"event_time\":" + "9".repeat(5000) + "}"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("poison")
  void poisonIsADeadLetterAndTheNextMessageIsRead(String name, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.ISO_8859_1);

    List<Decoded> yields = decode(decoder, PARTITION, NOON.toEpochMilli(), bytes);

    assertThat(yields).isNotEmpty().allMatch(Decoded::isDead);
    DeadLetter letter = yields.get(0).deadLetter();
    assertThat(letter.fileOrTopic()).isEqualTo("otp");
    assertThat(letter.position()).isEqualTo("partition 3 offset 17");
    assertThat(letter.reason()).isNotBlank();
    assertThat(decode(sent(NOON))).singleElement().matches(Decoded::isEvent);
  }

  @Test
  void aDeadLetterNamesItsRecordBehindTheFirst() {
    List<Decoded> yields = decode(sent(NOON) + "\n{\"event_type\":\"sent\"}\n" + sent(NOON));

    assertThat(yields).extracting(Decoded::isDead).containsExactly(false, true, false);
    assertThat(yields.get(1).deadLetter().position()).isEqualTo("partition 3 offset 17, record 2");
  }

  @Test
  void aReaderThatFailsIsADeadLetterWithTheHeadOfTheMessage() {
    RawLogs failing =
        (in, file, format) -> {
          throw new IllegalStateException("a defect");
        };
    MessageDecoder by =
        new MessageDecoder(LiveInputs.of("broker:9092", "otp", "cloudtrail"), failing, 4);

    List<Decoded> yields = decode(by, PARTITION, 0, "0123456789".getBytes(StandardCharsets.UTF_8));

    assertThat(yields).hasSize(1);
    DeadLetter letter = yields.get(0).deadLetter();
    assertThat(letter.reason()).isEqualTo("cannot be decoded: a defect");
    assertThat(letter.position()).isEqualTo("partition 3 offset 17");
    assertThat(letter.format()).isEqualTo("cloudtrail");
    assertThat(letter.raw()).asString(StandardCharsets.UTF_8).isEqualTo("0123");
    assertThat(letter.rawLength()).isEqualTo(10);
  }

  /** Seconds from the greatest event time before; the bound is five minutes. */
  @ParameterizedTest
  @CsvSource({"0, false", "-299, false", "-300, false", "-301, true", "-86400, true", "1, false"})
  void anEventBehindTheBoundIsLate(long seconds, boolean late) {
    Decoded first = decodeOne(0, NOON);
    Decoded next = decodeOne(0, NOON.plusSeconds(seconds));

    assertThat(first.late()).isFalse();
    assertThat(first.watermark()).isEqualTo(NOON.toEpochMilli() - 300_001);
    assertThat(next.late()).isEqualTo(late);
    assertThat(next.event().eventTimeMillis() <= first.watermark()).isEqualTo(late);
    assertThat(next.watermark())
        .isEqualTo(NOON.plusSeconds(Math.max(0, seconds)).toEpochMilli() - 300_001);
  }

  @Test
  void everyPartitionHasAClockOfItsOwn() {
    decodeOne(0, NOON);

    Decoded other = decodeOne(1, NOON.minus(Duration.ofDays(1)));

    assertThat(other.late()).isFalse();
    assertThat(other.watermark())
        .isEqualTo(NOON.minus(Duration.ofDays(1)).toEpochMilli() - 300_001);
  }

  /** The allowed skew is a minute. */
  @ParameterizedTest
  @CsvSource({"0, false", "60, false", "61, true", "86400, true", "-86400, false"})
  void anEventAheadOfItsMessageIsADeadLetterAndMovesNoWatermark(long seconds, boolean dead) {
    List<Decoded> yields = decode(sent(NOON.plusSeconds(seconds)));

    assertThat(yields).singleElement().matches(decoded -> decoded.isDead() == dead);
    if (dead) {
      DeadLetter letter = yields.get(0).deadLetter();
      assertThat(letter.position()).isEqualTo("partition 3 offset 17");
      assertThat(letter.reason())
          .isEqualTo(
              "its time "
                  + NOON.plusSeconds(seconds)
                  + " is more than 1 min ahead of the message's timestamp "
                  + NOON);
      assertThat(letter.raw()).hasSizeLessThanOrEqualTo(RAW_BYTES);
      assertThat(yields.get(0).watermark()).isEqualTo(Long.MIN_VALUE);
      assertThat(decode(sent(NOON)).get(0).watermark()).isEqualTo(NOON.toEpochMilli() - 300_001);
    }
  }

  @Test
  void aMessageWithoutTimestampIsTakenAsItIs() {
    assertThat(decodeOne(0, NOON.plus(Duration.ofDays(400))).isEvent()).isTrue();
  }

  @Test
  void ofUnwantedTimesOnlyTheCountAndTheWatermarkAreLeft() {
    MessageDecoder fromNoon =
        decoder(
            LiveInputs.withRange(
                LiveInputs.of("broker:9092", "otp", null), TimeRange.between(NOON, null)));
    String lines = sent(NOON.minusSeconds(1)) + "\n" + sent(NOON);

    List<Decoded> yields =
        decode(fromNoon, 0, NOON.toEpochMilli(), lines.getBytes(StandardCharsets.UTF_8));

    assertThat(yields).extracting(Decoded::isSkipped).containsExactly(true, false);
    assertThat(yields.get(0).watermark()).isEqualTo(NOON.toEpochMilli() - 301_001);
  }

  @Test
  void aNamedFormatHoldsForItsTopic() {
    MessageDecoder trail = decoder(LiveInputs.of("broker:9092", "otp", "cloudtrail"));

    List<Decoded> yields =
        decode(trail, 0, NOON.toEpochMilli(), sent(NOON).getBytes(StandardCharsets.UTF_8));

    assertThat(yields).singleElement().matches(Decoded::isDead);
    assertThat(yields.get(0).format()).isEqualTo("cloudtrail");
  }

  @Test
  void travelsWithTheJobGraph() throws Exception {
    MessageDecoder copy = InstantiationUtil.clone(decoder);

    assertThat(decode(copy, 0, -1, sent(NOON).getBytes(StandardCharsets.UTF_8)))
        .singleElement()
        .matches(Decoded::isEvent);
  }

  @Test
  void topicsAreNamedWithOrWithoutTheirFormat() {
    assertThat(
            Stream.of("otp", "otp=cloudtrail", "otp=mapped:own")
                .collect(Collectors.toMap(text -> text, TopicLogs::parse)))
        .isEqualTo(
            Map.of(
                "otp", new TopicLogs("otp", null),
                "otp=cloudtrail", new TopicLogs("otp", "cloudtrail"),
                "otp=mapped:own", new TopicLogs("otp", "mapped:own")));
  }
}
