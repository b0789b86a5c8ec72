package io.pumpwatch.jobs.input.history;

import io.pumpwatch.jobs.input.Decoded;
import java.util.List;
import org.apache.flink.api.connector.source.DynamicParallelismInference;
import org.apache.flink.connector.file.src.AbstractFileSource;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Flink's source of files, over splits of several files. */
final class HistoryFileSource extends AbstractFileSource<Decoded, HistorySplit>
    implements DynamicParallelismInference {
  private static final long serialVersionUID = 1L;

  private final int splits;

  /**
   * A source of these splits.
   *
   * @param roots where they were found, for messages
   * @param splits in the order in which they are handed out
   * @param format reads them
   */
  HistoryFileSource(List<Path> roots, List<HistorySplit> splits, HistoryFormat format) {
    this(roots, new FixedSplits(splits), splits.size(), format);
  }

  private HistoryFileSource(
      List<Path> roots, FixedSplits provider, int splits, HistoryFormat format) {
    super(roots.toArray(Path[]::new), provider, provider, format, null);
    this.splits = splits;
  }

  @Override
  public int inferParallelism(Context context) {
    return Math.max(1, Math.min(splits, context.getParallelismInferenceUpperBound()));
  }

  @Override
  public SimpleVersionedSerializer<HistorySplit> getSplitSerializer() {
    return new HistorySplitSerializer();
  }
}
