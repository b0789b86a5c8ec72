package io.pumpwatch.jobs.command;

import java.io.IOException;
import java.util.List;
import org.apache.flink.core.fs.Path;

/**
 * Reads rows that a run wrote.
 *
 * @param <T> the rows
 */
@FunctionalInterface
public interface RunReader<T> {

  /** The rows of that folder, one of those that {@code detect} writes. */
  List<T> read(Path folder) throws IOException;
}
