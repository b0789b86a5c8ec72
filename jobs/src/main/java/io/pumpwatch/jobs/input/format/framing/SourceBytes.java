package io.pumpwatch.jobs.input.format.framing;

import io.pumpwatch.jobs.input.file.BrokenFileException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of the file as stored. The failures of its file system are told apart from those of
 * what the bytes say: a file system that fails may be tried again, a damaged gzip may not, and a
 * broken file neither.
 */
final class SourceBytes extends FilterInputStream {

  /** The file system failed. */
  static final class Failure extends IOException {
    private static final long serialVersionUID = 1L;

    private Failure(IOException cause) {
      super(cause.getMessage(), cause);
    }
  }

  private long count;

  SourceBytes(InputStream in) {
    super(in);
  }

  /** How many bytes have been read. */
  long count() {
    return count;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    try {
      int read = in.read(bytes, offset, length);
      count += Math.max(read, 0);
      return read;
    } catch (BrokenFileException e) {
      throw e;
    } catch (IOException e) {
      throw new Failure(e);
    }
  }
}
