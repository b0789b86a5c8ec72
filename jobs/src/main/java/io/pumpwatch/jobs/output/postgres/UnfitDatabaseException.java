package io.pumpwatch.jobs.output.postgres;

/**
 * A database that cannot be used as it is, or as it was asked for. Trying again does not help:
 * somebody has to change something.
 */
public final class UnfitDatabaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With what has to be changed. */
  public UnfitDatabaseException(String message) {
    super(message);
  }

  UnfitDatabaseException(String message, Throwable cause) {
    super(message, cause);
  }
}
