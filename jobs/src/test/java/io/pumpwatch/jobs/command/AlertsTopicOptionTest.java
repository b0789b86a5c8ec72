package io.pumpwatch.jobs.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Alerts go to a topic of a cluster, whatever is read. */
class AlertsTopicOptionTest {
  private final List<DetectOptions> runs = new ArrayList<>();

  @TempDir private Path temporary;

  private CommandLineRun detect(String... arguments) {
    List<String> all = new ArrayList<>(List.of("detect", "--output=" + temporary.resolve("out")));
    all.addAll(List.of(arguments));
    DetectCommand command =
        new DetectCommand(
            List.of("canonical"),
            options -> {
              runs.add(options);
              throw new UsageException("not run");
            });
    return CommandLineRun.of(command, all.toArray(String[]::new));
  }

  @Test
  void aRunOverFilesNeedsBrokersAlone() throws IOException {
    Path properties = Files.writeString(temporary.resolve("client.properties"), "");

    detect(
        "--kafka-brokers=one:9092,other:9092",
        "--kafka-properties=" + properties,
        "--alerts-topic=alerts");

    assertThat(runs).hasSize(1);
    assertThat(runs.get(0).live()).isNull();
    assertThat(runs.get(0).alerts())
        .isEqualTo(new AlertSelection(List.of("one:9092", "other:9092"), properties, "alerts"));
  }

  @Test
  void aRunOverTopicsAlertsInTheirCluster() {
    detect("--kafka-brokers=one:9092", "--kafka-topic=logs", "--alerts-topic=alerts");

    assertThat(runs.get(0).live().topics()).hasSize(1);
    assertThat(runs.get(0).alerts())
        .isEqualTo(new AlertSelection(List.of("one:9092"), null, "alerts"));
  }

  @Test
  void withoutItThereAreNoAlerts() {
    detect();

    assertThat(runs.get(0).alerts()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--alerts-topic=alerts | --alerts-topic needs --kafka-brokers",
        "--kafka-brokers=one:9092 | --kafka-brokers needs --kafka-topic or --alerts-topic",
        "--kafka-brokers=one:9092 --alerts-topic=a/b | --alerts-topic a/b is not the name of a"
            + " topic",
        "--kafka-brokers=one --alerts-topic=alerts | --kafka-brokers one is not HOST:PORT",
        "--kafka-brokers=one:9092 --alerts-topic=alerts --until-latest | --until-latest needs"
            + " --kafka-topic",
        "--kafka-brokers=one:9092 --kafka-topic=logs --alerts-topic=logs | --alerts-topic logs is"
            + " read: the run would read what it writes",
        "--kafka-brokers=one:9092 --kafka-topic=logs --dead-letter-topic=aside"
            + " --alerts-topic=aside | --alerts-topic aside is to get what is set aside: alerts"
            + " go alone"
      })
  void refusesWhatCannotBeMeant(String arguments, String problem) {
    CommandLineRun run = detect(arguments.split(" "));

    assertThat(run.exitCode()).isEqualTo(ExitCodes.REFUSED);
    assertThat(run.err()).containsExactly(problem, "See pumpwatch detect --help");
    assertThat(runs).isEmpty();
  }
}
