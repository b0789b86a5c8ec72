package io.pumpwatch.jobs.input.history;

import static io.pumpwatch.jobs.input.history.EventFiles.START_MILLIS;
import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.jobs.FlinkEnvironment;
import io.pumpwatch.jobs.elsewhere.FaultyFileSystem;
import io.pumpwatch.jobs.input.CarriedWatermarks;
import io.pumpwatch.jobs.input.DeadLetter;
import io.pumpwatch.jobs.input.Decoded;
import io.pumpwatch.jobs.input.Intake;
import io.pumpwatch.jobs.input.TimeRange;
import io.pumpwatch.jobs.input.format.RawLogFiles;
import io.pumpwatch.jobs.input.parquet.Yields;
import io.pumpwatch.jobs.output.EventsTable;
import io.pumpwatch.jobs.output.ParquetSinks;
import io.pumpwatch.jobs.output.WrittenDeadLetters;
import io.pumpwatch.jobs.settings.ClientAddressSettings;
import io.pumpwatch.jobs.settings.InputSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.connector.file.src.util.RecordAndPosition;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that fail while they are read, each telling what it was when it was found. */
class BrokenFilesTest {
  private static final RawLogFiles LOGS = new RawLogFiles(InputSettings.defaults());
  private static final int EVENTS_OF_FILE = 3000;

  @TempDir Path folder;

