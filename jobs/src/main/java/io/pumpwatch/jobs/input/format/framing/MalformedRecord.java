package io.pumpwatch.jobs.input.format.framing;

/**
 * A record that its format cannot read; the message says why. Bad records are data and may come by
 * the million, so no stack trace is taken.
 */
public final class MalformedRecord extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int MOST_SHOWN = 40;

  public MalformedRecord(String reason) {
    super(reason, null, false, false);
  }

  /** A record one of whose fields has a value that its format does not know; it may be long. */
  public static MalformedRecord unknown(String field, String value) {
    String shown = value.length() > MOST_SHOWN ? value.substring(0, MOST_SHOWN) + "…" : value;
    return new MalformedRecord("its " + field + " is none that is known: " + shown);
  }
}
