package io.pumpwatch.jobs.input;

import java.io.IOException;

/** A reader that knows how far it has come, so that a restored job goes on exactly there. */
public interface ResumableReader extends DecodedReader {

  /** The position behind everything, whatever the content has become since. */
  long END = Long.MAX_VALUE;

  /**
   * How far the reader has come. It only grows, and the next yield belongs to it: a reader of the
   * same content that {@linkplain #skipTo skips} here yields the same from here on.
   */
  long position();

  /**
   * Leaves out what comes before a position that an earlier reader of the same content reported.
   * Where the content has become shorter, the reader's position stays below that one.
   *
   * @throws IOException as in {@link #next()}
   */
  void skipTo(long position) throws IOException;
}
