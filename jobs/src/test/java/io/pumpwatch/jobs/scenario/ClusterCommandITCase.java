package io.pumpwatch.jobs.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.jobs.cluster.LocalCluster;
import io.pumpwatch.jobs.command.ExitCodes;
import io.pumpwatch.jobs.server.FreePorts;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A newcomer's way through {@code pumpwatch cluster}. */
class ClusterCommandITCase {
  private static final String JAR = Path.of("target/pumpwatch.jar").toAbsolutePath().toString();

  @TempDir private Path folder;

  @AfterEach
  void stop() throws Exception {
    cluster("stop");
  }

  private PumpwatchProcess cluster(String... arguments) throws Exception {
    return PumpwatchProcess.runPackaged(
        folder,
        Map.of(),
        Stream.concat(Stream.of("cluster"), Stream.of(arguments)).toArray(String[]::new));
  }

  @Test
  void startsRunsHealsAndStops() throws Exception {
    String[] start = {"start", "--port=" + FreePorts.one(), "--task-managers=1", "--slots=2"};
    PumpwatchProcess started = cluster(start);
    assertThat(started.exitCode()).as(started.text()).isZero();
    assertThat(started.out()).first().asString().startsWith("Flink is at http://127.0.0.1:");
    assertThat(started.err()).hasSize(3).allMatch(line -> line.startsWith("Started "));

    Path output = folder.resolve("out");
    PumpwatchProcess sample =
        cluster("flink", "run", JAR, "detect", "--output=" + output, "--parallelism=2");
    assertThat(sample.exitCode()).as(sample.text()).isZero();
    assertThat(sample.text())
        .containsPattern("Findings [1-9]\\d*, of which [\\s\\S]*Findings are in ");
    assertThat(Files.readString(output.resolve("run.json"))).contains("wall_seconds");

    PumpwatchProcess refused = cluster("flink", "run", "-d", JAR, "detect", "--outptu=x");
    assertThat(refused.exitCode()).isEqualTo(ExitCodes.FAILED);
    assertThat(refused.text()).contains("did you mean --output?");

    PumpwatchProcess whole = cluster("status");
    assertThat(whole.exitCode()).as(whole.text()).isZero();
    assertThat(whole.text()).contains("2 of 2 slots free", "FINISHED", "pumpwatch detect");

    localCluster().process(LocalCluster.taskManager(1)).kill();
    PumpwatchProcess broken = cluster("status");
    assertThat(broken.exitCode()).isEqualTo(ExitCodes.FAILED);
    assertThat(broken.out()).anyMatch(line -> line.matches("taskmanager-1 +ended"));

    PumpwatchProcess healed = cluster(start);
    assertThat(healed.exitCode()).as(healed.text()).isZero();
    assertThat(healed.err()).singleElement().asString().startsWith("Started taskmanager-1");

    assertThat(cluster("stop").out()).containsExactly("Stopped");
    PumpwatchProcess gone = cluster("status");
    assertThat(gone.exitCode()).isEqualTo(ExitCodes.FAILED);
    assertThat(gone.out()).containsExactly("No cluster runs in pumpwatch-cluster");
  }

  private LocalCluster localCluster() {
    return new LocalCluster(folder.resolve("pumpwatch-cluster"), List.of(), Map.of());
  }

  @Test
  void startsNothingWhereThePortIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      PumpwatchProcess failed = cluster("start", "--port=" + taken.getLocalPort());

      assertThat(failed.exitCode()).isEqualTo(ExitCodes.FAILED);
      assertThat(failed.text()).contains("port " + taken.getLocalPort() + " is taken");
      assertThat(folder.resolve("pumpwatch-cluster/log")).doesNotExist();
    }
  }

  @Test
  void refusesWhatCannotBe() throws Exception {
    PumpwatchProcess refused = cluster("start", "--slots=0", "--task-managers=-1");

    assertThat(refused.exitCode()).isEqualTo(ExitCodes.REFUSED);
    assertThat(refused.err())
        .contains("--slots must be at least 1, is 0", "--task-managers must be at least 1, is -1");
  }
}
