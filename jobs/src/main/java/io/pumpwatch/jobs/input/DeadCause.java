package io.pumpwatch.jobs.input;

/** The kinds of reasons for which a record cannot be read: few, so that they can be counted by. */
public enum DeadCause {
  /** No log format recognises it. */
  UNRECOGNISED("unrecognised"),
  /** It is not what its log format says, or says what cannot be. */
  MALFORMED("malformed"),
  /** A file, or a part of one, cannot be read at all. */
  DAMAGED("damaged"),
  /** Its event lies further ahead of its message than is allowed. */
  AHEAD("ahead");

  private final String word;

  DeadCause(String word) {
    this.word = word;
  }

  /** The word it is counted under. */
  public String word() {
    return word;
  }
}
