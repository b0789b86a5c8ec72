package io.pumpwatch.jobs.input.parquet;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Walks over a structure in Thrift's compact protocol without making anything of it. Parquet's
 * reader makes room for as many elements as a list claims before it reads the first of them, so
 * that a hundred bytes ask for gigabytes; here each element must at least be there.
 *
 * @see <a
 *     href="https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md">the
 *     specification of the protocol</a>
 */
final class ThriftOutline {
  private static final int FOOTER_LENGTH_AND_MAGIC = 8;
  private static final int MOST_BYTES = 128 << 20;
  private static final int DEEPEST = 64;
  private static final int LONGEST_VARINT = 10;

  private static final int STOP = 0;
  private static final int TRUE = 1;
  private static final int FALSE = 2;
  private static final int BYTE = 3;
  private static final int SHORT = 4;
  private static final int INTEGER = 5;
  private static final int LONG = 6;
  private static final int DOUBLE = 7;
  private static final int BINARY = 8;
  private static final int LIST = 9;
  private static final int SET = 10;
  private static final int MAP = 11;
  private static final int STRUCTURE = 12;

  private static final int LONG_LIST = 15;

  private final ByteBuffer bytes;

  private ThriftOutline(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  /**
   * Walks over the footer of a Parquet file.
   *
   * @throws IOException where it is not where it claims to be, or not what it claims to be
   */
  static void checkFooter(FlinkInputFile file) throws IOException {
    long end = file.getLength() - FOOTER_LENGTH_AND_MAGIC;
    int length =
        end < 0 ? 0 : file.read(end, Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).getInt();
    if (length > 0 && length <= end) {
      check(file, end - length, length);
    }
    // Of any other file, Parquet's reader says what is wrong with it.
  }

  /**
   * Walks over a structure that stands in a file.
   *
   * @throws IOException where it claims more than there is
   */
  static void check(FlinkInputFile file, long offset, int length) throws IOException {
    if (length < 0 || length > MOST_BYTES) {
      throw new IOException("its metadata claims " + length + " bytes");
    }
    new ThriftOutline(file.read(offset, length)).structure(0);
  }

  private void structure(int depth) throws IOException {
    if (depth > DEEPEST) {
      throw new IOException("the metadata is nested deeper than " + DEEPEST);
    }
    for (int head = next(); (head & 0xF) != STOP; head = next()) {
      if (head >>> 4 == 0) {
        varint();
      }
      if ((head & 0xF) != TRUE && (head & 0xF) != FALSE) {
        value(head & 0xF, depth);
      }
    }
  }

  private void value(int type, int depth) throws IOException {
    switch (type) {
      case TRUE, FALSE, BYTE -> skip(1);
      case SHORT, INTEGER, LONG -> varint();
      case DOUBLE -> skip(Double.BYTES);
      case BINARY -> skip(varint());
      case LIST, SET -> {
        int head = next();
        long size = head >>> 4 == LONG_LIST ? varint() : head >>> 4;
        requireThere(size);
        for (long i = 0; i < size; i++) {
          value(head & 0xF, depth + 1);
        }
      }
      case MAP -> {
        long size = varint();
        requireThere(size);
        int types = size == 0 ? 0 : next();
        for (long i = 0; i < size; i++) {
          value(types >>> 4, depth + 1);
          value(types & 0xF, depth + 1);
        }
      }
      case STRUCTURE -> structure(depth + 1);
      default -> throw new IOException("the metadata has a value of an unknown type");
    }
  }

  private long varint() throws IOException {
    long value = 0;
    for (int i = 0; i < LONGEST_VARINT; i++) {
      int b = next();
      value |= (long) (b & 0x7F) << 7 * i;
      if (b < 0x80) {
        return value;
      }
    }
    throw new IOException("the metadata has a number that does not end");
  }

  private int next() throws IOException {
    requireThere(1);
    return bytes.get() & 0xFF;
  }

  private void skip(long count) throws IOException {
    requireThere(count);
    bytes.position(bytes.position() + (int) count);
  }

  private void requireThere(long count) throws IOException {
    if (count < 0 || count > bytes.remaining()) {
      throw new EOFException(
          "the metadata claims " + count + " more values or bytes, and has " + bytes.remaining());
    }
  }
}
