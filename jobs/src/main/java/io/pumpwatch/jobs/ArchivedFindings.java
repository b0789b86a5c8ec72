package io.pumpwatch.jobs;

import io.pumpwatch.finding.Finding;
import io.pumpwatch.jobs.command.UsageException;
import io.pumpwatch.jobs.output.archive.ArchivePlace;
import io.pumpwatch.jobs.output.archive.FindingsArchive;
import java.io.IOException;
import java.util.Optional;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * The archive of a run, ready to take findings.
 *
 * @param archive what appends them
 * @param place where
 */
record ArchivedFindings(FindingsArchive archive, ArchivePlace place) {

  /**
   * Makes sure that a run can keep its findings there.
   *
   * @param place null for a run without an archive
   * @throws UsageException where it cannot; better told now than when there are findings
   */
  static Optional<ArchivedFindings> prepare(ArchivePlace place) {
    if (place == null) {
      return Optional.empty();
    }
    FindingsArchive archive =
        place
            .archive()
            .orElseThrow(
                () -> new UsageException("this build has no archive of the kind " + place.kind()));
    try {
      archive.prepare(place.path());
    } catch (IOException e) {
      throw new UsageException(
          "findings cannot be kept in " + place + ": " + e.getMessage() + " (nothing was started)");
    }
    return Optional.of(new ArchivedFindings(archive, place));
  }

  /** Appends these findings. */
  void attach(DataStream<Finding> findings) {
    archive.attach(findings, place.path());
  }

  @Override
  public String toString() {
    return place.toString();
  }
}
