package io.pumpwatch.jobs.input.history;

import io.pumpwatch.jobs.input.Decoded;
import io.pumpwatch.jobs.input.RawLogs;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.core.fs.Path;

/**
 * Files and folders of canonical Parquet and raw logs as a bounded source. It gives every event in
 * either mode: in streaming mode with {@link HistoryWatermarks#strategy()} none of them is behind
 * the watermark, whatever the order in and between files, save those that the input's own bound
 * marks as late.
 *
 * <p>Files are found once, when the source is built; a restored job does not see new ones.
 *
 * @param source of all of them
 * @param files how many files they are
 */
public record HistorySource(FileSource<Decoded> source, long files) {

  /**
   * Finds the files; for streaming mode, looks through them for their event times, which is
   * described with its cost at {@link HistoryIndex}.
   *
   * @param input what to read
   * @param rawLogs reads what is not Parquet
   * @param mode the mode in which the job runs, not {@code AUTOMATIC}
   * @throws MissingInputException where a path does not exist
   */
  public static HistorySource of(HistoryInput input, RawLogs rawLogs, RuntimeExecutionMode mode)
      throws IOException {
    HistoryFiles files = new HistoryFiles(input);
    List<FileSourceSplit> found = files.splits();
    SplitOpener opener =
        new SplitOpener(rawLogs, input.format(), input.range(), input.clientAddress());
    HistoryIndex index =
        switch (mode) {
          case BATCH -> null;
          case STREAMING -> HistoryIndex.of(found, opener, input.outOfOrderness());
          case AUTOMATIC -> throw new IllegalArgumentException("the mode must be decided first");
        };
    FixedSplits splits = new FixedSplits(index == null ? found : index.order());
    FileSource<Decoded> source =
        FileSource.forBulkFileFormat(
                new HistoryFormat(opener, input.outOfOrderness(), index),
                files.roots().toArray(Path[]::new))
            .setFileEnumerator(splits)
            .setSplitAssigner(splits)
            .build();
    return new HistorySource(source, found.stream().map(FileSourceSplit::path).distinct().count());
  }
}
