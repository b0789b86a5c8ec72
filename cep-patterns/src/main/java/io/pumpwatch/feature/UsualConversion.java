package io.pumpwatch.feature;

import java.io.IOException;
import java.time.Duration;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * How a tenant's number sessions usually convert, by flow and country: what is expected of a key
 * that is too narrow, or too new, to have an expectation of its own. Each level is a Beta posterior
 * whose prior is the level above it, worth {@link KeyHabits#PRIOR_TRIALS} trials: the stated prior,
 * the tenant, the flow, the country. Trials of blocks that had never answered are left out, so an
 * attack does not make itself usual, and so is the day that goes on.
 */
final class UsualConversion {
  /**
   * What is expected at least, however badly a country used to convert: an attack on blocks that
   * have answered before can go on for weeks. At 0.3 a conversion of 0.11 and above still drifts to
   * no evidence.
   */
  static final double LEAST = 0.3;

  private static final int FAILED = 0;
  private static final int SUCCEEDED = 1;
  private static final long DAY = Duration.ofDays(1).toMillis();

  private final RollingSums ofTenant = newDays();
  private final NamedSums byFlow = new NamedSums(UsualConversion::newDays);
  private final NamedSums byCountry = new NamedSums(UsualConversion::newDays);

  private static RollingSums newDays() {
    return new RollingSums(DAY, KeyProfile.DAYS, 2);
  }

  /** Takes the next minute. */
  void observe(TenantMinute minute) {
    if (minute.grain().equals(Grain.TENANT.word())) {
      ofTenant.add(minute.windowStart(), minute.failed(), minute.succeeded());
    } else {
      NamedSums sums = minute.grain().equals(Grain.FLOW.word()) ? byFlow : byCountry;
      sums.add(minute.value(), minute.windowStart(), minute.failed(), minute.succeeded());
    }
  }

  /**
   * Share of the number sessions that succeed.
   *
   * @param flow null where it is not known
   * @param country null where it is not known
   * @param time milliseconds since the epoch; the days before its own speak
   * @param prior what is expected where nothing is known
   * @return from {@link #LEAST} to 1; 0 where the tenant's days say less than the prior does
   */
  double of(String flow, String country, long time, double prior) {
    long failed = ofTenant.sum(FAILED, time) - ofTenant.sumSince(FAILED, 0, time);
    long succeeded = ofTenant.sum(SUCCEEDED, time) - ofTenant.sumSince(SUCCEEDED, 0, time);
    if (failed + succeeded < KeyHabits.PRIOR_TRIALS) {
      return 0;
    }
    double tenant = posterior(failed, succeeded, prior);
    double ofFlow = posterior(byFlow, flow, time, tenant);
    return Math.max(LEAST, posterior(byCountry, country, time, ofFlow));
  }

  private static double posterior(NamedSums sums, String name, long time, double prior) {
    return posterior(
        sums.sum(name, FAILED, time) - sums.sumSince(name, FAILED, 0, time),
        sums.sum(name, SUCCEEDED, time) - sums.sumSince(name, SUCCEEDED, 0, time),
        prior);
  }

  /** More trials may have been taken back than failed. */
  private static double posterior(long failed, long succeeded, double prior) {
    return (succeeded + KeyHabits.PRIOR_TRIALS * prior)
        / (Math.max(0, failed) + succeeded + KeyHabits.PRIOR_TRIALS);
  }

  void write(DataOutputView out) throws IOException {
    ofTenant.write(out);
    byFlow.write(out);
    byCountry.write(out);
  }

  void readFrom(DataInputView in) throws IOException {
    ofTenant.readFrom(in);
    byFlow.readFrom(in);
    byCountry.readFrom(in);
  }
}
