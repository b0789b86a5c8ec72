package io.pumpwatch.jobs.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pumpwatch.event.EventType;
import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.jobs.input.DeadLetter;
import io.pumpwatch.jobs.input.history.EventFiles;
import io.pumpwatch.jobs.input.parquet.Yields;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetTableTest {
  private static final long NOON_MICROS =
      SmsEvent.toMicros(Instant.parse("2026-03-01T12:00:00.123456Z"));

  @TempDir Path folder;

  private static SmsEvent full() {
    return SmsEvent.ofMicros(NOON_MICROS, EventType.VERIFIED)
        .messageId("m-1")
        .tenant("acme")
        .flow("signup_otp")
        .channel("voice")
        .provider("twilio")
        .identity("arn:aws:iam::1:user/a")
        .region("eu-west-1")
        .destination("+24177012345")
        .country("GA")
        .network("628-01")
        .sourceIp("2001:db8::1")
        .userId("u-1")
        .userAgent("Ünïcode 😀")
        .operation("POST /otp")
        .errorCode("30003")
        .statusCode(429)
        .segments(2)
        .priceMicroUsd(7_501L)
        .secondsToVerify(12.25)
        .count(10)
        .build();
  }

  @Test
  void eventsComeBackAsTheyWereWritten() throws IOException {
    SmsEvent bare = SmsEvent.ofMicros(NOON_MICROS + 1, EventType.BLOCKED).build();

    Path file = EventFiles.writeEvents(folder.resolve("events.parquet"), List.of(full(), bare));

    assertThat(Yields.ofParquet(file).events()).containsExactly(full(), bare);
  }

  @Test
  void everyPriceComesBackExactly() throws IOException {
    Random random = new Random(7);
    List<SmsEvent> events = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      long microUsd = Math.round(Math.exp(random.nextDouble() * Math.log(1e14)));
      events.add(
          SmsEvent.ofMicros(NOON_MICROS + i, EventType.SENT).priceMicroUsd(microUsd).build());
    }

    Path file = EventFiles.writeEvents(folder.resolve("events.parquet"), events);

    assertThat(Yields.ofParquet(file).events()).isEqualTo(events);
  }

  @Test
  void filesAreOfTheContract() throws IOException {
    Path file = EventFiles.writeEvents(folder.resolve("events.parquet"), List.of(full()));

    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
      assertThat(reader.getFileMetaData().getSchema().toString())
          .isEqualTo(
              """
              message events {
                required int64 event_time (TIMESTAMP(MICROS,true));
                required binary event_type (STRING);
                optional binary message_id (STRING);
                required binary tenant (STRING);
                optional binary flow (STRING);
                optional binary channel (STRING);
                optional binary provider (STRING);
                optional binary identity (STRING);
                optional binary region (STRING);
                optional binary destination (STRING);
                optional binary country (STRING);
                optional binary network (STRING);
                optional binary source_ip (STRING);
                optional binary user_id (STRING);
                optional binary user_agent (STRING);
                optional binary operation (STRING);
                optional binary error_code (STRING);
                optional int32 status_code;
                optional int32 segments;
                optional double price_usd;
                optional double seconds_to_verify;
                optional int32 count;
              }
              """);
      BlockMetaData rowGroup = reader.getRowGroups().get(0);
      assertThat(rowGroup.getColumns())
          .allMatch(column -> column.getCodec() == CompressionCodecName.ZSTD);
    }
  }

  @Test
  void aRowWithoutARequiredValueIsRefusedByName() throws IOException {
    SmsEvent nobody =
        new SmsEvent(
            NOON_MICROS,
            EventType.SENT,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            1,
            null,
            null,
            1);

    try (ParquetTableWriter<SmsEvent> writer =
        ParquetTableWriter.create(
            EventsTable.TABLE, EventFiles.flinkPath(folder.resolve("events.parquet")))) {
      writer.write(full());
      assertThatThrownBy(() -> writer.write(nobody)).hasMessageContaining("tenant");
    }
  }

  @Test
  void lateEventsHaveTheEventAndTheWatermark() throws IOException {
    List<TableRow> rows =
        written(
            LateEventsTable.TABLE,
            new LateEvent(full(), NOON_MICROS / 1000 + 5),
            new LateEvent(full(), Long.MIN_VALUE));

    assertThat(LateEventsTable.TABLE.columnNames())
        .startsWith("event_time", "event_type")
        .endsWith("count", "watermark");
    assertThat(rows.get(0).text("destination")).isEqualTo("+24177012345");
    assertThat(rows.get(0).timestamp("watermark"))
        .isEqualTo(Instant.parse("2026-03-01T12:00:00.128Z"));
    assertThat(rows.get(1).timestamp("watermark")).isNull();
  }

  @Test
  void deadLettersKeepTheirBytes() throws IOException {
    byte[] raw = {0, (byte) 0xFF, 10, 65};
    DeadLetter letter =
        new DeadLetter("s3://logs/a.json", "line 17", null, "not \u001b[31mJSON", raw, 4711);

    TableRow row = written(DeadLettersTable.TABLE, letter).get(0);

    assertThat(DeadLettersTable.TABLE.columnNames())
        .containsExactly("file_or_topic", "position", "format", "reason", "raw", "raw_length");
    assertThat(row.text("file_or_topic")).isEqualTo("s3://logs/a.json");
    assertThat(row.text("position")).isEqualTo("line 17");
    assertThat(row.text("format")).isNull();
    assertThat(row.text("reason")).isEqualTo("not \\u001b[31mJSON");
    assertThat(row.bytes("raw")).isEqualTo(raw);
    assertThat(row.bigint("raw_length")).isEqualTo(4711);
  }

  @SafeVarargs
  private <T> List<TableRow> written(ParquetTable<T> table, T... rows) throws IOException {
    try (ParquetTableWriter<T> writer =
        ParquetTableWriter.create(
            table, EventFiles.flinkPath(folder.resolve(table.name() + ".parquet")))) {
      for (T row : rows) {
        writer.write(row);
      }
    }
    List<TableRow> back = new ArrayList<>();
    new ParquetTableReader<>(table, row -> row).readRows(EventFiles.flinkPath(folder), back::add);
    return back;
  }
}
