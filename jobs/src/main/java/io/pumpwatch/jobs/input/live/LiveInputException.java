package io.pumpwatch.jobs.input.live;

/** Topics were named that cannot be read: told before a job starts. */
public final class LiveInputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With the reason, for a person. */
  public LiveInputException(String message) {
    super(message);
  }
}
