package io.pumpwatch.jobs.input.history;

import io.pumpwatch.jobs.input.Decoded;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.core.io.InputStatus;

/**
 * Flink's reader of files, which reads several splits in the order of the history: a job restored
 * on fewer slots gives one reader the splits of two, in any order.
 */
final class InOrderReader implements SourceReader<Decoded, FileSourceSplit> {
  private final SourceReader<Decoded, FileSourceSplit> reader;
  private final FixedSplits order;

  InOrderReader(SourceReader<Decoded, FileSourceSplit> reader, FixedSplits order) {
    this.reader = reader;
    this.order = order;
  }

  @Override
  public void addSplits(List<FileSourceSplit> splits) {
    reader.addSplits(splits.stream().sorted(Comparator.comparingInt(order::rank)).toList());
  }

  @Override
  public void start() {
    reader.start();
  }

  @Override
  public InputStatus pollNext(ReaderOutput<Decoded> output) throws Exception {
    return reader.pollNext(output);
  }

  @Override
  public List<FileSourceSplit> snapshotState(long checkpoint) {
    return reader.snapshotState(checkpoint);
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    return reader.isAvailable();
  }

  @Override
  public void notifyNoMoreSplits() {
    reader.notifyNoMoreSplits();
  }

  @Override
  public void handleSourceEvents(SourceEvent event) {
    reader.handleSourceEvents(event);
  }

  @Override
  public void notifyCheckpointComplete(long checkpoint) throws Exception {
    reader.notifyCheckpointComplete(checkpoint);
  }

  @Override
  public void notifyCheckpointAborted(long checkpoint) throws Exception {
    reader.notifyCheckpointAborted(checkpoint);
  }

  @Override
  public void pauseOrResumeSplits(Collection<String> pause, Collection<String> resume) {
    reader.pauseOrResumeSplits(pause, resume);
  }

  @Override
  public void close() throws Exception {
    reader.close();
  }
}
