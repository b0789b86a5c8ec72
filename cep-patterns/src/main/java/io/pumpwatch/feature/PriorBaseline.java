package io.pumpwatch.feature;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The expectations of a cold start: stated, not learnt.
 *
 * @param attemptsPerMinute mean attempts a minute by key label ({@code source_ip}, {@code
 *     destination_block_3}, …)
 * @param dispersion size parameter of the negative binomial, one for all
 * @param conversion share of number sessions that succeed. It is set low on purpose: against
 *     near-zero conversion of an attack a low-intent audience, at a fifth, is then still evidence
 *     of normal life
 */
public record PriorBaseline(
    Map<String, Double> attemptsPerMinute, double dispersion, double conversion)
    implements Baseline {

  /** The priors that ship. */
  public static PriorBaseline defaults() {
    Map<String, Double> rates = new LinkedHashMap<>();
    rates.put("source_ip", 0.2);
    rates.put("source_network", 0.5);
    rates.put("identity", 20.0);
    rates.put("user", 0.05);
    rates.put("destination", 0.005);
    rates.put("destination_block_2", 0.05);
    rates.put("destination_block_3", 0.1);
    rates.put("destination_block_4", 0.3);
    rates.put("destination_range", 3.0);
    rates.put("network", 10.0);
    rates.put("country", 20.0);
    rates.put("flow", 40.0);
    rates.put("tenant", 60.0);
    rates.put("block_cohort", 3.0);
    return new PriorBaseline(rates, 1.5, 0.6);
  }

  @Override
  public Expectation expect(TrafficKey key, long windowStart) {
    Double rate = attemptsPerMinute.get(key.label());
    if (rate == null) {
      throw new IllegalStateException("no prior rate for " + key.label());
    }
    return new Expectation(rate, dispersion, conversion, Expectation.PRIOR);
  }
}
