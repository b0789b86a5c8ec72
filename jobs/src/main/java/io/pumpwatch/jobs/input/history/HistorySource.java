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
 */
public final class HistorySource {

  private HistorySource() {}

  /**
   * Finds the files; for streaming mode, looks through them for their event times, which is
   * described with its cost at {@link HistoryIndex}.
   *
   * @param input what to read
   * @param rawLogs reads what is not Parquet
   * @param mode the mode in which the job runs, not {@code AUTOMATIC}
   * @throws MissingInputException where a path does not exist
   */
  public static FileSource<Decoded> of(
      HistoryInput input, RawLogs rawLogs, RuntimeExecutionMode mode) throws IOException {
    HistoryFiles files = new HistoryFiles(input);
    List<FileSourceSplit> found = files.splits();
    SplitOpener opener = new SplitOpener(rawLogs, input.format(), input.range());
<<<<<<< HEAD
    Path[] roots = files.roots().toArray(Path[]::new);
    return switch (mode) {
      case BATCH ->
          new HistorySource(
              roots,
              new FixedSplits(found),
              new HistoryFormat(opener, input.outOfOrderness(), null));
      case STREAMING -> {
        HistoryIndex index = HistoryIndex.of(found, opener, input.outOfOrderness());
        yield new HistorySource(
            roots,
            new FixedSplits(index.order()),
            new HistoryFormat(opener, input.outOfOrderness(), index));
      }
      case AUTOMATIC -> throw new IllegalArgumentException("the mode must be decided first");
    };
  }

  /** How many files it reads. */
  public long files() {
    return splits.files();
  }

  @Override
  public SourceReader<Decoded, FileSourceSplit> createReader(SourceReaderContext context) {
    return new InOrderReader(super.createReader(context), splits);
  }

  @Override
  public SimpleVersionedSerializer<FileSourceSplit> getSplitSerializer() {
    return FileSourceSplitSerializer.INSTANCE;
=======
    HistoryIndex index =
        switch (mode) {
          case BATCH -> null;
          case STREAMING -> HistoryIndex.of(found, opener, input.outOfOrderness());
          case AUTOMATIC -> throw new IllegalArgumentException("the mode must be decided first");
        };
    FixedSplits splits = new FixedSplits(index == null ? found : index.order());
    return FileSource.forBulkFileFormat(
            new HistoryFormat(opener, input.outOfOrderness(), index),
            files.roots().toArray(Path[]::new))
        .setFileEnumerator(splits)
        .setSplitAssigner(splits)
        .build();
>>>>>>> parquet
  }
}
