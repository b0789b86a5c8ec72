package io.pumpwatch.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.jobs.command.NormalizeCommand;
import io.pumpwatch.jobs.command.run.RunReport;
import io.pumpwatch.jobs.input.Decoded;
import io.pumpwatch.jobs.input.history.EventFiles;
import io.pumpwatch.jobs.input.history.HistoryInput;
import io.pumpwatch.jobs.input.history.LineLogs;
import io.pumpwatch.jobs.input.parquet.ParquetEventReader;
import io.pumpwatch.jobs.input.parquet.Yields;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NormalizeJobTest {
  private static final long DAY = 86_400_000L;

  @TempDir Path folder;

  private List<Path> files(Path root) throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      return paths.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private NormalizeCommand.Outcome normalize(Path input, Path output) throws Exception {
    return NormalizeJob.run(
        2,
        HistoryInput.of(input.toString()),
        new LineLogs(),
        EventFiles.flinkPath(output),
        records -> {});
  }

  @Test
  void writesEventsByDayAndDeadLettersBeside() throws Exception {
    Path logs = Files.createDirectories(folder.resolve("logs"));
    long midnight = EventFiles.START_MILLIS;
    Files.writeString(
        logs.resolve("a.log"),
        (midnight - 1) + "\n" + midnight + "," + (midnight + DAY) + "\nbad\n-\n");
    EventFiles.write(logs.resolve("b.parquet"), List.of(midnight + 5, midnight - 5));
    Path output = folder.resolve("out");

    NormalizeCommand.Outcome outcome = normalize(logs, output);

    assertThat(outcome.records()).isEqualTo(new RunReport.Records(6, 4, 1, 1));
    assertThat(outcome.eventsByFormat())
        .isEqualTo(Map.of(LineLogs.FORMAT, 3L, ParquetEventReader.FORMAT, 2L));
    assertThat(outcome.deadLetterReasons()).singleElement().asString().contains("a.log");
    assertThat(files(output))
        .extracting(file -> output.relativize(file).getName(0).toString())
        .containsOnly("dt=2026-02-28", "dt=2026-03-01", "dt=2026-03-02", "_dead-letters");
    assertThat(files(output)).allMatch(file -> file.toString().endsWith(".parquet"));
    assertThat(days(output))
        .containsExactlyInAnyOrder(
            midnight - 5, midnight - 1, midnight, midnight + 5, midnight + DAY);
  }

  /** The times of all events, each of which is in the folder of its day. */
  private List<Long> days(Path output) throws IOException {
    List<Long> millis = new ArrayList<>();
    for (Path file : files(output)) {
      String day = output.relativize(file).getName(0).toString();
      if (day.startsWith("dt=")) {
        for (SmsEvent event : Yields.ofParquet(file).events()) {
          assertThat("dt=" + event.eventTime().toString().substring(0, 10)).isEqualTo(day);
          millis.add(event.eventTimeMillis());
        }
      }
    }
    return millis;
  }

  @Test
  void whatItWroteIsReadAgainAsItIs() throws Exception {
    Path logs = Files.createDirectories(folder.resolve("logs"));
    Files.writeString(logs.resolve("a.log"), EventFiles.START_MILLIS + "\nbad\n");

    normalize(logs, folder.resolve("out"));
    NormalizeCommand.Outcome again = normalize(folder.resolve("out"), folder.resolve("again"));

    assertThat(again.eventsByFormat()).isEqualTo(Map.of(ParquetEventReader.FORMAT, 1L));
    assertThat(again.records().dead()).isZero();
  }

  @Test
  void keepsManyDaysInAnyOrder() throws Exception {
    Path logs = Files.createDirectories(folder.resolve("logs"));
    List<Long> millis = new ArrayList<>();
    for (int day = 0; day < 60; day++) {
      for (int i = 0; i < 4; i++) {
        millis.add(EventFiles.START_MILLIS + day * DAY + i * 1000L);
      }
    }
    Collections.shuffle(millis, new Random(5));
    LineLogs.write(logs.resolve("a.log"), millis);
    Path output = folder.resolve("out");

    NormalizeCommand.Outcome outcome = normalize(logs, output);

    assertThat(outcome.eventsByFormat()).isEqualTo(Map.of(LineLogs.FORMAT, 240L));
    List<Long> written = days(output);
    assertThat(written).hasSize(240);
    Set<Long> distinct = new HashSet<>(written);
    assertThat(distinct).containsExactlyInAnyOrderElementsOf(millis);
  }

  @Test
  void streamedTypesNeedNoKryo() {
    assertThat(TypeInformation.of(Decoded.class).getClass().getSimpleName())
        .isEqualTo("PojoTypeInfo");
  }
}
