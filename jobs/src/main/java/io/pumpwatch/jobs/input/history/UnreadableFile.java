package io.pumpwatch.jobs.input.history;

import io.pumpwatch.jobs.input.DeadCause;
import io.pumpwatch.jobs.input.DeadLetter;
import io.pumpwatch.jobs.input.Decoded;
import io.pumpwatch.jobs.input.ResumableReader;
import org.apache.flink.core.fs.Path;

/**
 * A file that cannot be read, or not any more, as one dead letter, so that the other files are read
 * all the same.
 */
final class UnreadableFile implements ResumableReader {
  private static final byte[] NO_BYTES = {};

  private final Decoded verdict;
  private boolean told;

  /**
   * A file that cannot be read at all.
   *
   * @param reason why, for a person
   */
  UnreadableFile(Path path, String reason) {
    this(path, DeadLetter.WHOLE_FILE, reason);
  }

  private UnreadableFile(Path path, String position, String reason) {
    this.verdict =
        Decoded.dead(
            DeadCause.DAMAGED,
            new DeadLetter(path.toString(), position, null, reason, NO_BYTES, 0));
  }

  /**
   * A file that an earlier reader had read up to a position that it does not reach any more: what
   * lay behind it is lost.
   */
  static UnreadableFile since(Path path, long position) {
    return new UnreadableFile(
        path,
        "behind yield " + position,
        "the file has changed: it had been read up to here and now ends before, so that the rest of"
            + " it is lost");
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
    return told ? END : 0;
  }

  @Override
  public void skipTo(long position) {
    told = position == END;
  }

  @Override
  public void close() {}
}
