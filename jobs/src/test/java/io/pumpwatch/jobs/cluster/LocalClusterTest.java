package io.pumpwatch.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalClusterTest {
  private static final ClusterOptions SMALL = new ClusterOptions(8081, 1, 1, Map.of());

  @TempDir private Path folder;

  private LocalCluster cluster() {
    return new LocalCluster(folder, List.of(), Map.of());
  }

  /** A cluster has folders of its own called so, and removes them. */
  @Test
  void leavesAFolderAsItIsThatHoldsSomethingElse() throws Exception {
    Path log = Files.createDirectories(folder.resolve("log")).resolve("of-somebody-else");
    Path state = Files.createDirectories(folder.resolve("state")).resolve("of-somebody-else");
    Path process = Files.createDirectories(folder.resolve("processes")).resolve("jobmanager");
    for (Path file : List.of(log, state, process)) {
      Files.writeString(file, "1 2026-01-05T13:00:00Z");
    }

    assertThatThrownBy(() -> cluster().start(SMALL, line -> {}))
        .isInstanceOf(ClusterException.class)
        .hasMessage(folder + " holds something else; it is left as it is");
    assertThat(cluster().stop()).isFalse();
    assertThat(cluster().status().processes()).isEmpty();
    assertThat(List.of(log, state, process)).allMatch(Files::exists);
  }

  @Test
  void saysWhereThereIsNoClusterToTalkTo() {
    assertThatThrownBy(() -> cluster().flink(List.of("list")))
        .isInstanceOf(ClusterException.class)
        .hasMessage("no cluster was started in " + folder);
  }
}
