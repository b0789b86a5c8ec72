package io.pumpwatch.jobs.input.history;

import io.pumpwatch.jobs.input.CarriedWatermarks;
import io.pumpwatch.jobs.input.Decoded;
import io.pumpwatch.jobs.input.RawLogs;
import java.io.IOException;
import java.util.List;
import java.util.function.LongConsumer;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.connector.source.Source;

/**
 * Files and folders of canonical Parquet and raw logs as a bounded source. It gives every event in
 * either mode: in streaming mode with {@link CarriedWatermarks#strategy()} none of them is behind
 * the watermark, whatever the order in and between files, save those that the input's own bound
 * marks as late.
 *
 * <p>Files are found once, when the source is built; a restored job does not see new ones.
 *
 * @param source of all of them
 * @param files how many files they are
 */
public record HistorySource(Source<Decoded, ?, ?> source, long files) {

  /** Smaller files are read together. */
  private static final long SMALL_FILE_BYTES = 1 << 20;

  /**
   * Finds the files and makes a source of them.
   *
   * @param input what to read
   * @param rawLogs reads what is not Parquet
   * @param mode the mode in which the job runs, not {@code AUTOMATIC}
   * @throws MissingInputException where a path does not exist
   */
  public static HistorySource of(HistoryInput input, RawLogs rawLogs, RuntimeExecutionMode mode)
      throws IOException {
    return of(HistoryListing.of(input), rawLogs, mode, done -> {});
  }

  /**
   * Makes a source of the files that were found; for streaming mode, looks through them for their
   * event times, which is described with its cost at {@link HistoryIndex}.
   *
   * @param found what to read
   * @param rawLogs reads what is not Parquet
   * @param mode the mode in which the job runs, not {@code AUTOMATIC}
   * @param splitsDone told, by any thread, how many splits have been looked through
   */
  public static HistorySource of(
      HistoryListing found, RawLogs rawLogs, RuntimeExecutionMode mode, LongConsumer splitsDone)
      throws IOException {
    HistoryInput input = found.input();
    SplitOpener opener = found.opener(rawLogs);
    HistoryIndex index =
        switch (mode) {
          case BATCH -> null;
          case STREAMING ->
              HistoryIndex.of(found.splits(), opener, input.outOfOrderness(), splitsDone);
          case AUTOMATIC -> throw new IllegalArgumentException("the mode must be decided first");
        };
    List<HistorySplit> splits =
        HistorySplit.of(
            index == null ? found.splits() : index.order(),
            Math.min(SMALL_FILE_BYTES, input.splitBytes()));
    HistoryFormat format = new HistoryFormat(opener, input.outOfOrderness(), index);
    return new HistorySource(new HistoryFileSource(found.roots(), splits, format), found.files());
  }
}
