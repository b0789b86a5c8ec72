package io.pumpwatch.jobs.input.parquet;

import static io.pumpwatch.jobs.input.parquet.ForeignParquet.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.event.EventType;
import io.pumpwatch.event.SmsEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Files of other tools are read by the names of their columns. */
class ForeignParquetTest {
  private static final String MICROS = "required int64 event_time (TIMESTAMP(MICROS,true))";
  private static final String TYPE = "required binary event_type (UTF8)";
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456789Z");
  private static final long NOON_MICROS = SmsEvent.toMicros(NOON);

  @TempDir Path folder;

  static Stream<Arguments> timesOfOneMoment() {
    long nanos = NOON_MICROS * 1000 + 789;
    long millis = NOON_MICROS / 1000;
    return Stream.of(
        Arguments.of("int64 event_time (TIMESTAMP(MILLIS,true))", millis, millis * 1000),
        Arguments.of("int64 event_time (TIMESTAMP(MICROS,true))", NOON_MICROS, NOON_MICROS),
        Arguments.of("int64 event_time (TIMESTAMP(NANOS,true))", nanos, NOON_MICROS),
        Arguments.of("int64 event_time (TIMESTAMP(MICROS,false))", NOON_MICROS, NOON_MICROS),
        Arguments.of("int64 event_time (TIMESTAMP_MILLIS)", millis, millis * 1000),
        Arguments.of("int64 event_time (TIMESTAMP_MICROS)", NOON_MICROS, NOON_MICROS),
        Arguments.of("int96 event_time", ForeignParquet.int96(nanos), NOON_MICROS));
  }

  @ParameterizedTest
  @MethodSource("timesOfOneMoment")
  void readsTimesOfEveryUnit(String column, Object value, long expectedMicros) throws IOException {
    for (String repetition : List.of("required ", "optional ")) {
      for (boolean dictionary : new boolean[] {true, false}) {
        ForeignParquet file = ForeignParquet.withColumns(repetition + column, TYPE);
        Path path =
            (dictionary ? file : file.plain())
                .write(
                    folder.resolve(repetition + dictionary),
                    List.of(row("event_time", value, "event_type", "sent")));

        assertThat(Yields.ofParquet(path).events())
            .containsExactly(SmsEvent.ofMicros(expectedMicros, EventType.SENT).build());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "SNAPPY, PARQUET_1_0, true", "GZIP, PARQUET_1_0, true", "ZSTD, PARQUET_1_0, false",
    "UNCOMPRESSED, PARQUET_1_0, false", "SNAPPY, PARQUET_2_0, true", "GZIP, PARQUET_2_0, false",
    "ZSTD, PARQUET_2_0, true", "UNCOMPRESSED, PARQUET_2_0, true"
  })
  void readsEveryCodecAndEncoding(
      CompressionCodecName codec, WriterVersion version, boolean dictionary) throws IOException {
    ForeignParquet file =
        ForeignParquet.withColumns(
                "optional binary country (UTF8)",
                TYPE,
                "optional double price_usd",
                MICROS,
                "optional int32 status_code")
            .codec(codec)
            .version(version)
            .rowsOfRowGroup(100)
            .rowsOfPage(30);
    List<Map<String, Object>> rows = new ArrayList<>();
    List<SmsEvent> expected = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      Map<String, Object> row =
          row("event_type", i % 3 == 0 ? "sent" : "blocked", "event_time", NOON_MICROS + i);
      SmsEvent.Builder event =
          SmsEvent.ofMicros(NOON_MICROS + i, i % 3 == 0 ? EventType.SENT : EventType.BLOCKED);
      if (i % 2 == 0) {
        String country = "G" + "ABEFHIL".charAt(i % 7);
        row.put("country", country);
        event.country(country);
      }
      if (i % 5 == 0) {
        row.put("price_usd", i / 1000.0);
        event.priceMicroUsd(i * 1000L);
      }
      if (i % 11 == 0) {
        row.put("status_code", i);
        event.statusCode(i);
      }
      rows.add(row);
      expected.add(event.build());
    }
    Path path = (dictionary ? file : file.plain()).write(folder.resolve("events"), rows);

    assertThat(Yields.ofParquet(path).events()).isEqualTo(expected);
  }

