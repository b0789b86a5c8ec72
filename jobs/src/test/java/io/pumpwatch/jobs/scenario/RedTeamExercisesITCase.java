package io.pumpwatch.jobs.scenario;

import java.util.stream.IntStream;

/** The other seconds: a whole exercise in one minute, and the minute at other places in it. */
class RedTeamExercisesITCase extends ExercisesAreFound {
  @Override
  IntStream seconds() {
    return IntStream.of(0, 30, 52, 57, 58);
  }
}
