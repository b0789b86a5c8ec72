package io.pumpwatch.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.datasets.simulate.Simulation;
import io.pumpwatch.datasets.simulate.SimulationPlan;
import io.pumpwatch.datasets.simulate.Visibility;
import io.pumpwatch.datasets.simulate.Worlds;
import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.jobs.command.SimulateCommand;
import io.pumpwatch.jobs.command.SimulateOptions;
import io.pumpwatch.jobs.command.run.Progress;
import io.pumpwatch.jobs.command.text.Terminal;
import io.pumpwatch.jobs.input.history.EventFiles;
import io.pumpwatch.jobs.input.parquet.Yields;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateJobTest {
  private static final int DAYS = 3;
  private static final double SCALE = 0.05;

  @TempDir private Path folder;

  @Test
  void keepsLateRowsAndDuplicatesInTheFoldersOfTheirDays() throws Exception {
    SimulateCommand.Outcome outcome =
        simulate("canonical-parquet", Set.of(), 0.1, Duration.ofHours(20));
    List<SmsEvent> written = new ArrayList<>();
    boolean disordered = false;
    for (Path file : files("events")) {
      long newest = Long.MIN_VALUE;
      for (SmsEvent event : Yields.ofParquet(file).events()) {
        assertThat(file.toString()).contains("dt=" + event.eventTime().toString().substring(0, 10));
        disordered |= event.eventTimeMicros() < newest;
        newest = Math.max(newest, event.eventTimeMicros());
        written.add(event);
      }
    }
    List<SmsEvent> made = new ArrayList<>();
    Simulation.of(
            new SimulationPlan(
                3, SimulationPlan.USUAL_FIRST_DAY, DAYS, 0, SCALE, List.of(), Worlds.STANDARD))
        .events(Visibility.COMPLETE)
        .forEachRemaining(made::add);

    assertThat(disordered).isTrue();
    assertThat(outcome).isEqualTo(new SimulateCommand.Outcome(written.size(), 0, 0));
    assertThat(written.size() / (double) made.size()).isBetween(1.07, 1.13);
    assertThat(Set.copyOf(written)).isEqualTo(Set.copyOf(made));
  }

  @Test
  void writesRawLogsWithTheirLabelsAndSettings() throws Exception {
    SimulateCommand.Outcome outcome =
        simulate("sns-delivery", Set.of("compromised-key", "load-test"), 0, Duration.ZERO);
    Path log = files("events").get(0);

    assertThat(outcome.attacks()).isEqualTo(1);
    assertThat(outcome.benign()).isEqualTo(1);
    assertThat(Files.readAllLines(folder.resolve("out/labels.ndjson")))
        .hasSize(2)
        .anyMatch(label -> label.contains("\"identities\":[\"shop-export-key\"]"));
    assertThat(folder.resolve("out/settings.yaml")).isNotEmptyFile();
    assertThat(files("events")).hasSize(1);
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(log)), StandardCharsets.UTF_8))) {
      assertThat(lines.lines().count()).isEqualTo(outcome.events()).isGreaterThan(1500);
    }
  }

  private SimulateCommand.Outcome simulate(
      String format, Set<String> profiles, double duplicates, Duration disorder)
      throws IOException {
    SimulateOptions options =
        new SimulateOptions(
            3,
            DAYS,
            0,
            SCALE,
            profiles,
            "standard",
            duplicates,
            disorder,
            0,
            format,
            EventFiles.flinkPath(folder.resolve("out")));
    try (Progress progress =
        Progress.start(
            new PrintWriter(Writer.nullWriter()), new Terminal(false, Integer.MAX_VALUE))) {
      return new SimulateJob().run(options, progress);
    }
  }

  private List<Path> files(String below) throws IOException {
    try (Stream<Path> paths = Files.walk(folder.resolve("out").resolve(below))) {
      return paths
          .filter(Files::isRegularFile)
          .filter(path -> !path.getFileName().toString().startsWith("."))
          .sorted()
          .toList();
    }
  }
}
