package io.pumpwatch.jobs.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.jobs.FlinkEnvironment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.transformations.PartitionTransformation;
import org.apache.flink.streaming.api.transformations.SideOutputTransformation;
import org.apache.flink.streaming.api.transformations.UnionTransformation;
import org.apache.flink.streaming.util.TestStreamEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every operator has a name of ours, under which savepoints know it. */
class DrawnJobTest {
  /** Lines between operators, which have no state and no name. */
  private static final List<Class<?>> LINES =
      List.of(
          PartitionTransformation.class, SideOutputTransformation.class, UnionTransformation.class);

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(DrawnJob.class)
  void nameAndUidOfAnOperatorAreTheSameWord(DrawnJob job) throws IOException {
    List<Transformation<?>> operators =
        job.transformations(RuntimeExecutionMode.BATCH, folder).stream()
            .filter(transformation -> !LINES.contains(transformation.getClass()))
            .toList();

    assertThat(operators).hasSizeGreaterThan(3);
    assertThat(operators)
        .allSatisfy(
            operator -> {
              assertThat(operator.getName()).matches("[a-z0-9]+(-[a-z0-9]+)*");
              assertThat(operator.getUid()).isEqualTo(operator.getName());
            });
    assertThat(operators).extracting(Transformation::getUid).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({"DETECT, BATCH", "DETECT, STREAMING", "DETECT_TOPICS, STREAMING", "NORMALIZE, BATCH"})
  void flinkTakesTheJobWithoutKryoAndWithoutUidsOfItsOwn(DrawnJob job, RuntimeExecutionMode mode)
      throws IOException {
    StreamExecutionEnvironment environment = job.environment(mode, folder);
    StreamGraph graph = environment.getStreamGraph();

    assertStrict(environment);
    assertThat(graph.getJobGraph().getNumberOfVertices()).isPositive();
  }

  /** State of an operator with another maximum cannot be restored, on however many slots. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void keepsTheMostSlotsOfItsStateOnAnyNumberOfThem(int slots) throws IOException {
    Iterable<JobVertex> vertices =
        DrawnJob.DETECT
            .environment(slots, RuntimeExecutionMode.STREAMING, folder)
            .getStreamGraph()
            .getJobGraph()
            .getVertices();

    assertThat(vertices)
        .allSatisfy(
            vertex ->
                assertThat(vertex.getMaxParallelism())
                    .as(vertex.getName())
                    .isEqualTo(
                        vertex.getName().equals("rules-gate")
                            ? 1
                            : FlinkEnvironment.MAX_PARALLELISM));
  }

  @ParameterizedTest
  @CsvSource({"BATCH, 1", "BATCH,", "STREAMING, 2", "STREAMING,"})
  void everyEnvironmentRefusesKryoAndMissingUidsWhateverItsOptions(
      RuntimeExecutionMode mode, Integer parallelism) {
    Configuration lenient = new Configuration();
    lenient.set(PipelineOptions.GENERIC_TYPES, true);
    lenient.set(PipelineOptions.AUTO_GENERATE_UIDS, true);

    assertStrict(FlinkEnvironment.create(parallelism, mode));
    assertStrict(FlinkEnvironment.create(parallelism, mode, lenient));
  }

  @Test
  void soDoesTheOneOfAClusterThatRunsUs() throws Exception {
    try (MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder().build())) {
      TestStreamEnvironment.setAsContext(cluster, 1);

      StreamExecutionEnvironment environment =
          FlinkEnvironment.create(null, RuntimeExecutionMode.STREAMING);

      assertThat(environment).isInstanceOf(TestStreamEnvironment.class);
      assertStrict(environment);
    } finally {
      TestStreamEnvironment.unsetAsContext();
    }
  }

  private static void assertStrict(StreamExecutionEnvironment environment) {
    assertThat(environment.getConfiguration().get(PipelineOptions.GENERIC_TYPES)).isFalse();
    assertThat(environment.getConfiguration().get(PipelineOptions.AUTO_GENERATE_UIDS)).isFalse();
    assertThat(environment.getConfig().hasAutoGeneratedUIDsEnabled()).isFalse();
  }
}
