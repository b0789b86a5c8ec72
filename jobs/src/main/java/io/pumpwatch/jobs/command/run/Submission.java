package io.pumpwatch.jobs.command.run;

/**
 * What a cluster has settled about the job that this program is about to submit. It may run the
 * program for a job that has run before: after an upgrade, or in application mode where the job
 * manager was started again.
 *
 * @param jobId the id that the job will have, by which a job manager that is started again finds
 *     it; null where none would
 * @param restored whether Flink has been told a savepoint or checkpoint to start from
 */
public record Submission(String jobId, boolean restored) {

  /** Of a job that has not run before. */
  public static final Submission FRESH = new Submission(null, false);

  /** Whether it goes on with the state of the job that an earlier run submitted. */
  boolean goesOnWith(String earlierJobId) {
    return restored || (jobId != null && jobId.equals(earlierJobId));
  }
}
