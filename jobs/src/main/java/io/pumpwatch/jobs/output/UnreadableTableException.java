package io.pumpwatch.jobs.output;

/** A table of ours cannot be read back: its folder or a file of it is not what we write. */
public final class UnreadableTableException extends RuntimeException {

  /** For a reason. */
  public UnreadableTableException(String message) {
    super(message);
  }

  /** For a reason with its cause. */
  public UnreadableTableException(String message, Throwable cause) {
    super(message, cause);
  }
}
