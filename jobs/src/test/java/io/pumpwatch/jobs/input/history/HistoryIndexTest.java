package io.pumpwatch.jobs.input.history;

import static io.pumpwatch.jobs.input.history.EventFiles.START_MILLIS;
import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.jobs.input.Decoded;
import io.pumpwatch.jobs.input.TimeRange;
import io.pumpwatch.jobs.settings.ClientAddressSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.connector.file.src.util.RecordAndPosition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No promise is broken, and promises are worth something. */
class HistoryIndexTest {
  private static final long HOUR = 3_600_000L;

  @TempDir Path folder;

  /** What one split gave: the yields and, for each, where a restored reader would go on. */
  record Reading(List<Decoded> yields, List<Long> positions) {

    static Reading of(BulkFormat.Reader<Decoded> reader) throws IOException {
      Reading reading = new Reading(new ArrayList<>(), new ArrayList<>());
      try (reader) {
        for (BulkFormat.RecordIterator<Decoded> batch = reader.readBatch();
            batch != null;
            batch = reader.readBatch()) {
          for (RecordAndPosition<Decoded> next = batch.next(); next != null; next = batch.next()) {
            reading.yields.add(next.getRecord());
            reading.positions.add(next.getRecordSkipCount());
          }
        }
      }
      return reading;
    }
  }

  private record History(HistoryIndex index, HistoryFormat format) {

    static History of(HistoryInput input) throws IOException {
      SplitOpener opener =
          new SplitOpener(
              new LineLogs(),
              input.format(),
              input.range(),
              ClientAddressSettings.defaults(),
              Map.of());
      HistoryIndex index =
          HistoryIndex.of(
              HistoryFiles.of(input).splits(), opener, input.outOfOrderness(), done -> {});
      return new History(index, new HistoryFormat(opener, input.outOfOrderness(), index));
    }

    List<Reading> read() throws IOException {
      List<Reading> readings = new ArrayList<>();
      for (FileSourceSplit split : index.order()) {
        readings.add(Reading.of(format.createReader(new Configuration(), alone(split))));
      }
      return readings;
    }
  }

  private static HistorySplit alone(FileSourceSplit file) {
    return new HistorySplit(List.of(file), null);
  }

  /** Files of every kind, of different spans that overlap, events in no order. */
  private void writeFiles(long seed) throws IOException {
    Random random = new Random(seed);
    for (int file = 0; file < 8; file++) {
      long from = START_MILLIS + random.nextInt(20) * HOUR;
      int span = 1 + random.nextInt((int) (4 * HOUR));
      boolean sorted = random.nextBoolean();
      List<Long> millis = new ArrayList<>();
      for (int i = 0; i < 50 + random.nextInt(450); i++) {
        millis.add(from + random.nextInt(span));
      }
      if (sorted) {
        millis.sort(null);
      }
      switch (file % 4) {
        case 0 -> EventFiles.write(folder.resolve(file + ".parquet"), millis);
        case 1 -> EventFiles.writeRowGroups(folder.resolve("foreign-" + file), millis, 100);
        case 2 -> EventFiles.writeWithoutStatistics(folder.resolve("bare-" + file), millis, 100);
        default -> LineLogs.write(folder.resolve(file + ".log"), millis);
      }
    }
  }

