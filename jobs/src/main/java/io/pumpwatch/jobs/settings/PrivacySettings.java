package io.pumpwatch.jobs.settings;

import java.io.Serializable;

/**
 * In which form a run tells of people. What it detects is not changed by it.
 *
 * @param subscriberDigits the digits of a number behind its block of 10 000
 * @param addresses the addresses of clients
 */
public record PrivacySettings(Form subscriberDigits, Form addresses) implements Serializable {

  /** What stands in place of what names a person. */
  public enum Form {
    /** Itself. */
    KEEP,
    /** A keyed hash: the same person has the same one, and only who has the key knows whose. */
    HMAC,
    /** Nothing: numbers end with their block, addresses with their network. */
    TRUNCATE
  }

  /** What holds where the file is silent. */
  public static PrivacySettings defaults() {
    return new PrivacySettings(Form.KEEP, Form.KEEP);
  }

  /** Whether anything is told in another form than it came. */
  public boolean hidesAnything() {
    return subscriberDigits != Form.KEEP || addresses != Form.KEEP;
  }
}
