package io.pumpwatch.feature;

import io.pumpwatch.event.SmsEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The keys that an observation counts for. A field that is missing has no key.
 *
 * <p>Messages of flows that never ask for a code back (campaigns, notifications) count for clients,
 * identities, users and blocks, where an attack on them would show, but not for ranges, networks,
 * countries, flows and the tenant, whose volume they would drown.
 */
public final class TrafficKeys {
  private static final int[] BLOCK_DIGITS = {2, 3, 4};

  /** Digits that must be left in a prefix: a calling code and a first digit of a network. */
  private static final int SHORTEST_PREFIX = 3;

  private TrafficKeys() {}

  /** Every key of an event but the blocks that hold its number: those are counted together. */
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
    if (rules.verifies(event.flow())) {
      range(tenant, event.destination(), keys);
      accept(keys, Grain.NETWORK, tenant, event.network());
      accept(keys, Grain.COUNTRY, tenant, event.country());
      accept(keys, Grain.FLOW, tenant, event.flow());
      keys.accept(TrafficKey.of(Grain.TENANT, tenant, tenant));
    }
  }

  /** Every key that a number's trial counts for but the blocks that hold the number. */
  public static void of(TrialIncrement increment, Consumer<TrafficKey> keys) {
    String tenant = increment.tenant();
    range(tenant, "+" + increment.number(), keys);
    accept(keys, Grain.NETWORK, tenant, increment.network());
    accept(keys, Grain.COUNTRY, tenant, increment.country());
    accept(keys, Grain.FLOW, tenant, increment.flow());
    keys.accept(TrafficKey.of(Grain.TENANT, tenant, tenant));
    accept(keys, Grain.SOURCE_IP, tenant, increment.client());
    if (increment.unrequested() != 0) {
      accept(keys, Grain.IDENTITY, tenant, increment.identity());
    }
    if (increment.novel()) {
      accept(keys, Grain.BLOCK_COHORT, tenant, increment.country());
    }
  }

  /** The blocks that hold a number, from the smallest to the largest. */
  public static List<TrafficKey> blocks(String tenant, long number) {
    String destination = "+" + number;
    List<TrafficKey> blocks = new ArrayList<>(BLOCK_DIGITS.length);
    for (int digits : BLOCK_DIGITS) {
      int left = destination.length() - digits;
      if (left > SHORTEST_PREFIX) {
        blocks.add(TrafficKey.block(tenant, destination.substring(0, left), digits));
      }
    }
    return blocks;
  }

  private static void range(String tenant, String destination, Consumer<TrafficKey> keys) {
    int left = destination == null ? 0 : destination.length() - TrafficKey.RANGE_DIGITS;
    if (left > SHORTEST_PREFIX) {
      keys.accept(
          TrafficKey.block(tenant, destination.substring(0, left), TrafficKey.RANGE_DIGITS));
    }
  }

  private static void accept(Consumer<TrafficKey> keys, Grain grain, String tenant, String value) {
    if (value != null) {
      keys.accept(TrafficKey.of(grain, tenant, value));
    }
  }
}
