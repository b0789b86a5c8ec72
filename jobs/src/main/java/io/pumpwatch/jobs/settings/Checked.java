package io.pumpwatch.jobs.settings;

/**
 * A settings record with rules beyond the types of its components. The record's constructor accepts
 * what its rules refuse, so that all problems of a file are found in one pass.
 */
public interface Checked {

  /** Reports every rule that does not hold. */
  void check(Problems problems);
}
