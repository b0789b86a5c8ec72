package io.pumpwatch.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.jobs.command.run.Submission;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.ApplicationID;
import org.apache.flink.client.program.StreamContextEnvironment;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.DefaultExecutorServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlinkEnvironmentTest {
  private static final String JOB = "00000000000000000000000000000007";

  /** As a cluster with that configuration calls the program. */
  private static Submission onACluster(Map<String, String> configuration) {
    StreamContextEnvironment.setAsContext(
        new DefaultExecutorServiceLoader(),
        Configuration.fromMap(configuration),
        FlinkEnvironmentTest.class.getClassLoader(),
        1,
        1,
        false,
        new ApplicationID(),
        null,
        List.of());
    try {
      return FlinkEnvironment.submission();
    } finally {
      StreamContextEnvironment.unsetAsContext();
    }
  }

  @Test
  void submitsAFreshJobOnThisMachine() {
    assertThat(FlinkEnvironment.submission()).isEqualTo(Submission.FRESH);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "NONE, /savepoints/savepoint-7, none, true",
        "NONE, none, none, false",
        "kubernetes, none, " + JOB + ", false",
        "zookeeper, /savepoints/savepoint-7, " + JOB + ", true"
      })
  void knowsWhatTheClusterHasSettled(
      String highAvailability, String savepoint, String job, boolean restored) {
    Map<String, String> configuration =
        new HashMap<>(
            Map.of("$internal.pipeline.job-id", JOB, "high-availability.type", highAvailability));
    if (savepoint != null) {
      configuration.put("execution.state-recovery.path", savepoint);
    }

    assertThat(onACluster(configuration)).isEqualTo(new Submission(job, restored));
  }
}
