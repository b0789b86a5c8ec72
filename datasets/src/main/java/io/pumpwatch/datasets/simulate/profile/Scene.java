package io.pumpwatch.datasets.simulate.profile;

import io.pumpwatch.datasets.simulate.world.Market;
import io.pumpwatch.datasets.simulate.world.NumberBlock;
import io.pumpwatch.datasets.simulate.world.SeededRandom;
import io.pumpwatch.datasets.simulate.world.Subscriber;
import io.pumpwatch.datasets.simulate.world.Tenant;
import io.pumpwatch.datasets.simulate.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Where and when a profile plays.
 *
 * @param labelId the label of the episode
 * @param tenant who suffers or causes it
 * @param startMicros when it begins, microseconds since the epoch
 * @param endMicros when the simulation ends, microseconds since the epoch
 * @param world what all traffic shares
 * @param random the draws of this episode alone
 */
public record Scene(
    String labelId,
    Tenant tenant,
    long startMicros,
    long endMicros,
    World world,
    SeededRandom random) {

  private static final long CUSTOMERS_PER_COUNTRY = 100_000;

  /** That many seconds into the scene, microseconds since the epoch. */
  public long at(double seconds) {
    return startMicros + (long) (seconds * 1e6);
  }

  /** How long it may last, and no longer than there is time, in seconds. */
  public double lasting(Duration usual) {
    return Math.min(usual.toSeconds(), (endMicros - startMicros) / 1e6);
  }

  /** The tenant's largest country. */
  public Market home() {
    return tenant.markets().get(0);
  }

  /** One of the countries where pumping pays. */
  public String dearCountry() {
    return random.pick(world.assumptions().dearCountries());
  }

  /** A country with numbers in which the tenant has no customers. */
  public String countryWithoutCustomers() {
    List<String> countries = new ArrayList<>(world.numbers().countries());
    countries.removeAll(tenant.markets().stream().map(Market::country).toList());
    return random.pick(countries);
  }

  /** A block of the smaller usual size somewhere in a country. */
  public NumberBlock smallBlock(String country) {
    return block(country, world.assumptions().smallBlockDigits());
  }

  /** Blocks of the smaller usual size in one country. */
  public List<NumberBlock> smallBlocks(String country, int count) {
    List<NumberBlock> blocks = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      blocks.add(smallBlock(country));
    }
    return blocks;
  }

  /** A block of the larger usual size somewhere in a country. */
  public NumberBlock largeBlock(String country) {
    return block(country, world.assumptions().largeBlockDigits());
  }

  /** A block of numbers somewhere in a country. */
  public NumberBlock block(String country, int digitsLeftOut) {
    return NumberBlock.somewhere(world.numbers(), country, digitsLeftOut, random);
  }

  /** One of the tenant's customers in a country. */
  public Subscriber customer(String country) {
    return world.population().customer(tenant, country, random.below(CUSTOMERS_PER_COUNTRY));
  }

  /** Somebody new in a country. */
  public Subscriber subscriber(String country) {
    return world.population().subscriber(country, random);
  }
}
