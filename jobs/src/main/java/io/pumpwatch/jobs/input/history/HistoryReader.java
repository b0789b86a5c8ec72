package io.pumpwatch.jobs.input.history;

import io.pumpwatch.jobs.input.Decoded;
import io.pumpwatch.jobs.input.Lateness;
import io.pumpwatch.jobs.input.ResumableReader;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.MutableRecordAndPosition;
import org.apache.flink.connector.file.src.util.RecordAndPosition;

/**
 * Reads the files of one split in batches, each with its promises and its judgement of lateness. A
 * position is which file it is and, in the lower {@value #POSITION_BITS} bits, the position of that
 * file's reader: what becomes of one file between a checkpoint and its restore does not touch the
 * others.
 */
final class HistoryReader implements BulkFormat.Reader<Decoded> {
  private static final int BATCH = 1024;
  private static final int POSITION_BITS = 40;
  private static final long END_OF_FILE = (1L << POSITION_BITS) - 1;

  /** Opens files. */
  interface Opener {

    /**
     * Opens a file.
     *
     * @param position where an earlier reader of it stood, 0 for the start
     */
    OpenFile open(FileSourceSplit file, long position) throws IOException;
  }

  /** A file that is being read. */
  record OpenFile(ResumableReader reader, HistoryIndex.Promise promise, Lateness lateness) {

    Decoded next() throws IOException {
      Decoded decoded = reader.next();
      if (decoded == null) {
        return null;
      }
      boolean late = lateness.judge(decoded.event());
      long watermark = promise.watermarkAt(reader.position());
      return late || watermark != Long.MIN_VALUE ? decoded.withWatermark(watermark, late) : decoded;
    }
  }

  private final List<FileSourceSplit> files;
  private final Opener opener;
  private int file;
  private long resumeAt;
  private OpenFile open;

  /**
   * Reads on from a position.
   *
   * @param position as an earlier reader of the split reported it, 0 for the start
   */
  HistoryReader(List<FileSourceSplit> files, Opener opener, long position) {
    this.files = files;
    this.opener = opener;
    this.file = (int) (position >>> POSITION_BITS);
    long inFile = position & END_OF_FILE;
    this.resumeAt = inFile == END_OF_FILE ? ResumableReader.END : inFile;
  }

  @Override
  public BulkFormat.RecordIterator<Decoded> readBatch() throws IOException {
    Decoded[] yields = new Decoded[BATCH];
    long[] positions = new long[BATCH];
    int count = 0;
    while (count < BATCH && file < files.size()) {
      if (open == null) {
        open = opener.open(files.get(file), resumeAt);
      }
      Decoded decoded = open.next();
      if (decoded == null) {
        close();
        file++;
        resumeAt = 0;
      } else {
        yields[count] = decoded;
        positions[count] = position();
        count++;
      }
    }
    return count == 0 ? null : new Batch(Arrays.copyOf(yields, count), positions);
  }

  private long position() {
    return (long) file << POSITION_BITS | Math.min(open.reader().position(), END_OF_FILE);
  }

  @Override
  public void close() throws IOException {
    if (open != null) {
      open.reader().close();
      open = null;
    }
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
