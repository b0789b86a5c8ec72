package io.pumpwatch.datasets.simulate.world;

import io.pumpwatch.datasets.reference.MobilePrefix;

/**
 * Somebody with a phone and an account.
 *
 * @param number E.164
 * @param prefix the mobile prefix it belongs to
 * @param userId the account, a UUID
 * @param client what the requests come from
 */
public record Subscriber(String number, MobilePrefix prefix, String userId, Client client) {

  /** The same person at another client. */
  public Subscriber at(Client elsewhere) {
    return new Subscriber(number, prefix, userId, elsewhere);
  }
}
