package io.pumpwatch.jobs.command;

import io.pumpwatch.finding.Finding;
import java.io.IOException;
import java.util.List;
import org.apache.flink.core.fs.Path;

/** Where commands get findings from. */
@FunctionalInterface
public interface FindingSource {

  /**
   * The latest revision of each finding in that folder, one of those that {@code detect} writes.
   */
  List<Finding> latest(Path folder) throws IOException;
}
