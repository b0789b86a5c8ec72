package io.pumpwatch.jobs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.jobs.FlinkEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class RulesFolderTest {
  @TempDir Path folder;

  private RulesFolder rules() {
    return new RulesFolder(new org.apache.flink.core.fs.Path(folder.toUri()));
  }

  /** As the documentation says: written elsewhere, renamed into the folder. */
  private void put(String name, String document) throws IOException {
    Path written = Files.writeString(folder.resolve("." + name + ".tmp"), document);
    Files.move(written, folder.resolve(name));
  }

  @Test
  void knowsTheChangesThatLieThereByName() throws Exception {
    put("b.yml", "second");
    put("a.yaml", "first: ä\n");
    put("c.json", "third");
    put("notes.txt", "no change");
    put("_draft.yaml", "no change");
    Files.createDirectory(folder.resolve("d.yaml"));

    assertThat(rules().known()).containsExactly("first: ä\n", "second", "third");
  }

  @Test
  @Timeout(60)
  void yieldsChangesThatComeWhileAJobRuns() throws Exception {
    put("a.yaml", "line 1\nline 2\n");
    StreamExecutionEnvironment environment =
        FlinkEnvironment.create(1, RuntimeExecutionMode.STREAMING);
    try (CloseableIterator<String> documents =
        environment
            .fromSource(rules().source(), WatermarkStrategy.noWatermarks(), "documents")
            .uid("documents")
            .collectAsync()) {
      JobClient job = environment.executeAsync("rules");
      assertThat(documents.next()).isEqualTo("line 1\nline 2\n");
      put("ignored.txt", "no change");
      put("b.yaml", "later");
      assertThat(documents.next()).isEqualTo("later");
      job.cancel().get();
    }
  }
}
