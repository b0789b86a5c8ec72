package io.pumpwatch.jobs.input.history;

import io.pumpwatch.jobs.input.DeadLetter;
import io.pumpwatch.jobs.input.Decoded;
import io.pumpwatch.jobs.input.ResumableReader;
import java.io.IOException;
import org.apache.flink.core.fs.Path;

/**
 * A file that cannot be opened, as one dead letter, so that the other files are read all the same.
 */
final class UnreadableFile implements ResumableReader {
  private static final byte[] NO_BYTES = {};

  private final Decoded verdict;
  private boolean told;

  /** With what the file system said. */
  UnreadableFile(Path path, IOException failure) {
    String said =
        failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    this.verdict =
        Decoded.dead(
            new DeadLetter(
                path.toString(),
                DeadLetter.WHOLE_FILE,
                null,
                "cannot be opened: " + said,
                NO_BYTES,
                0));
  }

  @Override
  public Decoded next() {
    if (told) {
      return null;
    }
    told = true;
    return verdict;
  }

  @Override
  public long position() {
    return told ? 1 : 0;
  }

  @Override
  public void skipTo(long position) {
    told = position > 0;
  }

  @Override
  public void close() {}
}
