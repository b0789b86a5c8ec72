package io.pumpwatch.feature;

import io.pumpwatch.event.SmsEvent;

/**
 * An event with what was found out about its destination.
 *
 * @param event the event, country filled in where it could be derived
 * @param number the destination as a number, 0 where there is none
 * @param networkName carrier name derived from the number, or null
 * @param costMicroUsd what all the messages that the row stands for cost: its price, or the
 *     tariff's where the log has none; 0 for types of row that cost nothing
 * @param costIsEstimated whether the tariff stood in
 */
public record ObservedEvent(
    SmsEvent event, long number, String networkName, long costMicroUsd, boolean costIsEstimated) {

  /** The digits of an E.164 number, or 0 where there is none. */
  public static long numberOf(String destination) {
    return destination == null ? 0 : Long.parseLong(destination, 1, destination.length(), 10);
  }
}
