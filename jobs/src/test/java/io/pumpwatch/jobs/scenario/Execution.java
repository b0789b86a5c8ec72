package io.pumpwatch.jobs.scenario;

import io.pumpwatch.jobs.command.RunMode;

/**
 * How Flink executes a run: what must play no part in what it finds.
 *
 * @param mode batch or streaming
 * @param parallelism slots
 */
record Execution(RunMode mode, int parallelism) {
  static final Execution BATCH_ON_ONE_SLOT = new Execution(RunMode.BATCH, 1);
  static final Execution BATCH_ON_TWO_SLOTS = new Execution(RunMode.BATCH, 2);
  static final Execution STREAMING_ON_ONE_SLOT = new Execution(RunMode.STREAMING, 1);
  static final Execution STREAMING_ON_TWO_SLOTS = new Execution(RunMode.STREAMING, 2);

  @Override
  public String toString() {
    return mode + " on " + parallelism + (parallelism == 1 ? " slot" : " slots");
  }
}
