package io.pumpwatch.jobs.input.format.framing;

/**
 * A record that its format cannot read; the message says why. Bad records are data and may come by
 * the million, so no stack trace is taken.
 */
public final class MalformedRecord extends Exception {
  private static final long serialVersionUID = 1L;

  public MalformedRecord(String reason) {
    super(reason, null, false, false);
  }
}
