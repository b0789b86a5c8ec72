package io.pumpwatch.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterProcessTest {
  @TempDir private Path folder;

  private static ClusterProcess self() {
    return new ClusterProcess(
        "self",
        ProcessHandle.current().pid(),
        ProcessHandle.current().info().startInstant().orElseThrow());
  }

  @Test
  void readsWhatItKept() throws IOException {
    self().keep(folder);

    assertThat(ClusterProcess.read(folder.resolve("self"))).contains(self());
    assertThat(ClusterProcess.read(folder.resolve("other"))).isEmpty();
    assertThat(self().isAlive()).isTrue();
  }

  /** Process ids are given to others later: killing one here would end this test. */
  @Test
  void leavesAStrangerAloneThatHasItsProcessId() throws Exception {
    ClusterProcess ended =
        new ClusterProcess(
            "ended", ProcessHandle.current().pid(), Instant.now().minus(Duration.ofDays(1)));

    assertThat(ended.isAlive()).isFalse();
    ended.terminate();
    ended.kill();
    ended.awaitEnd();
  }

  @Test
  void saysWhichFileIsDamaged() throws IOException {
    Path damaged = Files.writeString(folder.resolve("jobmanager"), "4711");

    assertThatThrownBy(() -> ClusterProcess.read(damaged))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(damaged.toString());
  }
}
