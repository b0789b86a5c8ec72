package io.pumpwatch.jobs.enrich;

import io.pumpwatch.datasets.reference.Tariff;
import io.pumpwatch.event.EventType;
import io.pumpwatch.event.SmsEvent;
import java.io.Serializable;

/**
 * Puts a cost on rows. One message leaves several rows, so only two types carry any:
 *
 * <ul>
 *   <li>{@code sent}: the price that the row states, else the tariff's times segments times count;
 *   <li>{@code requested}: the same, for sources that log no {@code sent} row.
 * </ul>
 *
 * Receipts, refusals, failures and verifications carry none, even where they repeat the price.
 * Costs of the two types are kept apart and, like sends, combined as the greater of the two sums
 * over a span; adding them up would count a message twice. Email costs nothing.
 */
public final class CostEstimator implements Serializable {

  private static final long serialVersionUID = 1L;

  private final Tariff tariff;

  public CostEstimator(Tariff tariff) {
    this.tariff = tariff;
  }

  /** Whether rows of that type carry a cost. */
  public static boolean carriesCost(EventType type) {
    return type == EventType.SENT || type == EventType.REQUESTED;
  }

  /**
   * The cost of a row.
   *
   * @param country of the destination, ISO 3166-1 alpha-2; null where unknown, which costs the
   *     tariff's default
   */
  public Cost costOf(SmsEvent event, String country) {
    if (!carriesCost(event.eventType()) || event.channel().equals(SmsEvent.EMAIL)) {
      return Cost.NONE;
    }
    if (event.priceMicroUsd() != null) {
      return new Cost(event.priceMicroUsd(), false);
    }
    long perSegment = tariff.microUsdPerSegment(country);
    return new Cost(perSegment * event.segments() * event.count(), true);
  }
}
