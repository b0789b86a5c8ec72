package io.pumpwatch.jobs.input;

import java.io.Closeable;
import java.io.IOException;

/** Reads one file, or a part of one, from start to end. */
public interface DecodedReader extends Closeable {

  /**
   * The next yield, or null at the end. Whatever is wrong with the content comes as a dead letter.
   *
   * @throws IOException only where reading may succeed when tried again: the file system failed
   */
  Decoded next() throws IOException;
}
