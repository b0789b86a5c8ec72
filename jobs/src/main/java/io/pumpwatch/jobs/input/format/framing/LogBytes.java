package io.pumpwatch.jobs.input.format.framing;

import io.pumpwatch.jobs.settings.InputLimits;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;

/**
 * The bytes of a log, decompressed where they are gzip, one at a time, with a mark to go back to.
 * Memory is bounded by the record limit, since a mark that lies further back is let go.
 *
 * <p>Gzip inside gzip is decompressed too: Amazon Data Firehose leaves such files where it
 * compresses what CloudWatch Logs has compressed already. What bounds the time that a file may take
 * is how many times its stored size it expands to, over all layers together, and not the size
 * itself, since a log of many gigabytes is nothing strange. All that comes before that limit is
 * handed out.
 *
 * <p>A log that cannot be read to its end simply ends, and {@link #problem()} says why.
 */
final class LogBytes implements Closeable {
  private static final int CHUNK = 64 << 10;

  /** More is made on purpose: there are gzip files that hold themselves. */
  private static final int MOST_LAYERS = 3;

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final SourceBytes source;
  private final InputStream in;
  private final boolean compressed;
  private final InputLimits limits;
  private byte[] buffer = new byte[CHUNK];
  private int position;
  private int limit;
  private long bufferOffset;
  private long line = 1;
  private boolean ended;
  private String problem;

  private int mark = -1;
  private long markOffset;
  private long markLine;
  private byte[] headOfLostMark;

  private LogBytes(SourceBytes source, InputStream in, boolean compressed, InputLimits limits) {
    this.source = source;
    this.in = in;
    this.compressed = compressed;
    this.limits = limits;
  }

  /**
   * Looks whether the log is gzip.
   *
   * @throws IOException where the file system fails
   */
  static LogBytes open(InputStream file, InputLimits limits) throws IOException {
    SourceBytes source = new SourceBytes(file);
    PushbackInputStream in = new PushbackInputStream(source, GzipBytes.MAGIC_BYTES);
    int layers = 0;
    String problem = null;
    try {
      while (problem == null && GzipBytes.areNext(in)) {
        if (layers < MOST_LAYERS) {
          in = new PushbackInputStream(new GzipBytes(in), GzipBytes.MAGIC_BYTES);
          layers++;
        } else {
          problem = "gzip inside gzip more than " + MOST_LAYERS + " times over";
        }
      }
    } catch (SourceBytes.Failure e) {
      throw e;
    } catch (IOException e) {
      problem = e.getMessage();
    }
    LogBytes bytes = new LogBytes(source, in, layers > 0, limits);
    bytes.problem = problem;
    bytes.ended = problem != null;
    return bytes;
  }

  /** The next byte, which stays next; -1 at the end. */
  int peek() throws IOException {
    return position < limit || fill() ? buffer[position] & 0xFF : -1;
  }

  /** Moves past the byte that {@link #peek()} has seen. */
  void advance() {
    if (buffer[position++] == '\n') {
      line++;
    }
  }

  /** Moves past what is at hand of a string's content, if any. */
  void advanceOverText() {
    int i = position;
    while (i < limit && buffer[i] != '"' && buffer[i] != '\\' && buffer[i] != '\n') {
      i++;
    }
    position = i;
  }

  /** Moves past a byte order mark where one is next, and says whether it was; moves the mark. */
  boolean skipByteOrderMark() throws IOException {
    mark();
    for (byte expected : BYTE_ORDER_MARK) {
      if (peek() != (expected & 0xFF)) {
        reset();
        return false;
      }
      advance();
    }
    return true;
  }

  /** How many bytes lie before the next one. */
  long offset() {
    return bufferOffset + position;
  }

  /** The line of the next byte, from 1. */
  long line() {
    return line;
  }

  /** Why the log ended early, or null. */
  String problem() {
    return problem;
  }

  /** Marks the next byte as the start of a record. */
  void mark() {
    mark = position;
    markOffset = offset();
    markLine = line;
    headOfLostMark = null;
  }

  /** Whether the bytes since the mark are still held. */
  boolean holdsMark() {
    return mark >= 0;
  }

  /** Goes back to the mark, which must still be held. */
  void reset() {
    position = mark;
    line = markLine;
  }

  /** How many bytes have been read since the mark. */
  long lengthSinceMark() {
    return offset() - markOffset;
  }

  long markOffset() {
    return markOffset;
  }

  long markLine() {
    return markLine;
  }

  /** The bytes since the mark; only their beginning where the mark has been let go. */
  byte[] sinceMark() {
    return holdsMark() ? Arrays.copyOfRange(buffer, mark, position) : headOfLostMark;
  }

  private boolean fill() throws IOException {
    if (ended) {
      return false;
    }
    makeRoom();
    try {
      int read = in.read(buffer, limit, buffer.length - limit);
      if (read > 0) {
        limit += withinExpansion(read);
        return position < limit;
      }
    } catch (SourceBytes.Failure e) {
      throw e;
    } catch (IOException e) {
      problem = e.getMessage();
    }
    ended = true;
    return false;
  }

  /** How many of the bytes that were read the log may still have; it ends behind them. */
  private int withinExpansion(int read) {
    long expanded = bufferOffset + limit;
    long most =
        Math.max(limits.gzipRatioAppliesFromBytes(), limits.maxGzipRatio() * source.count());
    if (!compressed || expanded + read <= most) {
      return read;
    }
    problem = "the gzip data expands to more than " + limits.maxGzipRatio() + " times its size";
    ended = true;
    return (int) Math.max(0, most - expanded);
  }

  private void makeRoom() {
    int keepFrom = holdsMark() ? mark : position;
    if (keepFrom > 0) {
      System.arraycopy(buffer, keepFrom, buffer, 0, limit - keepFrom);
      bufferOffset += keepFrom;
      position -= keepFrom;
      limit -= keepFrom;
      mark = holdsMark() ? 0 : -1;
    }
    if (limit < buffer.length) {
      return;
    }
    if (buffer.length <= limits.maxRecordBytes()) {
      buffer = Arrays.copyOf(buffer, (int) Math.min(2L * buffer.length, Integer.MAX_VALUE - 8));
      return;
    }
    headOfLostMark = Arrays.copyOf(buffer, Math.min(limit, limits.deadLetterRawBytes()));
    mark = -1;
    bufferOffset += position;
    position = 0;
    limit = 0;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