  private static void assertPromisesAreKept(List<Reading> readings) {
    long leastToCome = Long.MAX_VALUE;
    for (int split = readings.size() - 1; split >= 0; split--) {
      List<Decoded> yields = readings.get(split).yields();
      for (int i = yields.size() - 1; i >= 0; i--) {
        Decoded decoded = yields.get(i);
        assertThat(decoded.watermark())
            .as("watermark of yield %d of split %d", i, split)
            .isLessThan(leastToCome);
        if (decoded.isEvent() && !decoded.late()) {
          leastToCome = Math.min(leastToCome, decoded.event().eventTimeMillis());
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void noEventIsBehindAPromise(long seed) throws IOException {
    writeFiles(seed);

    assertPromisesAreKept(History.of(HistoryInput.of(folder.toString()).withSplitBytes(1)).read());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void noEventIsBehindAPromiseWithABoundAndARange(long seed) throws IOException {
    writeFiles(seed);
    HistoryInput input =
        HistoryInput.of(folder.toString())
            .withSplitBytes(1)
            .withOutOfOrderness(Duration.ofMinutes(10))
            .withRange(
                TimeRange.between(
                    Instant.ofEpochMilli(START_MILLIS + 5 * HOUR),
                    Instant.ofEpochMilli(START_MILLIS + 20 * HOUR)));

    List<Reading> readings = History.of(input).read();

    assertPromisesAreKept(readings);
    assertThat(readings).anySatisfy(r -> assertThat(r.yields()).anyMatch(Decoded::late));
    assertThat(readings)
        .allSatisfy(
            r ->
                assertThat(r.yields())
                    .filteredOn(Decoded::isEvent)
                    .allMatch(d -> input.range().contains(d.event().eventTimeMicros())));
  }

  @Test
  void promisesFollowSortedFiles() throws IOException {
    List<Long> first = new ArrayList<>();
    List<Long> second = new ArrayList<>();
    for (long i = 0; i < 50_000; i++) {
      first.add(START_MILLIS + i);
      second.add(START_MILLIS + 60_000 + i);
    }
    EventFiles.write(folder.resolve("b-first"), first);
    LineLogs.write(folder.resolve("a-second"), second);

    List<Reading> readings = History.of(HistoryInput.of(folder.toString())).read();

    List<Decoded> yields = readings.get(0).yields();
    assertThat(yields.get(0).event().eventTimeMillis()).isEqualTo(START_MILLIS);
    // Pages hold 20 000 rows: after the last of one, and not before, the page is known as done.
    assertThat(yields.get(19_998).watermark()).isEqualTo(START_MILLIS - 1);
    assertThat(yields.get(19_999).watermark()).isEqualTo(START_MILLIS + 19_999);
    assertThat(yields.get(49_999).watermark()).isEqualTo(START_MILLIS + 59_999);
    // A log is looked through in blocks of 4096 yields.
    yields = readings.get(1).yields();
    assertThat(yields.get(4_094).watermark()).isEqualTo(START_MILLIS + 59_999);
    assertThat(yields.get(4_095).watermark()).isEqualTo(START_MILLIS + 64_095);
    assertThat(yields.get(49_999).watermark()).isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void impossibleTimesInStatisticsDoNotHoldTheWatermarkBack() throws IOException {
    List<Long> millis = new ArrayList<>();
    for (long i = 0; i < 300; i++) {
      millis.add(START_MILLIS + i);
    }
    millis.set(299, 5L);
    EventFiles.writeRowGroups(folder.resolve("first"), millis, 1000);
    LineLogs.write(folder.resolve("second"), List.of(START_MILLIS + 10_000));

    List<Reading> readings = History.of(HistoryInput.of(folder.toString())).read();

    assertThat(readings.get(0).yields().get(0).watermark()).isEqualTo(START_MILLIS - 1);
    assertThat(readings.get(0).yields().get(299).isDead()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 100, 200})
  void impossibleTimesAheadMoveNoWatermark(int good) throws IOException {
    long year2100 = Instant.parse("2100-01-01T00:00:00Z").toEpochMilli();
    List<Long> millis = new ArrayList<>();
    for (long i = 0; i < 300; i++) {
      millis.add(i < good ? START_MILLIS + i : year2100 + i);
    }
    EventFiles.writeRowGroups(folder.resolve("groups"), millis, 100);
    EventFiles.writeRowGroups(folder.resolve("pages"), millis, 300);
    EventFiles.writeWithoutStatistics(folder.resolve("bare"), millis, 100);
    EventFiles.write(folder.resolve("ours"), millis);

    List<Reading> readings = History.of(HistoryInput.of(folder.toString())).read();

    assertThat(readings).hasSize(4);
    for (Reading reading : readings) {
      assertThat(reading.yields().subList(0, good)).allMatch(Decoded::isEvent);
      assertThat(reading.yields().subList(good, 300))
          .extracting(yield -> yield.deadLetter().reason())
          .containsOnly("its time is not between 2000 and 2100");
      assertThat(reading.yields())
          .allMatch(yield -> yield.watermark() < START_MILLIS + good, "moved by events alone");
    }
  }

  @Test
  void lateEventsAreThoseBehindTheBoundOfTheirSplitAlone() throws IOException {
    List<Long> millis =
        List.of(START_MILLIS, START_MILLIS + 100, START_MILLIS + 49, START_MILLIS + 50);
    LineLogs.write(folder.resolve("log"), millis);
    EventFiles.write(folder.resolve("events.parquet"), millis);
    LineLogs.write(folder.resolve("later"), List.of(START_MILLIS + 900));
    HistoryInput input =
        HistoryInput.of(folder.toString()).withOutOfOrderness(Duration.ofMillis(50));

    List<Reading> readings = History.of(input).read();

    assertThat(readings).hasSize(3);
    for (Reading reading : readings.subList(0, 2)) {
      assertThat(reading.yields())
          .extracting(Decoded::late)
          .containsExactly(false, false, true, false);
    }
    assertThat(readings.get(2).yields()).extracting(Decoded::late).containsExactly(false);
    assertPromisesAreKept(readings);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aRestoredReaderGoesOnWithTheNextYield(boolean bounded) throws IOException {
    writeFiles(77);
    Files.writeString(
        folder.resolve("mixed.log"),
        START_MILLIS + "\n-\nbad\n" + START_MILLIS + "," + (START_MILLIS + 30 * HOUR) + "\n-\n");
    HistoryInput input =
        HistoryInput.of(folder.toString())
            .withSplitBytes(1)
            .withOutOfOrderness(bounded ? Duration.ofMinutes(10) : null);
    History history = History.of(input);
    for (FileSourceSplit split : history.index().order()) {
      Reading whole = Reading.of(history.format().createReader(new Configuration(), alone(split)));
      for (int read = 1; read <= whole.yields().size(); read += 37) {
        HistorySplit checkpointed =
            alone(split)
                .updateWithCheckpointedPosition(
                    new CheckpointedPosition(
                        CheckpointedPosition.NO_OFFSET, whole.positions().get(read - 1)));

        Reading rest =
            Reading.of(history.format().restoreReader(new Configuration(), checkpointed));

        assertThat(rest.yields())
            .usingRecursiveFieldByFieldElementComparator()
            .isEqualTo(whole.yields().subList(read, whole.yields().size()));
      }
    }
  }

  @Test
  void aRestoredReaderGoesOnBehindADamagedRowGroup() throws IOException {
    List<Long> millis = new ArrayList<>();
    for (long i = 0; i < 300; i++) {
      millis.add(START_MILLIS + i);
    }
    Path file = EventFiles.writeRowGroups(folder.resolve("events.parquet"), millis, 100);
    HistoryInput input = HistoryInput.of(file.toString());
    byte[] bytes = Files.readAllBytes(file);
    long second = HistoryFiles.of(input.withSplitBytes(1)).splits().get(1).offset();
    for (int i = 0; i < 60; i++) {
      bytes[(int) second + i] = (byte) 0xFF;
    }
    Files.write(file, bytes);
    History history = History.of(input);
    FileSourceSplit split = history.index().order().get(0);

    Reading whole = Reading.of(history.format().createReader(new Configuration(), alone(split)));

    assertThat(whole.yields()).hasSize(201);
    assertThat(whole.yields().get(100).isDead()).isTrue();
    for (int read = 99; read <= 103; read++) {
      Reading rest =
          Reading.of(
              history
                  .format()
                  .restoreReader(
                      new Configuration(),
                      alone(split)
                          .updateWithCheckpointedPosition(
                              new CheckpointedPosition(
                                  CheckpointedPosition.NO_OFFSET,
                                  whole.positions().get(read - 1)))));
      assertThat(rest.yields())
          .usingRecursiveFieldByFieldElementComparator()
          .isEqualTo(whole.yields().subList(read, 201));
    }
  }
}
