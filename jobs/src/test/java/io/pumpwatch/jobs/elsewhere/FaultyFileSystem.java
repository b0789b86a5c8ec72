package io.pumpwatch.jobs.elsewhere;

import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystemFactory;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.local.LocalFileSystem;

/**
 * The files of this machine, some of which fail as their names say:
 *
 * <ul>
 *   <li>{@code …broken-at-512…}: the byte 512 can never be read.
 *   <li>{@code …stumbles-at-512…}: the first read of byte 512 fails, the next does not.
 *   <li>{@code …lost-at-512…}: at byte 512 the connection is lost, until the file system has been
 *       asked for the status of something and could not answer.
 * </ul>
 */
public final class FaultyFileSystem extends LocalFileSystem {
  /** The scheme. */
  public static final String SCHEME = "faulty";

  private static final Pattern FAULT = Pattern.compile("(broken|stumbles|lost)-at-(\\d+)");
  private static final AtomicLong STUMBLES = new AtomicLong();
  private static final AtomicInteger OUTAGES = new AtomicInteger();
  private static volatile boolean outage;

  /** Forgets what has failed; connections will be lost so many times. */
  public static void reset(int outages) {
    STUMBLES.set(0);
    OUTAGES.set(outages);
    outage = false;
  }

  @Override
  public URI getUri() {
    return URI.create(SCHEME + ":///");
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    if (outage) {
      outage = false;
      throw new SocketException("Connection reset");
    }
    return super.getFileStatus(path);
  }

  @Override
  public FSDataInputStream open(Path path) throws IOException {
    FSDataInputStream in = super.open(path);
    Matcher fault = FAULT.matcher(path.getName());
    return fault.find() ? new Faulty(in, fault.group(1), Long.parseLong(fault.group(2))) : in;
  }

  private static final class Faulty extends FSDataInputStream {
    private final FSDataInputStream in;
    private final String fault;
    private final long faultyByte;

    Faulty(FSDataInputStream in, String fault, long faultyByte) {
      this.in = in;
      this.fault = fault;
      this.faultyByte = faultyByte;
    }

    @Override
    public void seek(long position) throws IOException {
      in.seek(position);
    }

    @Override
    public long getPos() throws IOException {
      return in.getPos();
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      long good = faultyByte - getPos();
      if (good > 0) {
        return in.read(bytes, offset, (int) Math.min(good, length));
      }
      if (good == 0) {
        fail();
      }
      return in.read(bytes, offset, length);
    }

    private void fail() throws IOException {
      switch (fault) {
        case "broken" -> throw new IOException("Input/output error");
        case "stumbles" -> {
          if (STUMBLES.getAndIncrement() == 0) {
            throw new IOException("Read timed out");
          }
        }
        case "lost" -> {
          outage |= OUTAGES.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
          if (outage) {
            throw new SocketException("Connection reset");
          }
        }
        default -> throw new IllegalStateException(fault);
      }
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }

  /** What Flink finds through the service loader. */
  public static final class Factory implements FileSystemFactory {
    @Override
    public String getScheme() {
      return SCHEME;
    }

    @Override
    public FileSystem create(URI uri) {
      return new FaultyFileSystem();
    }
  }
}
