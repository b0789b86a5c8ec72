package io.pumpwatch.event;

import java.util.Locale;
import java.util.Optional;

/** What one row says about one message or verification attempt. */
public enum EventType {
  /** An application was asked to send. */
  REQUESTED,
  /** The provider accepted the message. */
  SENT,
  /** The provider reports that the handset, or the last carrier, has it. */
  DELIVERED,
  /** The provider reports that it could not be delivered. */
  UNDELIVERED,
  /** The message failed before it left. */
  FAILED,
  /** Provider or application refused: an attempt, not a send. */
  BLOCKED,
  /** The code came back correctly: the only real success. */
  VERIFIED;

  private static final EventType[] VALUES = values();

  private final String word = name().toLowerCase(Locale.ROOT);

  /** The word of the event contract, {@code requested}, {@code sent}, …. */
  public String word() {
    return word;
  }

  /** The type of that word, in any letter case; empty where there is none. */
  public static Optional<EventType> ofWord(String word) {
    for (EventType type : VALUES) {
      if (type.word.equalsIgnoreCase(word)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
