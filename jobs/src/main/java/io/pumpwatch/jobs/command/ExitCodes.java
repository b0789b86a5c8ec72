package io.pumpwatch.jobs.command;

/** What the command line ends with. */
public final class ExitCodes {
  /** Done. */
  public static final int DONE = 0;

  /** The run failed; it may succeed when tried again. */
  public static final int FAILED = 1;

  /** Bad usage or bad settings; somebody has to change them. */
  public static final int REFUSED = 2;

  private ExitCodes() {}
}