  private Path log(String name) throws IOException {
    Path file = folder.resolve("logs").resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, lines(name, EVENTS_OF_FILE));
  }

  private static String lines(String name, int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                "{\"event_time\":\""
                    + Instant.ofEpochMilli(START_MILLIS + i)
                    + "\",\"event_type\":\"sent\",\"message_id\":\""
                    + name
                    + ":"
                    + i
                    + "\"}\n")
        .collect(Collectors.joining());
  }

  private static List<String> ids(String name, int count) {
    return IntStream.range(0, count).mapToObj(i -> name + ":" + i).toList();
  }

  private HistorySource source(RuntimeExecutionMode mode) throws IOException {
    HistoryInput input = HistoryInput.of(FaultyFileSystem.SCHEME + "://" + folder.resolve("logs"));
    return HistorySource.of(input, LOGS, mode);
  }

  private void run(HistorySource source, RuntimeExecutionMode mode, Configuration options)
      throws Exception {
    StreamExecutionEnvironment environment = FlinkEnvironment.create(2, mode, options);
    SingleOutputStreamOperator<SmsEvent> events =
        environment
            .fromSource(source.source(), CarriedWatermarks.strategy(), "history")
            .uid("history")
            .process(new Intake(), TypeInformation.of(SmsEvent.class))
            .uid("intake");
    events
        .sinkTo(ParquetSinks.flat(EventsTable.TABLE, EventFiles.flinkPath(folder.resolve("out"))))
        .uid("events");
    events
        .getSideOutput(Intake.DEAD_LETTERS)
        .sinkTo(ParquetSinks.deadLetters(EventFiles.flinkPath(folder.resolve("dead"))))
        .uid("dead");
    environment.execute();
  }

  private List<String> eventIds() throws IOException {
    List<String> ids = new ArrayList<>();
    try (Stream<Path> paths = Files.walk(folder.resolve("out"))) {
      for (Path file :
          paths.filter(path -> path.getFileName().toString().startsWith("part-")).toList()) {
        Yields.ofParquet(file).events().forEach(event -> ids.add(event.messageId()));
      }
    }
    return ids;
  }

  @ParameterizedTest
  @EnumSource(names = {"BATCH", "STREAMING"})
  void costThemselvesOnly(RuntimeExecutionMode mode) throws Exception {
    FaultyFileSystem.reset(0);
    log("good");
    log("stumbles-at-70000");
    log("broken-at-70000");
    Path gone = log("gone");
    Path shorter = log("shorter");
    HistorySource source = source(mode);
    Files.delete(gone);
    Files.writeString(shorter, lines("shorter", 1000));

    run(source, mode, new Configuration());

    int whole =
        (int)
            lines("broken-at-70000", EVENTS_OF_FILE)
                .chars()
                .limit(70_000)
                .filter(c -> c == '\n')
                .count();
    assertThat(eventIds())
        .containsAll(ids("good", EVENTS_OF_FILE))
        .containsAll(ids("stumbles-at-70000", EVENTS_OF_FILE))
        .containsAll(ids("broken-at-70000", whole))
        .containsAll(ids("shorter", 1000))
        .hasSize(2 * EVENTS_OF_FILE + whole + 1000);
    assertThat(WrittenDeadLetters.in(folder.resolve("dead")))
        .extracting(
            letter ->
                letter.fileOrTopic().replaceAll(".*/", "")
                    + ", "
                    + letter.position()
                    + ": "
                    + letter.reason())
        .satisfiesExactlyInAnyOrder(
            said ->
                assertThat(said)
                    .matches(
                        "broken-at-70000, line \\d+: cannot be read from byte 70000 on:"
                            + " Input/output error"),
            said -> assertThat(said).startsWith("gone, file: cannot be opened: "),
            said ->
                assertThat(said)
                    .matches(
                        "shorter, line 1001: ends at byte \\d+, and had \\d+ bytes when it was"
                            + " found"));
  }

  @Test
  void areReadOnAfterARestartWhereTheConnectionWasLost() throws Exception {
    FaultyFileSystem.reset(0);
    log("good");
    log("lost-at-150000");
    HistorySource source = source(RuntimeExecutionMode.STREAMING);
    Configuration options = new Configuration();
    options.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(20));
    options.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        folder.resolve("checkpoints").toUri().toString());
    options.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    options.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1);
    options.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(50));
    // Each of the attempts at a read meets the outage.
    FaultyFileSystem.reset(3);

    run(source, RuntimeExecutionMode.STREAMING, options);

    List<String> expected = new ArrayList<>(ids("good", EVENTS_OF_FILE));
    expected.addAll(ids("lost-at-150000", EVENTS_OF_FILE));
    assertThat(eventIds()).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(folder.resolve("dead")).doesNotExist();
  }

  private record Yield(Decoded decoded, long position) {}

  private static List<Yield> restored(FileSourceSplit split, long position, Duration bound)
      throws IOException {
    SplitOpener opener =
        new SplitOpener(LOGS, null, TimeRange.ALL, ClientAddressSettings.defaults(), Map.of());
    List<Yield> yields = new ArrayList<>();
    try (BulkFormat.Reader<Decoded> reader =
        new HistoryFormat(opener, bound, null)
            .restoreReader(
                new Configuration(),
                new HistorySplit(List.of(split), null)
                    .updateWithCheckpointedPosition(
                        new CheckpointedPosition(CheckpointedPosition.NO_OFFSET, position)))) {
      for (BulkFormat.RecordIterator<Decoded> batch = reader.readBatch();
          batch != null;
          batch = reader.readBatch()) {
        for (RecordAndPosition<Decoded> next = batch.next(); next != null; next = batch.next()) {
          yields.add(new Yield(next.getRecord(), next.getRecordSkipCount()));
        }
      }
    }
    return yields;
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = "PT1H")
  void tellOnceWhereTheyNoLongerReachACheckpoint(Duration bound) throws IOException {
    Path file = log("log");
    FileSourceSplit split = HistoryFiles.of(HistoryInput.of(file.toString())).splits().get(0);
    assertThat(restored(split, 2000, bound)).hasSize(1000);
    Files.delete(file);

    List<Yield> yields = restored(split, 2000, bound);

    assertThat(yields).hasSize(1);
    DeadLetter letter = yields.get(0).decoded().deadLetter();
    assertThat(letter.position()).isEqualTo("behind yield 2000");
    assertThat(letter.reason()).startsWith("the file has changed: ");
    assertThat(restored(split, yields.get(0).position(), bound)).isEmpty();
  }
}
