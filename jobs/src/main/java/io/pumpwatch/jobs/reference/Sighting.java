package io.pumpwatch.jobs.reference;

/**
 * Something that a rule counts.
 *
 * @param key what it counts for
 * @param time when, milliseconds since the epoch
 * @param stage what happened to a message; rows of logs are {@link MessageStage#SENT}
 * @param sentAt when the message was sent, milliseconds since the epoch
 * @param count how many it stands for
 * @param detail what the rule tells apart within the key; empty for nothing
 */
public record Sighting(
    ReferenceKey key, long time, MessageStage stage, long sentAt, int count, String detail) {

  static Sighting of(ReferenceKey key, MessageMoment moment) {
    return new Sighting(key, moment.time(), moment.stage(), moment.sentAt(), 1, "");
  }

  Sighting telling(String newDetail) {
    return new Sighting(key, time, stage, sentAt, count, newDetail);
  }
}
