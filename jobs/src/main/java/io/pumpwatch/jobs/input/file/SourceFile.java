package io.pumpwatch.jobs.input.file;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.util.function.Supplier;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.local.LocalFileSystem;

/**
 * A file that is read as a source. Whatever fails is tried some times, a read from the very byte
 * where it failed, and then judged:
 *
 * <ul>
 *   <li>The file is gone, or its file system still answers when it is asked about the file's
 *       folder: then the file is broken, the same again after a restart, and a {@link
 *       BrokenFileException} tells so. One bad file must not keep all others from being read.
 *   <li>The file system does not answer: then the connection to it is lost, and what it said is
 *       thrown as it is, so that Flink restarts the job from its last checkpoint. To give up the
 *       file would lose records that are there.
 * </ul>
 *
 * A folder that is gone or may not be looked at is an answer too. A local file system always
 * answers.
 */
public final class SourceFile {
  private static final int ATTEMPTS = 3;
  private static final long PAUSE_MILLIS = 100;
  private static final Supplier<String> CANNOT_BE_OPENED = () -> "cannot be opened";

  private final Path path;

  /** The file at a path. */
  public SourceFile(Path path) {
    this.path = path;
  }

  /** What may fail. */
  private interface Attempt<T> {
    T run() throws IOException;
  }

  /**
   * How many bytes it has.
   *
   * @throws BrokenFileException where it cannot be read
   * @throws IOException where the connection to the file system is lost
   */
  public long length() throws IOException {
    return attempt(CANNOT_BE_OPENED, () -> fileSystem().getFileStatus(path).getLen());
  }

  /**
   * Its bytes, from the first.
   *
   * @throws BrokenFileException where it cannot be read
   * @throws IOException where the connection to the file system is lost
   */
  public FSDataInputStream open() throws IOException {
    return open(0);
  }

  /**
   * Its bytes, from the first.
   *
   * @param leastBytes how many it must have: where it ends before them, it is broken
   * @throws BrokenFileException where it cannot be read
   * @throws IOException where the connection to the file system is lost
   */
  public FSDataInputStream open(long leastBytes) throws IOException {
    return new Bytes(attempt(CANNOT_BE_OPENED, this::tryToOpen), leastBytes);
  }

  private FSDataInputStream tryToOpen() throws IOException {
    FileSystem fileSystem = fileSystem();
    if (fileSystem instanceof LocalFileSystem local && isSpecial(local.pathToFile(path).toPath())) {
      throw new FileNotFoundException("it is a pipe, a socket or a device, and not a file");
    }
    return fileSystem.open(path);
  }

  /** To open a pipe waits until someone writes to it, and a device may have no end. */
  private static boolean isSpecial(java.nio.file.Path place) {
    return Files.exists(place) && !Files.isRegularFile(place) && !Files.isDirectory(place);
  }

  private FileSystem fileSystem() throws IOException {
    return path.getFileSystem();
  }

  private <T> T attempt(Supplier<String> problem, Attempt<T> attempt) throws IOException {
    IOException failure = null;
    for (int tries = 0; tries < ATTEMPTS; tries++) {
      if (tries > 0) {
        pause();
      }
      try {
        return attempt.run();
      } catch (IOException e) {
        failure = e;
      }
      if (isFinal(failure)) {
        break;
      }
    }
    throw judged(problem, failure);
  }

  private static boolean isFinal(IOException failure) {
    return failure instanceof FileNotFoundException || isInterrupted(failure);
  }

  /** Whether not the file system but the end of the job has stopped the read. */
  private static boolean isInterrupted(IOException failure) {
    return failure instanceof ClosedByInterruptException || Thread.currentThread().isInterrupted();
  }

  private IOException judged(Supplier<String> problem, IOException failure) {
    if (isInterrupted(failure)) {
      return failure;
    }
    if (!(failure instanceof FileNotFoundException)) {
      try {
        Path folder = path.getParent();
        fileSystem().getFileStatus(folder == null ? path : folder);
      } catch (FileNotFoundException | AccessDeniedException answer) {
        failure.addSuppressed(answer);
      } catch (IOException lost) {
        failure.addSuppressed(lost);
        return failure;
      }
    }
    return new BrokenFileException(problem.get() + ": " + said(failure), failure);
  }

  private static String said(IOException failure) {
    return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
  }

  private static void pause() throws InterruptedIOException {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the job ends");
    }
  }

  /** Opens the file again where a read failed. */
  private final class Bytes extends FSDataInputStream {
    private final long leastBytes;
    private FSDataInputStream in;
    private long position;
    private boolean inPlace = true;

    Bytes(FSDataInputStream in, long leastBytes) {
      this.in = in;
      this.leastBytes = leastBytes;
    }

    @Override
    public void seek(long target) {
      inPlace &= target == position;
      position = target;
    }

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      int read =
          attempt(
              () -> "cannot be read from byte " + position + " on",
              () -> tryToRead(bytes, offset, length));
      if (read < 0 && position < leastBytes) {
        throw new BrokenFileException(
            "ends at byte " + position + ", and had " + leastBytes + " bytes when it was found");
      }
      position += Math.max(read, 0);
      return read;
    }

    private int tryToRead(byte[] bytes, int offset, int length) throws IOException {
      try {
        if (in == null) {
          in = tryToOpen();
          inPlace = position == 0;
        }
        if (!inPlace) {
          in.seek(position);
          inPlace = true;
        }
        return in.read(bytes, offset, length);
      } catch (IOException e) {
        abandon(e);
        throw e;
      }
    }

    private void abandon(IOException failure) {
      try {
        close();
      } catch (IOException e) {
        failure.addSuppressed(e);
      }
      in = null;
    }

    @Override
    public void close() throws IOException {
      if (in != null) {
        in.close();
      }
    }
  }
}
