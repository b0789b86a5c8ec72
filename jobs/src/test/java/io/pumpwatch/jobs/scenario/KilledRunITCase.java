package io.pumpwatch.jobs.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.datasets.simulate.log.CanonicalLine;
import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.finding.Finding;
import io.pumpwatch.jobs.output.FindingsReader;
import io.pumpwatch.jobs.server.KafkaBroker;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A run that is killed half-way and gone on with finds what one finds that nothing befell. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KilledRunITCase {
  private static final String OFTEN =
      "live:\n  out-of-orderness: 4h\n  checkpoint-interval: 200 ms\n";

  private static final int SEVERAL = 3;

  private KafkaBroker broker;
  private Path folder;
  private LogFolder logs;
  private List<String> topics;
  private List<Finding> expected;

  @BeforeAll
  void start(@TempDir Path temporary) throws Exception {
    folder = temporary;
    Scenario scenario = SimulatedScenarios.attacksOnBlocks();
    logs =
        Arrangement.asWritten()
            .write(scenario.withSettings(scenario.settings() + OFTEN), folder.resolve("run/input"));
    expected = Detection.over(logs, Execution.BATCH_ON_TWO_SLOTS).findings();
    assertThat(expected).isNotEmpty();
    broker = KafkaBroker.start(folder.resolve("broker"));
    topics =
        PublishedLogs.publish(broker, scenario, 1).stream()
            .map(logs -> logs.topic() + "=" + logs.format())
            .toList();
  }

  @AfterAll
  void stop() {
    broker.close();
  }

  private static String[] detect(Path settings, String output, String... options) {
    return Stream.of(
            Stream.of("detect", "--settings", settings.toString(), "--output", output),
            Stream.of("--parallelism", "2"),
            Stream.of(options))
        .flatMap(words -> words)
        .toArray(String[]::new);
  }

  private String[] overTopics(String output, String... more) {
    return detect(
        logs.settings(),
        output,
        Stream.of(
                Stream.of("--kafka-brokers", broker.address(), "--until-latest"),
                topics.stream().flatMap(topic -> Stream.of("--kafka-topic", topic)),
                Stream.of(more))
            .flatMap(words -> words)
            .toArray(String[]::new));
  }

  private String[] overFiles(String output, String... more) {
    return overFiles(logs.settings(), output, more);
  }

  private String[] overFiles(Path settings, String output, String... more) {
    return detect(
        settings,
        output,
        Stream.concat(
                Stream.of("--input", logs.logs().toString(), "--mode", "streaming"),
                Stream.of(more))
            .toArray(String[]::new));
  }

  /** How many checkpoints of the output folder are complete, those included that are gone. */
  private static long lastCheckpoint(Path output) throws IOException {
    if (!Files.isDirectory(output.resolve("checkpoints"))) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(output.resolve("checkpoints"))) {
      return files
          .filter(file -> file.endsWith("_metadata"))
          .map(file -> file.getParent().getFileName().toString())
          .mapToLong(name -> Long.parseLong(name.substring("chk-".length())))
          .max()
          .orElse(0);
    } catch (java.io.UncheckedIOException removedMeanwhile) {
      return 0;
    }
  }

  private void killAfterCheckpoints(long more, Path output, String... arguments) throws Exception {
    long before = lastCheckpoint(output);
    PumpwatchProcess.start(folder, Map.of(), arguments)
        .killOnce(() -> lastCheckpoint(output) >= before + more);
    assertThat(Files.readString(output.resolve("run.json")))
        .as("the report of a run that did not end")
        .doesNotContain("wall_seconds");
  }

  private List<Finding> findings(Path output) throws IOException {
    return FindingsReader.latest(
        new org.apache.flink.core.fs.Path(output.resolve("findings").toUri()));
  }

  @Test
  void overTopics() throws Exception {
    Path output = folder.resolve("topics");
    killAfterCheckpoints(2, output, overTopics(output.toString()));
    killAfterCheckpoints(2, output, overTopics(output.toString(), "--resume"));
    PumpwatchProcess resumed =
        PumpwatchProcess.run(folder, Map.of(), overTopics(output.toString(), "--resume"));

    assertThat(resumed.exitCode()).as(resumed.text()).isZero();
    assertThat(resumed.text()).contains("Going on with run");
    RowForRow.assertSame("the run that was killed twice", expected, findings(output));
  }

  @Test
  void overFiles() throws Exception {
    Path output = folder.resolve("files");
    killAfterCheckpoints(2, output, overFiles(output.toString()));
    PumpwatchProcess resumed =
        PumpwatchProcess.run(folder, Map.of(), overFiles(output.toString(), "--resume"));

    assertThat(resumed.exitCode()).as(resumed.text()).isZero();
    RowForRow.assertSame("the run that was killed", expected, findings(output));
  }

  /** The second slot has nothing to read and ends at once: progress is kept all the same. */
  @Test
  void overOneFile() throws Exception {
    String file = allEventsInAPackedFile().toString();
    Path batch = folder.resolve("one-file-in-batch");
    PumpwatchProcess.run(
        folder, Map.of(), detect(logs.settings(), batch.toString(), "--input", file));
    Path output = folder.resolve("one-file");
    String[] detect =
        detect(logs.settings(), output.toString(), "--input", file, "--mode", "streaming");
    Set<Long> complete = new HashSet<>();
    PumpwatchProcess.start(folder, Map.of(), detect)
        .killOnce(
            () -> {
              complete.add(lastCheckpoint(output));
              return complete.size() > SEVERAL;
            });
    PumpwatchProcess resumed =
        PumpwatchProcess.run(
            folder,
            Map.of(),
            Stream.concat(Stream.of(detect), Stream.of("--resume")).toArray(String[]::new));

    assertThat(resumed.exitCode()).as(resumed.text()).isZero();
    assertThat(resumed.text()).contains("Going on with run");
    RowForRow.assertSame("the run over one file", findings(batch), findings(output));
  }

  /** A packed file cannot be read in parts. */
  private Path allEventsInAPackedFile() throws IOException {
    Path packed = folder.resolve("all.ndjson.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      for (SmsEvent event : logs.events()) {
        out.write((CanonicalLine.of(event) + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
    return packed;
  }

  @Test
  void refusesToGoOnWhereStateWouldNotFit() throws Exception {
    Path output = folder.resolve("refused");
    PumpwatchProcess nothing =
        PumpwatchProcess.run(folder, Map.of(), overFiles(output.toString(), "--resume"));
    assertThat(nothing.exitCode()).isEqualTo(2);
    assertThat(nothing.text()).contains("--resume: refused holds no run");

    killAfterCheckpoints(1, output, overFiles(output.toString()));
    Path changed = folder.resolve("changed.yaml");
    Files.writeString(
        changed,
        Files.readString(logs.settings()) + "\ndetection:\n  burst:\n    episode-gap: 2 h\n");
    PumpwatchProcess refused =
        PumpwatchProcess.run(folder, Map.of(), overFiles(changed, output.toString(), "--resume"));

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.text()).contains("burst was episodes PT1H apart", "is episodes PT2H apart");
  }
}
