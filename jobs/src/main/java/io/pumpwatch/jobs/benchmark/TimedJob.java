package io.pumpwatch.jobs.benchmark;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.core.execution.JobClient;

/** How long Flink says that a job took, from its submission to its end. */
public final class TimedJob {
  private static final double MILLIS_PER_SECOND = 1000.0;

  private TimedJob() {}

  /** Seconds of a job that has ended. */
  public static double seconds(JobExecutionResult result) {
    return result.getNetRuntime(TimeUnit.MILLISECONDS) / MILLIS_PER_SECOND;
  }

  /** Seconds of a job, waiting for its end. */
  static double seconds(JobClient job) throws ExecutionException, InterruptedException {
    return seconds(job.getJobExecutionResult().get());
  }
}
