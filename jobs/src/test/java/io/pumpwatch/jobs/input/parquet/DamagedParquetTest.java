package io.pumpwatch.jobs.input.parquet;

import static io.pumpwatch.jobs.input.parquet.ForeignParquet.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pumpwatch.jobs.input.TimeRange;
import io.pumpwatch.jobs.input.file.BrokenFileException;
import io.pumpwatch.jobs.input.format.field.ClientAddress;
import io.pumpwatch.jobs.settings.ClientAddressSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever is wrong with a file comes as a dead letter, and the rest of it is read. */
class DamagedParquetTest {
  private static final long START_MICROS = 1_770_000_000_000_000L;
  private static final int ROWS = 300;

  @TempDir Path folder;

  private Path written(CompressionCodecName codec, WriterVersion version) throws IOException {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      rows.add(
          row(
              "event_time",
              START_MICROS + i,
              "event_type",
              "sent",
              "message_id",
              "message-" + i,
              "price_usd",
              i * 0.001,
              "country",
              i % 2 == 0 ? "GA" : "GB"));
    }
    return ForeignParquet.withColumns(
            "required int64 event_time (TIMESTAMP(MICROS,true))",
            "required binary event_type (UTF8)",
            "optional binary message_id (UTF8)",
            "optional double price_usd",
            "optional binary country (UTF8)")
        .codec(codec)
        .version(version)
        .rowsOfRowGroup(100)
        .write(folder.resolve("events.parquet"), rows);
  }

  @Test
  void reportsAnEmptyFile() throws IOException {
    Path file = Files.createFile(folder.resolve("events.parquet"));

    Yields yields = Yields.ofParquet(file);

    assertThat(yields.all()).hasSize(1);
    assertThat(yields.dead().get(0).reason()).isEqualTo("the file is empty");
  }

  @Test
  void reportsAFileThatIsNotParquet() throws IOException {
    Path file = folder.resolve("events.parquet");
    Files.writeString(file, "{\"event_type\": \"sent\"}\n".repeat(10));

    Yields yields = Yields.ofParquet(file);

    assertThat(yields.all()).hasSize(1);
    assertThat(yields.dead().get(0).reason())
        .startsWith("cannot be read as Parquet: ")
        .contains("is not a Parquet file");
    assertThat(yields.dead().get(0).rawLength()).isEqualTo(Files.size(file));
  }

  @Test
  void reportsAFileCutShortAnywhere() throws IOException {
    byte[] whole =
        Files.readAllBytes(written(CompressionCodecName.ZSTD, WriterVersion.PARQUET_1_0));
    Path cut = folder.resolve("cut.parquet");
    for (int length = 1; length < whole.length; length += 97) {
      Files.write(cut, Arrays.copyOf(whole, length));

      Yields yields = Yields.ofParquet(cut);

      assertThat(yields.all()).as("first %d bytes", length).hasSize(1);
      assertThat(yields.dead()).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"UNCOMPRESSED", "SNAPPY", "GZIP", "ZSTD"})
  void readsTheRowGroupsAroundADamagedOne(CompressionCodecName codec) throws IOException {
    Path file = written(codec, WriterVersion.PARQUET_1_0);
    byte[] bytes = Files.readAllBytes(file);
    long start = startOfSecondRowGroup(file);
    Arrays.fill(bytes, (int) start, (int) start + 60, (byte) 0xFF);
    Files.write(file, bytes);

    Yields yields = Yields.ofParquet(file);

    assertThat(yields.dead()).hasSize(1);
    assertThat(yields.dead().get(0).position()).isEqualTo("rows 101 to 200");
    assertThat(yields.dead().get(0).reason()).startsWith("100 rows are lost: ");
    assertThat(yields.events())
        .extracting(event -> event.eventTimeMicros() - START_MICROS)
        .hasSize(200)
        .startsWith(0L, 1L)
        .endsWith(298L, 299L)
        .doesNotContain(100L, 150L, 199L);
  }

  private static long startOfSecondRowGroup(Path file) throws IOException {
    org.apache.flink.core.fs.Path path = org.apache.flink.core.fs.Path.fromLocalFile(file.toFile());
    List<FilePart> parts = ParquetParts.of(path, 1);
    assertThat(parts).hasSize(3);
    return parts.get(1).offset();
  }

  @ParameterizedTest
  @EnumSource(names = {"UNCOMPRESSED", "SNAPPY", "GZIP", "ZSTD"})
  void neverThrowsAtFlippedBytes(CompressionCodecName codec) throws IOException {
    for (WriterVersion version : WriterVersion.values()) {
      byte[] whole = Files.readAllBytes(written(codec, version));
      Path damaged = folder.resolve("damaged.parquet");
      Random random = new Random(20_260_301);
      for (int round = 0; round < 400; round++) {
        byte[] bytes = whole.clone();
        int flips = 1 + random.nextInt(4);
        for (int flip = 0; flip < flips; flip++) {
          bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        Files.write(damaged, bytes);

        Yields yields = Yields.ofParquet(damaged);

        assertThat(yields.all().size()).as("yields of round %d", round).isPositive();
        assertThat(yields.events().size())
            .as("events of round %d", round)
            .isLessThanOrEqualTo(ROWS);
      }
    }
  }

  @Test
  void letsTheFirstPartSpeakForTheFile() throws IOException {
    Path file = folder.resolve("events.parquet");
    Files.write(file, "PAR1 and then nothing".getBytes(StandardCharsets.UTF_8));
    org.apache.flink.core.fs.Path path = org.apache.flink.core.fs.Path.fromLocalFile(file.toFile());

    Yields first =
        Yields.of(
            ParquetEventReader.open(
                path,
                new FilePart(0, 10),
                TimeRange.ALL,
                Projection.EVENTS,
                new ClientAddress(ClientAddressSettings.defaults())));
    Yields second =
        Yields.of(
            ParquetEventReader.open(
                path,
                new FilePart(10, 100),
                TimeRange.ALL,
                Projection.EVENTS,
                new ClientAddress(ClientAddressSettings.defaults())));

    assertThat(first.dead()).hasSize(1);
    assertThat(second.all()).isEmpty();
  }

  @Test
  void tellsAFileThatIsGone() {
    Path missing = folder.resolve("missing.parquet");

    assertThatThrownBy(() -> Yields.ofParquet(missing)).isInstanceOf(BrokenFileException.class);
  }
}
