package io.pumpwatch.jobs;

import io.pumpwatch.jobs.command.DetectCommand;
import io.pumpwatch.jobs.command.DetectOptions;
import io.pumpwatch.jobs.command.run.Submission;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A job that is not refused while its cluster recovers it. A job manager that is started again runs
 * the program again; where that fails, because the database happens to be down just then, Flink
 * gives up the job and with it the way to its newest checkpoint. So it is prepared until it can be.
 * Any other start fails at once: whoever started it is there to decide.
 *
 * @param job the job itself
 * @param pause between two attempts
 */
record RecoveredJob(DetectCommand.Job job, Duration pause) implements DetectCommand.Job {

  /** Long enough to leave the log readable. */
  static final Duration PAUSE = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(RecoveredJob.class);

  @Override
  public DetectCommand.PreparedRun prepare(DetectOptions options) throws Exception {
    boolean recovered = options.output().isRecoveredBy(submission());
    while (true) {
      try {
        return job.prepare(options);
      } catch (InterruptedException e) {
        throw e;
      } catch (Exception refusal) {
        if (!recovered) {
          throw refusal;
        }
        LOG.warn("The run cannot go on yet, next attempt in {}: {}", pause, refusal.getMessage());
        Thread.sleep(pause.toMillis());
      }
    }
  }

  @Override
  public Submission submission() {
    return job.submission();
  }
}
