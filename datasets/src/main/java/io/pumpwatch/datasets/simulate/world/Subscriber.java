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
public record Subscriber(String number, MobilePrefix prefix, String userId, Client client) {}
