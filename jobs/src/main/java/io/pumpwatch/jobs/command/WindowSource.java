package io.pumpwatch.jobs.command;

import io.pumpwatch.finding.FindingWindow;
import java.io.IOException;
import java.util.List;
import org.apache.flink.core.fs.Path;

/** Where commands get the windows behind a finding from. */
@FunctionalInterface
public interface WindowSource {

  /** The finding's windows in that folder, one of those that {@code detect} writes. */
  List<FindingWindow> windows(Path folder, String findingId) throws IOException;
}
