package io.pumpwatch.datasets.simulate.world;

import io.pumpwatch.datasets.reference.MobileNumberPlan;
import io.pumpwatch.datasets.reference.MobilePrefix;

/**
 * The customers of every tenant. A customer is computed from the seed and an index, never kept, so
 * that any number of them costs nothing.
 */
public final class Population {

  private static final double IPV6_SHARE = 0.18;
  private static final double CARRIER_NAT_SHARE = 0.12;

  private final long seed;
  private final MobileNumberPlan numbers;

  public Population(long seed, MobileNumberPlan numbers) {
    this.seed = seed;
    this.numbers = numbers;
  }

  /** The customer of that index in that country: the same at every call. */
  public Subscriber customer(Tenant tenant, String country, long index) {
    return subscriber(
        country, SeededRandom.of(seed, "customer/" + tenant.name() + '/' + country, index));
  }

  /** Somebody new. */
  public Subscriber subscriber(String country, SeededRandom random) {
    MobilePrefix prefix = random.pick(numbers.prefixes(country));
    return new Subscriber(
        prefix.number(random.below(prefix.size())), prefix, random.uuid(), client(country, random));
  }

  /** A client at somebody's home or on somebody's phone. */
  public static Client client(String country, SeededRandom random) {
    double draw = random.fraction();
    String address;
    if (draw < IPV6_SHARE) {
      address = ClientAddresses.ipv6(country, random);
    } else if (draw < IPV6_SHARE + CARRIER_NAT_SHARE) {
      address = ClientAddresses.carrierNat(country, random);
    } else {
      address = ClientAddresses.household(country, random);
    }
    return new Client(address, UserAgents.ordinary(random));
  }

  /** A residential proxy in one of the countries where there are many. */
  public static Client residentialProxy(SeededRandom random) {
    return new Client(
        ClientAddresses.household(random.pick(ProxyCountries.ALL), random),
        UserAgents.ordinary(random));
  }
}
