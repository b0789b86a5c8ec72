package io.pumpwatch.feature;

import io.pumpwatch.event.SmsEvent;
import java.util.function.Consumer;

/**
 * The keys that an observation counts for. A field that is missing has no key.
 *
 * <p>Messages of flows that never ask for a code back (campaigns, notifications) count for clients,
 * identities, users, numbers and blocks, where an attack on them would show, but not for networks,
 * countries, flows and the tenant, whose volume they would drown.
 */
public final class TrafficKeys {
  private static final int[] BLOCK_DIGITS = {2, 3, 4, TrafficKey.RANGE_DIGITS};

  /** Digits that must be left in a prefix: a calling code and a first digit of a network. */
  private static final int SHORTEST_PREFIX = 3;

  private TrafficKeys() {}

  /** Every key of an event. */
  public static void of(SmsEvent event, TrialRules rules, Consumer<TrafficKey> keys) {
    String tenant = event.tenant();
    if (event.sourceIp() != null) {
      keys.accept(TrafficKey.of(Grain.SOURCE_IP, tenant, ClientNetworks.client(event.sourceIp())));
      String network = ClientNetworks.network(event.sourceIp());
      if (network != null) {
        keys.accept(TrafficKey.of(Grain.SOURCE_NETWORK, tenant, network));
      }
    }
    accept(keys, Grain.IDENTITY, tenant, event.identity());
    accept(keys, Grain.USER, tenant, event.userId());
    if (event.destination() != null) {
      keys.accept(TrafficKey.of(Grain.DESTINATION, tenant, event.destination()));
      blocks(tenant, event.destination(), keys);
    }
    if (rules.verifies(event.flow())) {
      accept(keys, Grain.NETWORK, tenant, event.network());
      accept(keys, Grain.COUNTRY, tenant, event.country());
      accept(keys, Grain.FLOW, tenant, event.flow());
      keys.accept(TrafficKey.of(Grain.TENANT, tenant, tenant));
    }
  }

  /** Every key that a number's trial counts for. */
  public static void of(TrialIncrement increment, Consumer<TrafficKey> keys) {
    String tenant = increment.tenant();
    blocks(tenant, "+" + increment.number(), keys);
    accept(keys, Grain.NETWORK, tenant, increment.network());
    accept(keys, Grain.COUNTRY, tenant, increment.country());
    accept(keys, Grain.FLOW, tenant, increment.flow());
    keys.accept(TrafficKey.of(Grain.TENANT, tenant, tenant));
  }

  private static void blocks(String tenant, String destination, Consumer<TrafficKey> keys) {
    for (int digits : BLOCK_DIGITS) {
      int left = destination.length() - digits;
      if (left > SHORTEST_PREFIX) {
        keys.accept(TrafficKey.block(tenant, destination.substring(0, left), digits));
      }
    }
  }

  private static void accept(Consumer<TrafficKey> keys, Grain grain, String tenant, String value) {
    if (value != null) {
      keys.accept(TrafficKey.of(grain, tenant, value));
    }
  }
}
