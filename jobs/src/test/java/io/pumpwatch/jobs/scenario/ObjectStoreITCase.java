package io.pumpwatch.jobs.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.finding.Finding;
import io.pumpwatch.jobs.command.ExitCodes;
import io.pumpwatch.jobs.output.FindingsReader;
import io.pumpwatch.jobs.server.ObjectStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.plugin.DefaultPluginManager;
import org.apache.flink.core.plugin.DirectoryBasedPluginFinder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Logs are read from S3 and findings written to it, through Flink's plugin. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ObjectStoreITCase {
  private static final Path PLUGINS = Path.of("target/plugins").toAbsolutePath();
  private static final String OUTPUT = "s3://findings/march";

  private Path folder;
  private ObjectStore store;
  private LogFolder logs;
  private Map<String, String> environment;

  @BeforeAll
  void start(@TempDir Path temporary) throws Exception {
    folder = temporary;
    store = ObjectStore.start();
    store.createBucket("logs");
    store.createBucket("findings");
    logs = LogFolder.ofSample(folder.resolve("sample"));
    store.upload(logs.logs(), "logs");
    Files.writeString(
        folder.resolve("config.yaml"),
        "s3.endpoint: " + store.endpoint() + "\ns3.path.style.access: true\n");
    environment =
        Map.of(
            "FLINK_PLUGINS_DIR",
            PLUGINS.toString(),
            "FLINK_CONF_DIR",
            folder.toString(),
            "AWS_ACCESS_KEY_ID",
            ObjectStore.ACCESS_KEY,
            "AWS_SECRET_ACCESS_KEY",
            ObjectStore.SECRET_KEY);
    knowObjectStore();
  }

  /** For this process to read what was written. */
  private void knowObjectStore() throws Exception {
    Configuration configuration = new Configuration();
    configuration.setString("s3.endpoint", store.endpoint());
    configuration.setString("s3.path.style.access", "true");
    configuration.setString("s3.access-key", ObjectStore.ACCESS_KEY);
    configuration.setString("s3.secret-key", ObjectStore.SECRET_KEY);
    FileSystem.initialize(
        configuration,
        new DefaultPluginManager(
            new DirectoryBasedPluginFinder(PLUGINS).findPlugins(),
            CoreOptions.getPluginParentFirstLoaderPatterns(configuration)));
  }

  @AfterAll
  void stop() throws Exception {
    FileSystem.initialize(new Configuration(), null);
    store.close();
  }

  private PumpwatchProcess detect(String input, String output) throws Exception {
    return PumpwatchProcess.run(
        folder,
        environment,
        "detect",
        "--settings",
        logs.settings().toString(),
        "--input",
        input,
        "--output",
        output);
  }

  private static List<Finding> findings(String output) throws Exception {
    return FindingsReader.latest(new org.apache.flink.core.fs.Path(output + "/findings"));
  }

  @Test
  void findingsAreThoseOfLocalFiles() throws Exception {
    Path local = folder.resolve("local");
    PumpwatchProcess overFiles = detect(logs.logs().toString(), local.toString());
    assertThat(overFiles.exitCode()).as(overFiles.text()).isZero();
    List<Finding> expected = findings(local.toUri().toString());
    assertThat(expected).isNotEmpty();

    PumpwatchProcess overObjects = detect("s3://logs/", OUTPUT);
    assertThat(overObjects.exitCode()).as(overObjects.text()).isZero();
    List<Finding> written = findings(OUTPUT);
    RowForRow.assertSame("the run over S3", expected, written);

    PumpwatchProcess replacing = detect("s3://logs/", OUTPUT);
    assertThat(replacing.exitCode()).as(replacing.text()).isZero();
    List<Finding> replaced = findings(OUTPUT);
    RowForRow.assertSame("the run that replaced it", expected, replaced);
    assertThat(replaced)
        .extracting(Finding::runId)
        .doesNotContainAnyElementsOf(written.stream().map(Finding::runId).toList());
  }

  @Test
  void aBucketThatIsNotThereIsRefused() throws Exception {
    PumpwatchProcess refused = detect("s3://logs/", "s3://nowhere/march");

    assertThat(refused.exitCode()).as(refused.text()).isEqualTo(ExitCodes.REFUSED);
    assertThat(refused.err())
        .filteredOn(line -> line.contains("--output s3://nowhere/march"))
        .singleElement()
        .asString()
        .contains("bucket does not exist");
    assertThat(refused.text()).doesNotContain("\tat ", ObjectStore.SECRET_KEY);
  }
}