  @Test
  void readsFieldsAsTheEventContractMeansThem() throws IOException {
    ForeignParquet file =
        ForeignParquet.withColumns(
            TYPE,
            MICROS,
            "optional binary destination (UTF8)",
            "optional binary country (UTF8)",
            "optional binary source_ip (UTF8)",
            "optional binary channel (UTF8)");
    Map<String, Object> masked = row("event_type", "sent", "event_time", NOON_MICROS);
    masked.put("destination", "+8190XXXXXXXX");
    masked.put("country", "jp");
    masked.put("source_ip", "10.1.2.3");
    masked.put("channel", "SMS");
    Map<String, Object> plain = row("event_type", "sent", "event_time", NOON_MICROS);
    plain.put("destination", "+12025550123");
    plain.put("source_ip", "203.0.113.9:443");

    List<SmsEvent> events =
        Yields.ofParquet(file.write(folder.resolve("events"), List.of(masked, plain))).events();

    assertThat(events)
        .containsExactly(
            SmsEvent.ofMicros(NOON_MICROS, EventType.SENT).country("JP").build(),
            SmsEvent.ofMicros(NOON_MICROS, EventType.SENT)
                .destination("+12025550123")
                .sourceIp("203.0.113.9")
                .build());
  }

  @Test
  void readsColumnsInAnyOrderAndLeavesOthersUnread() throws IOException {
    Path path =
        ForeignParquet.withColumns(
                "optional group extra { optional int32 event_time; }",
                "optional int32 segments",
                "repeated binary flow (UTF8)",
                "optional binary tenant (UTF8)",
                TYPE,
                "optional binary channel (UTF8)",
                MICROS,
                "optional binary something_new (UTF8)",
                "optional int32 count")
            .write(
                folder.resolve("events.parquet"),
                List.of(
                    row("event_type", "SENT", "event_time", NOON_MICROS),
                    row(
                        "segments",
                        3,
                        "tenant",
                        "acme",
                        "event_type",
                        "sent",
                        "channel",
                        "voice",
                        "event_time",
                        NOON_MICROS,
                        "something_new",
                        "x",
                        "count",
                        10)));

    SmsEvent bare = SmsEvent.ofMicros(NOON_MICROS, EventType.SENT).build();
    assertThat(bare.tenant()).isEqualTo("default");
    assertThat(bare.channel()).isEqualTo("sms");
    assertThat(Yields.ofParquet(path).events())
        .containsExactly(
            bare, bare.toBuilder().segments(3).tenant("acme").channel("voice").count(10).build());
  }

  static Stream<Arguments> numbersAndTexts() {
    byte[] decimal = {0, 0x30, 0x39};
    return Stream.of(
        Arguments.of("int64 status_code", 429L, statusCode(429)),
        Arguments.of("double status_code", 429.0, statusCode(429)),
        Arguments.of("double status_code", 429.5, statusCode(null)),
        Arguments.of("int64 status_code", 1L << 40, statusCode(null)),
        Arguments.of("binary status_code (UTF8)", "429", statusCode(null)),
        Arguments.of("int32 error_code", 30003, errorCode("30003")),
        Arguments.of("int64 error_code", 30003L, errorCode("30003")),
        Arguments.of("double error_code", 30003.0, errorCode("30003")),
        Arguments.of("float error_code", 0.5f, errorCode("0.5")),
        Arguments.of("boolean error_code", true, errorCode("true")),
        Arguments.of("binary error_code", "E1", errorCode("E1")),
        Arguments.of("binary error_code (UTF8)", "", errorCode(null)),
        Arguments.of("float price_usd", 0.0075f, price(7_500L)),
        Arguments.of("int32 price_usd", 2, price(2_000_000L)),
        Arguments.of("int32 price_usd (DECIMAL(9,4))", 75, price(7_500L)),
        Arguments.of("int64 price_usd (DECIMAL(18,9))", 7_500_500L, price(7_501L)),
        Arguments.of("binary price_usd (DECIMAL(18,4))", decimal, price(1_234_500L)),
        Arguments.of(
            "fixed_len_byte_array(3) price_usd (DECIMAL(6,4))", decimal, price(1_234_500L)),
        Arguments.of("double price_usd", -1.0, price(null)),
        Arguments.of("double price_usd", Double.NaN, price(null)),
        Arguments.of("double price_usd", Double.POSITIVE_INFINITY, price(null)),
        Arguments.of("int64 count", 4L, event().count(4).build()),
        Arguments.of("int64 count", -4L, event().build()),
        Arguments.of("float seconds_to_verify", 1.5f, event().secondsToVerify(1.5).build()),
        Arguments.of("int64 seconds_to_verify", 12L, event().secondsToVerify(12.0).build()),
        Arguments.of("double seconds_to_verify", -12.0, event().build()));
  }

