package io.pumpwatch.jobs.input.file;

import java.io.IOException;

/**
 * A file cannot be read, or not to its end, and another try would not change that: it is gone, may
 * not be read, or its medium is damaged. The message says why, for a person.
 */
public final class BrokenFileException extends IOException {
  private static final long serialVersionUID = 1L;

  BrokenFileException(String reason) {
    super(reason);
  }

  BrokenFileException(String reason, IOException cause) {
    super(reason);
    addSuppressed(cause);
  }
}
