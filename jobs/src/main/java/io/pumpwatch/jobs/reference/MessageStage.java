package io.pumpwatch.jobs.reference;

/** What becomes of a message that asks for a code back. */
public enum MessageStage {
  /** It was asked for or sent. */
  SENT,
  /** Its code came back, whenever. */
  VERIFIED,
  /** It is old enough to judge, and its code came back. */
  CONVERTED,
  /** It is old enough to judge, and its code did not come back. */
  UNCONVERTED,
  /** Its code came back after it was taken for unconverted. */
  CONVERTED_LATE
}
