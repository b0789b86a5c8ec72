package io.pumpwatch.jobs.scenario;

import java.util.stream.IntStream;

/** The hardest second: a minute begins while the exercises go on. */
class RedTeamExercisesTest extends ExercisesAreFound {
  @Override
  IntStream seconds() {
    return IntStream.of(59);
  }
}
