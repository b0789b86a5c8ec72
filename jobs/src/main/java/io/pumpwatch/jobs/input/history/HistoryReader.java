package io.pumpwatch.jobs.input.history;

import io.pumpwatch.jobs.input.Decoded;
import io.pumpwatch.jobs.input.Lateness;
import io.pumpwatch.jobs.input.ResumableReader;
import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.MutableRecordAndPosition;
import org.apache.flink.connector.file.src.util.RecordAndPosition;

/** Reads one split in batches, with its promises and its judgement of lateness. */
final class HistoryReader implements BulkFormat.Reader<Decoded> {
  private static final int BATCH = 1024;

  private final ResumableReader reader;
  private final HistoryIndex.Promise promise;
  private final Lateness lateness;

  /** Reads on from where the reader stands. */
  HistoryReader(ResumableReader reader, HistoryIndex.Promise promise, Lateness lateness) {
    this.reader = reader;
    this.promise = promise;
    this.lateness = lateness;
  }

  @Override
  public BulkFormat.RecordIterator<Decoded> readBatch() throws IOException {
    Decoded[] yields = new Decoded[BATCH];
    long[] positions = new long[BATCH];
    int count = 0;
    while (count < BATCH) {
      Decoded decoded = reader.next();
      if (decoded == null) {
        break;
      }
      yields[count] = marked(decoded);
      positions[count] = reader.position();
      count++;
    }
    return count == 0 ? null : new Batch(Arrays.copyOf(yields, count), positions);
  }

  private Decoded marked(Decoded decoded) {
    boolean late = lateness.judge(decoded.event());
    long watermark = promise.watermarkAt(reader.position());
    return late || watermark != Long.MIN_VALUE ? decoded.withWatermark(watermark, late) : decoded;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  private static final class Batch implements BulkFormat.RecordIterator<Decoded> {
    private final Decoded[] yields;
    private final long[] positions;
    private final MutableRecordAndPosition<Decoded> current = new MutableRecordAndPosition<>();
    private int next;

    Batch(Decoded[] yields, long[] positions) {
      this.yields = yields;
      this.positions = positions;
    }

    @Override
    public RecordAndPosition<Decoded> next() {
      if (next == yields.length) {
        return null;
      }
      current.set(yields[next], RecordAndPosition.NO_OFFSET, positions[next]);
      next++;
      return current;
    }

    @Override
    public void releaseBatch() {}
  }
}
