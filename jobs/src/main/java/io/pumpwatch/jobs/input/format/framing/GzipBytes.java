package io.pumpwatch.jobs.input.format.framing;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Decompresses gzip (RFC 1952), one member after the other.
 *
 * <p>{@link java.util.zip.GZIPInputStream} takes bytes that follow the first member for padding and
 * drops them where they are damaged, and recurses once for each empty member. Here whatever is not
 * a member is an error, and every byte before the error has been handed out.
 */
final class GzipBytes extends InputStream {
  /** How many bytes tell that data is gzip. */
  static final int MAGIC_BYTES = 2;

  private static final int FIRST_MAGIC = 0x1F;
  private static final int SECOND_MAGIC = 0x8B;
  private static final int DEFLATE = 8;
  private static final int HAS_HEADER_CHECKSUM = 2;
  private static final int HAS_EXTRA_FIELD = 4;
  private static final int HAS_NAME = 8;
  private static final int HAS_COMMENT = 16;

  private final InputStream in;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 checksum = new CRC32();
  private final byte[] compressed = new byte[16 << 10];
  private int position;
  private int limit;
  private boolean insideMember;

  GzipBytes(InputStream in) {
    this.in = in;
  }

  /**
   * Whether what comes next begins as gzip does; it stays next.
   *
   * @param in with room to push {@link #MAGIC_BYTES} back
   */
  static boolean areNext(PushbackInputStream in) throws IOException {
    byte[] head = in.readNBytes(MAGIC_BYTES);
    in.unread(head);
    return head.length == MAGIC_BYTES && begins(head[0] & 0xFF, head[1] & 0xFF);
  }

  private static boolean begins(int first, int second) {
    return first == FIRST_MAGIC && second == SECOND_MAGIC;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  /**
   * Reads decompressed bytes.
   *
   * @throws EOFException where the data ends inside a member
   * @throws ZipException where the data is not gzip, or damaged
   */
  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (true) {
      if (!insideMember && !openMember()) {
        return -1;
      }
      int inflated = inflate(bytes, offset, length);
      if (inflated > 0) {
        checksum.update(bytes, offset, inflated);
        return inflated;
      }
      if (inflater.finished()) {
        closeMember();
      } else if (inflater.needsInput()) {
        if (!fill()) {
          throw new EOFException("the gzip data ends in the middle");
        }
        inflater.setInput(compressed, position, limit - position);
        position = limit;
      } else {
        throw new ZipException("the gzip data asks for a dictionary");
      }
    }
  }

  private int inflate(byte[] bytes, int offset, int length) throws ZipException {
    try {
      return inflater.inflate(bytes, offset, length);
    } catch (DataFormatException e) {
      throw new ZipException("the gzip data is damaged: " + e.getMessage());
    }
  }

  private boolean openMember() throws IOException {
    int first = nextOrEnd();
    if (first < 0) {
      return false;
    }
    if (!begins(first, next()) || next() != DEFLATE) {
      throw new ZipException("bytes that are not gzip follow the gzip data");
    }
    int flags = next();
    skip(6);
    if ((flags & HAS_EXTRA_FIELD) != 0) {
      skip(next() | next() << 8);
    }
    if ((flags & HAS_NAME) != 0) {
      skipText();
    }
    if ((flags & HAS_COMMENT) != 0) {
      skipText();
    }
    if ((flags & HAS_HEADER_CHECKSUM) != 0) {
      skip(2);
    }
    inflater.reset();
    inflater.setInput(compressed, position, limit - position);
    position = limit;
    checksum.reset();
    insideMember = true;
    return true;
  }

  private void closeMember() throws IOException {
    insideMember = false;
    position = limit - inflater.getRemaining();
    long expectedChecksum = nextInteger();
    long expectedLength = nextInteger();
    if (expectedChecksum != checksum.getValue()
        || expectedLength != (inflater.getBytesWritten() & 0xFFFFFFFFL)) {
      throw new ZipException("the gzip data is damaged: its checksum or length is another");
    }
  }

  private long nextInteger() throws IOException {
    long low = next() | next() << 8;
    long high = next() | next() << 8;
    return low | high << 16;
  }

  private void skip(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      next();
    }
  }

  private void skipText() throws IOException {
    while (next() != 0) {
      // A name or a comment ends with a zero byte.
    }
  }

  private int next() throws IOException {
    int value = nextOrEnd();
    if (value < 0) {
      throw new EOFException("the gzip data ends in the middle");
    }
    return value;
  }

  private int nextOrEnd() throws IOException {
    return position < limit || fill() ? compressed[position++] & 0xFF : -1;
  }

  private boolean fill() throws IOException {
    position = 0;
    limit = Math.max(0, in.read(compressed, 0, compressed.length));
    return limit > 0;
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    in.close();
  }
}