  private static SmsEvent.Builder event() {
    return SmsEvent.ofMicros(NOON_MICROS, EventType.VERIFIED);
  }

  private static SmsEvent statusCode(Integer value) {
    return event().statusCode(value).build();
  }

  private static SmsEvent errorCode(String value) {
    return event().errorCode(value).build();
  }

  private static SmsEvent price(Long microUsd) {
    return event().priceMicroUsd(microUsd).build();
  }

  @ParameterizedTest
  @MethodSource("numbersAndTexts")
  void readsNumbersAndTextsOfOtherTypes(String column, Object value, SmsEvent expected)
      throws IOException {
    String name = column.replaceAll("^\\S+ (\\w+).*", "$1");
    for (boolean dictionary : new boolean[] {true, false}) {
      ForeignParquet file = ForeignParquet.withColumns(MICROS, TYPE, "optional " + column);
      Path path =
          (dictionary ? file : file.plain())
              .write(
                  folder.resolve(name + dictionary),
                  List.of(row("event_time", NOON_MICROS, "event_type", "verified", name, value)));

      assertThat(Yields.ofParquet(path).events()).containsExactly(expected);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "required int64 event_time (TIMESTAMP(MICROS,true))|event_type is missing",
        "required binary event_type (UTF8)|event_time is missing",
        "required binary event_type (UTF8); required int64 event_time|event_time is not a TIMESTAMP",
        "required binary event_type (UTF8); required binary event_time (UTF8)|not a TIMESTAMP",
        "required binary event_type (UTF8); required group event_time { required int64 a; }|nested"
      })
  void namesTheRequiredColumnThatIsNotThere(String columns, String reason) throws IOException {
    Path path =
        ForeignParquet.withColumns(columns.split("; (?=required|optional)"))
            .write(folder.resolve("events.parquet"), List.of());

    Yields yields = Yields.ofParquet(path);

    assertThat(yields.all()).hasSize(1);
    assertThat(yields.dead().get(0).reason()).contains(reason);
    assertThat(yields.dead().get(0).position()).isEqualTo("file");
    assertThat(yields.dead().get(0).fileOrTopic()).endsWith("events.parquet");
  }

  @Test
  void putsBadRowsAsideWithTheirPlace() throws IOException {
    long year1999 = SmsEvent.toMicros(Instant.parse("1999-12-31T23:59:59.999999Z"));
    long year2000 = year1999 + 1;
    long year2099 = SmsEvent.toMicros(Instant.parse("2099-12-31T23:59:59.999999Z"));
    long year9999 = SmsEvent.toMicros(Instant.parse("9999-12-31T23:59:59.999999Z"));
    Path path =
        ForeignParquet.withColumns(
                "optional int64 event_time (TIMESTAMP(MICROS,true))",
                "optional binary event_type (UTF8)")
            .rowsOfRowGroup(2)
            .write(
                folder.resolve("events.parquet"),
                List.of(
                    row("event_time", year1999, "event_type", "sent"),
                    row("event_time", year2000, "event_type", "sent"),
                    row("event_time", year2099, "event_type", "sent"),
                    row("event_time", year2099 + 1, "event_type", "sent"),
                    row("event_time", NOON_MICROS, "event_type", "sen"),
                    row("event_time", NOON_MICROS),
                    row("event_type", "sent"),
                    row("event_time", 0L, "event_type", "sent"),
                    row("event_time", -1L, "event_type", "sent"),
                    row("event_time", Long.MAX_VALUE, "event_type", "sent"),
                    row("event_time", Long.MIN_VALUE, "event_type", "sent"),
                    row("event_time", year9999, "event_type", "sent")));

    Yields yields = Yields.ofParquet(path);

    assertThat(yields.events())
        .extracting(SmsEvent::eventTimeMicros)
        .containsExactly(year2000, year2099);
    assertThat(yields.dead())
        .extracting(dead -> dead.position() + ": " + dead.reason())
        .containsExactly(
            "row 1: its time is not between 2000 and 2100",
            "row 4: its time is not between 2000 and 2100",
            "row 5: event_type is not one of the contract",
            "row 6: the row has no event_type",
            "row 7: the row has no event_time",
            "row 8: its time is not between 2000 and 2100",
            "row 9: its time is not between 2000 and 2100",
            "row 10: its time is not between 2000 and 2100",
            "row 11: its time is not between 2000 and 2100",
            "row 12: its time is not between 2000 and 2100");
    assertThat(new String(yields.dead().get(2).raw(), StandardCharsets.UTF_8)).isEqualTo("sen");
  }
}
