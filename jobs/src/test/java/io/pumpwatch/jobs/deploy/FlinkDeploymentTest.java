package io.pumpwatch.jobs.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pumpwatch.jobs.Pumpwatch;
import io.pumpwatch.jobs.command.DetectOptions;
import io.pumpwatch.jobs.settings.Settings;
import io.pumpwatch.jobs.settings.SettingsBinder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The job on Kubernetes: Flink's operator takes it, and the job takes what it is given. */
class FlinkDeploymentTest {
  private static final ManifestSchema SCHEMA = ManifestSchema.flinkDeployment();

  @TempDir private Path container;
  private final JsonNode deployment = Manifest.flinkDeployment().content();

  private DetectOptions run() throws IOException {
    ContainerFiles files = ContainerFiles.of(container, deployment.at("/spec/podTemplate/spec"));
    Understood understood =
        Understood.of(files.onThisMachine(Manifest.texts(deployment.at("/spec/job/args"))));
    assertThat(understood.refusals()).isEmpty();
    return understood.runs().get(0);
  }

  @Test
  void isWhatTheOperatorTakes() {
    assertThat(SCHEMA.problems(deployment)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/spec, flinkversion, v2_2",
    "/spec, flinkVersion, v9_9",
    "/spec/job, upgradeMode, sometimes",
    "/spec/job, jarUri, local:///opt/flink/usrlib/pumpwatch.jar",
    "/spec/jobManager/resource, memorry, 2g",
    "/spec/podTemplate/spec, securityContex, {}",
    "/spec/podTemplate/spec/containers/0, volumeMount, []",
    "/spec/podTemplate/spec/securityContext, runAsNonRoot, perhaps"
  })
  void wouldBeRefusedMisspelt(String place, String field, String value) {
    ObjectNode misspelt = deployment.deepCopy();
    ((ObjectNode) misspelt.at(place)).put(field, value);

    assertThat(SCHEMA.problems(misspelt)).singleElement().asString().contains(field);
  }

  @Test
  void startsTheProgram() {
    assertThat(deployment.at("/spec/job/entryClass").textValue())
        .isEqualTo(Pumpwatch.class.getName());
    assertThat(deployment.at("/spec/job/jarURI").textValue()).isEqualTo("local://" + Image.PROGRAM);
  }

  @Test
  void givesArgumentsThatTheCommandLineTakes() throws IOException {
    DetectOptions run = run();

    assertThat(run.live().topics()).hasSize(2);
    assertThat(run.live().properties()).isRegularFile();
    assertThat(run.table()).isNotNull();
  }

  /** The operator makes room for one number of slots, the program takes another unless told. */
  @Test
  void hasSlotsForItsParallelism() throws IOException {
    assertThat(run().parallelism()).isEqualTo(deployment.at("/spec/job/parallelism").intValue());
  }

  /** Where the operator looks for checkpoints is where the job leaves them. */
  @Test
  void knowsWhereCheckpointsAre() throws IOException {
    String folder =
        deployment.at("/spec/flinkConfiguration").path("execution.checkpointing.dir").textValue();

    assertThat(folder).startsWith("file:///shared/");
    assertThat(run().output().checkpoints().getPath())
        .isEqualTo(container + folder.substring("file://".length()));
  }

  @Test
  void hasSettingsThatCanBeUsed() throws IOException {
    Settings settings =
        (Settings) SettingsBinder.bind(run().settings(), (Record) Settings.defaults());

    assertThat(settings.input().mappings()).isNotEmpty();
    assertThat(deployment.at("/spec/flinkConfiguration").path("execution.checkpointing.interval"))
        .asString()
        .contains(settings.live().checkpointInterval().toMinutes() + " min");
  }

  /** Without a log-in on Flink's REST interface nobody may submit or cancel through it. */
  @Test
  void takesNothingThroughTheWebInterface() {
    JsonNode configuration = deployment.at("/spec/flinkConfiguration");

    assertThat(List.of("web.submit.enable", "web.cancel.enable"))
        .allSatisfy(key -> assertThat(configuration.path(key).textValue()).isEqualTo("false"));
  }
}
