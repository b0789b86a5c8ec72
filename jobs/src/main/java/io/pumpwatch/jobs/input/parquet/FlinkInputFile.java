package io.pumpwatch.jobs.input.parquet;

import io.pumpwatch.jobs.input.file.BrokenFileException;
import io.pumpwatch.jobs.input.file.SourceFile;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.Path;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/**
 * A file of any Flink file system as parquet-java reads it. It remembers when the file system
 * itself failed, because parquet-java reports damaged content and a lost connection alike.
 */
public final class FlinkInputFile implements InputFile {
  private final SourceFile file;
  private final Path path;
  private final long length;
  private IOException failure;

  private FlinkInputFile(SourceFile file, Path path, long length) {
    this.file = file;
    this.path = path;
    this.length = length;
  }

  /**
   * The file at a path.
   *
   * @throws BrokenFileException where it cannot be read
   * @throws IOException where the connection to the file system is lost
   */
  public static FlinkInputFile of(Path path) throws IOException {
    SourceFile file = new SourceFile(path);
    return new FlinkInputFile(file, path, file.length());
  }

  @Override
  public long getLength() {
    return length;
  }

  @Override
  public SeekableInputStream newStream() throws IOException {
    try {
      return new Stream(file.open());
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Some of its bytes. */
  ByteBuffer read(long offset, int count) throws IOException {
    byte[] bytes = new byte[count];
    try (SeekableInputStream in = newStream()) {
      in.seek(offset);
      in.readFully(bytes);
    }
    return ByteBuffer.wrap(bytes);
  }

  /**
   * Throws what the file system has thrown so far; does nothing if it has not failed. A broken file
   * is no failure of the file system, but damage like any other.
   */
  public void throwFailure() throws IOException {
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public String toString() {
    return path.toString();
  }

  private IOException failed(IOException e) {
    // A read past the end is a file cut short: the same again on a second try.
    if (failure == null && !(e instanceof EOFException) && !(e instanceof BrokenFileException)) {
      failure = e;
    }
    return e;
  }

  /** The file's bytes, remembering when they could not be had. */
  private final class Bytes extends InputStream {
    private final FSDataInputStream in;

    Bytes(FSDataInputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      try {
        return in.read();
      } catch (IOException e) {
        throw failed(e);
      }
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
      try {
        return in.read(bytes, offset, count);
      } catch (IOException e) {
        throw failed(e);
      }
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }

  private final class Stream extends DelegatingSeekableInputStream {
    private final FSDataInputStream in;

    Stream(FSDataInputStream in) {
      super(new Bytes(in));
      this.in = in;
    }

    @Override
    public long getPos() throws IOException {
      try {
        return in.getPos();
      } catch (IOException e) {
        throw failed(e);
      }
    }

    @Override
    public void seek(long position) throws IOException {
      if (position < 0 || position > length) {
        throw new EOFException(
            "byte " + position + " lies outside of the file, which has " + length + " bytes");
      }
      try {
        in.seek(position);
      } catch (IOException e) {
        throw failed(e);
      }
    }
  }
}
