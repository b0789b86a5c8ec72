package io.pumpwatch.jobs.input.history;

import io.pumpwatch.jobs.input.Decoded;
import io.pumpwatch.jobs.input.Lateness;
import io.pumpwatch.jobs.input.ResumableReader;
import io.pumpwatch.jobs.input.parquet.Projection;
import java.io.IOException;
import java.time.Duration;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;

/**
 * Reads the splits of a history for Flink. A checkpoint keeps the reader's position, so that a
 * restored job yields exactly what it has not yielded before. Where a file has no longer the
 * position to which it had been read, that is one dead letter.
 */
final class HistoryFormat implements BulkFormat<Decoded, HistorySplit> {
  private final SplitOpener opener;
  private final Duration outOfOrderness;
  private final HistoryIndex index;

  /**
   * A format.
   *
   * @param outOfOrderness null where nothing is late
   * @param index null where no watermarks are wanted
   */
  HistoryFormat(SplitOpener opener, Duration outOfOrderness, HistoryIndex index) {
    this.opener = opener;
    this.outOfOrderness = outOfOrderness;
    this.index = index;
  }

  @Override
  public Reader<Decoded> createReader(Configuration configuration, HistorySplit split) {
    return new HistoryReader(split.files(), this::open, 0);
  }

  @Override
  public Reader<Decoded> restoreReader(Configuration configuration, HistorySplit split) {
    long position =
        split.getReaderPosition().map(CheckpointedPosition::getRecordsAfterOffset).orElse(0L);
    return new HistoryReader(split.files(), this::open, position);
  }

  private HistoryReader.OpenFile open(FileSourceSplit file, long position) throws IOException {
    Lateness lateness = new Lateness(outOfOrderness);
    HistoryIndex.Promise promise = index == null ? any -> Long.MIN_VALUE : index.promise(file);
    return new HistoryReader.OpenFile(restored(file, position, lateness), promise, lateness);
  }

  private ResumableReader restored(FileSourceSplit file, long position, Lateness lateness)
      throws IOException {
    ResumableReader reader = opener.open(file, Projection.EVENTS);
    try {
      if (outOfOrderness == null || position == ResumableReader.END) {
        reader.skipTo(position);
      } else {
        judgeTo(position, reader, lateness);
      }
      if (reader.position() == position) {
        return reader;
      }
    } catch (IOException | RuntimeException e) {
      reader.close();
      throw e;
    }
    reader.close();
    UnreadableFile rest = UnreadableFile.since(file.path(), position);
    rest.skipTo(position);
    return rest;
  }

  /** What is late depends on all that came before it, so that must be seen again. */
  private static void judgeTo(long position, ResumableReader reader, Lateness lateness)
      throws IOException {
    while (reader.position() < position) {
      Decoded decoded = reader.next();
      if (decoded == null) {
        return;
      }
      lateness.judge(decoded.event());
    }
  }

  @Override
  public boolean isSplittable() {
    return true;
  }

  @Override
  public TypeInformation<Decoded> getProducedType() {
    return TypeInformation.of(Decoded.class);
  }
}
