package io.pumpwatch.jobs.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Flink's configuration, wherever it stands, says what Flink understands, and the same. */
class FlinkConfigurationTest {
  private static FlinkOptions options;

  @BeforeAll
  static void readOptions() throws IOException, ReflectiveOperationException {
    options = FlinkOptions.read();
  }

  /** A place where Flink is configured, and what it says. */
  record Place(String file, Map<String, String> options) {
    static Place of(String file, JsonNode content) {
      Map<String, String> options = new TreeMap<>();
      content
          .properties()
          .forEach(option -> options.put(option.getKey(), option.getValue().asText()));
      return new Place(file, options);
    }

    @Override
    public String toString() {
      return file;
    }
  }

  private static Place ownMachines() {
    return Place.of("flink/config.yaml", Manifest.read("flink/config.yaml").content());
  }

  private static Place kubernetes() {
    Manifest deployment = Manifest.flinkDeployment();
    return Place.of(deployment.file(), deployment.content().at("/spec/flinkConfiguration"));
  }

  private static Place compose() {
    Manifest compose = Manifest.read("compose.yaml");
    Object properties =
        new Yaml(new SafeConstructor(new LoaderOptions()))
            .load(
                compose.content().at("/services/jobmanager/environment/FLINK_PROPERTIES").asText());
    return Place.of(compose.file(), new JsonMapper().valueToTree(properties));
  }

  static List<Place> places() {
    return List.of(ownMachines(), kubernetes(), compose());
  }

  @ParameterizedTest
  @MethodSource("places")
  void saysWhatFlinkUnderstands(Place place) {
    assertThat(place.options()).isNotEmpty();
    assertThat(place.options())
        .allSatisfy((key, value) -> assertThat(options.refusal(key, value)).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "state.backend, hashmap",
    "execution.checkpointing.intervall, 1 min",
    "execution.checkpointing.interval, banana",
    "execution.checkpointing.externalized-checkpoint-retention, KEEP",
    "taskmanager.memory.process.size, much",
    "taskmanager.numberOfTaskSlots, two",
    "metrics.reporter.prometheus.class, org.apache.flink.metrics.prometheus.PrometheusReporter",
    "metrics.reporter.prometheus.factory.class, org.apache.flink.metrics.prometheus.PrometheusReporter",
    "kubernetes.operator.job.restart, true"
  })
  void wouldBeRefusedMisspelt(String key, String value) {
    assertThat(options.refusal(key, value)).isPresent();
  }

  /** On Kubernetes the image's file is not read: what it says is said there once more. */
  @Test
  void saysTheSameOnKubernetes() {
    Map<String, String> machines = new TreeMap<>(ownMachines().options());
    Map<String, String> deployment = kubernetes().options();
    machines
        .keySet()
        .removeIf(
            key ->
                key.matches("rest\\..*|jobmanager\\..*|parallelism\\.default")
                    || List.of("taskmanager.memory.process.size", "execution.checkpointing.dir")
                        .contains(key));

    assertThat(deployment).containsAllEntriesOf(machines);
  }

  @Test
  void isReadByFlinkAsItIsWritten() {
    Configuration read =
        GlobalConfiguration.loadConfiguration(Manifest.FOLDER.resolve("flink").toString());

    assertThat(read.toMap()).containsAllEntriesOf(ownMachines().options());
  }

  /** Flink's REST interface knows no log-in. */
  @Test
  void keepsTheWebInterfaceToTheMachine() {
    assertThat(ownMachines().options())
        .containsEntry("rest.bind-address", "localhost")
        .containsEntry("web.submit.enable", "false")
        .containsEntry("web.cancel.enable", "false");
  }
}
