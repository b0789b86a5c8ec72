package io.pumpwatch.jobs.message;

import io.pumpwatch.event.SmsEvent;

/**
 * What a row says of its message. Two rows of one message that say the same are one row told twice;
 * one id on several numbers is several messages, whoever chose the id.
 *
 * @param type the word of its event type: an enum in a key hashes differently in every JVM
 * @param destination the number, empty where the row does not know it
 */
public record Observation(String type, String destination) {
  static final String UNKNOWN = "";

  static Observation of(SmsEvent event) {
    return new Observation(
        event.eventType().word(), event.destination() == null ? UNKNOWN : event.destination());
  }

  boolean knowsDestination() {
    return !destination.equals(UNKNOWN);
  }

  Observation withoutDestination() {
    return new Observation(type, UNKNOWN);
  }
}
