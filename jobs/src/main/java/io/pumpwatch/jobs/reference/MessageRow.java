package io.pumpwatch.jobs.reference;

import io.pumpwatch.event.EventType;
import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.feature.ClientNetworks;
import io.pumpwatch.feature.NumberKey;
import io.pumpwatch.feature.ObservedEvent;
import java.util.Comparator;

/**
 * The part of an event that tells of a number's messages.
 *
 * @param tenant whose traffic
 * @param number the destination's digits
 * @param time milliseconds since the epoch
 * @param type requested, sent or verified
 * @param country of the destination, or null
 * @param sourceIp the client, for IPv6 its /64; or null
 */
public record MessageRow(
    String tenant, long number, long time, EventType type, String country, String sourceIp) {
  /** By time; what happens at once is in the order of a message's life. */
  static final Comparator<MessageRow> IN_ORDER =
      Comparator.comparingLong(MessageRow::time).thenComparing(MessageRow::type);

  static MessageRow of(ObservedEvent observed) {
    SmsEvent event = observed.event();
    return new MessageRow(
        event.tenant(),
        observed.number(),
        event.eventTimeMillis(),
        event.eventType(),
        event.country(),
        event.sourceIp() == null ? null : ClientNetworks.client(event.sourceIp()));
  }

  NumberKey numberKey() {
    return new NumberKey(tenant, number);
  }
}
