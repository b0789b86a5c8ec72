package io.pumpwatch.jobs.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.finding.Finding;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The hardest second, as a minute begins while the exercises go on, and an easy one. */
class RedTeamExercisesTest extends ExercisesAreFound {
  @Override
  IntStream seconds() {
    return IntStream.of(10, 59);
  }

  @Test
  void byDefaultAllButFiveMessagesToOneNumberAreFound() throws Exception {
    Scenario scenario = RedTeamExercise.all(Instant.parse("2026-03-02T12:00:10Z")).withSettings("");
    LogFolder logs = Arrangement.asWritten().write(scenario, folder.resolve("by-default"));

    assertThat(Detection.over(logs, Execution.BATCH_ON_ONE_SLOT).findings())
        .extracting(Finding::entityValue)
        .containsExactlyInAnyOrder(
            RedTeamExercise.SNS_NUMBER,
            RedTeamExercise.COGNITO_USER,
            RedTeamExercise.COGNITO_CLIENT,
            RedTeamExercise.WEB_CLIENT);
  }
}
