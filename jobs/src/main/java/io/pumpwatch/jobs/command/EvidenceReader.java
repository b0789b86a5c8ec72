package io.pumpwatch.jobs.command;

import io.pumpwatch.finding.FindingWindow;
import java.io.IOException;
import java.util.List;
import org.apache.flink.core.fs.Path;

/** Reads the windows behind a finding. */
@FunctionalInterface
public interface EvidenceReader {

  /** The windows of that finding, in the order of time, from the folder of a run's windows. */
  List<FindingWindow> read(Path folder, String findingId) throws IOException;
}
