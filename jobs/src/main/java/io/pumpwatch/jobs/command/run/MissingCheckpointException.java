package io.pumpwatch.jobs.command.run;

import java.io.IOException;

/** There is nothing to go on from. */
public final class MissingCheckpointException extends IOException {
  private static final long serialVersionUID = 1L;

  MissingCheckpointException(String message) {
    super(message);
  }
}
