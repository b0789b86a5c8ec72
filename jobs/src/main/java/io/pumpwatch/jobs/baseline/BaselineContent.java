package io.pumpwatch.jobs.baseline;

import java.io.IOException;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.flink.core.fs.Path;

/**
 * What a baseline holds.
 *
 * @param id a hash of its rows, null where there are none
 * @param rows how many there are
 * @param epochs the times from which rows are in force
 * @param rowsByGrain rows by the grain of their keys
 */
public record BaselineContent(
    String id, long rows, SortedSet<Instant> epochs, Map<String, Long> rowsByGrain) {
  /** Nothing. */
  public static final BaselineContent NONE =
      new BaselineContent(null, 0, Collections.emptySortedSet(), Map.of());

  public BaselineContent {
    epochs = Collections.unmodifiableSortedSet(new TreeSet<>(epochs));
    rowsByGrain = Map.copyOf(rowsByGrain);
  }

  /**
   * Counts the rows of a folder.
   *
   * @throws io.pumpwatch.jobs.output.UnreadableTableException where there are none
   */
  public static BaselineContent of(Path folder) throws IOException {
    return BaselineEpochs.read(folder).content();
  }
}
