package io.pumpwatch.feature;

import io.pumpwatch.event.EventType;
import io.pumpwatch.event.SmsEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/** Counts of minutes as a wide key's traffic may have them, the same on every run. */
public final class SimulatedTraffic {
  public static final long MINUTE = Duration.ofMinutes(1).toMillis();
  public static final long DAY = Duration.ofDays(1).toMillis();

  /** A Monday. */
  public static final long MONDAY = Instant.parse("2026-03-02T00:00:00Z").toEpochMilli();

  private final Random random;

  public SimulatedTraffic(long seed) {
    random = new Random(seed);
  }

  /** Mean attempts a minute around that level: quiet nights, quieter weekends. */
  public static double ordinary(double level, long time) {
    double hour = Math.floorMod(time, DAY) / (double) Duration.ofHours(1).toMillis();
    double ofDay = 1 + 0.8 * Math.cos((hour - 15) / 24 * 2 * Math.PI);
    long day = Math.floorMod(Math.floorDiv(time - MONDAY, DAY), 7);
    return level * ofDay * (day >= 5 ? 0.6 : 1);
  }

  /** A count of a Poisson distribution, beyond 500 of the normal one that comes close. */
  public int poisson(double mean) {
    if (mean > 500) {
      return (int) Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
    }
    double left = Math.exp(-mean);
    double product = random.nextDouble();
    int count = 0;
    while (product > left) {
      product *= random.nextDouble();
      count++;
    }
    return count;
  }

  /** A count of a negative binomial of size 1: geometric. */
  public int geometric(double mean) {
    return (int) Math.floor(Math.log(1 - random.nextDouble()) / Math.log(mean / (1 + mean)));
  }

  /** A minute with so many messages accepted. */
  public static TrafficTally minute(TrafficKey key, int sent) {
    TrafficTally tally = TrafficTally.create(key);
    if (sent > 0) {
      SmsEvent event =
          SmsEvent.of(Instant.EPOCH, EventType.SENT).tenant(key.tenant()).count(sent).build();
      tally.add(new ObservedEvent(event, 0, null, 50_000L * sent, false));
    }
    return tally;
  }

  /** What is known of a key that sent so many messages in each minute of the 29 days before. */
  public static KeyProfile profileUntil(TrafficKey key, long time, int sentAMinute) {
    KeyProfile profile = new KeyProfile();
    for (long minute = time - 29 * DAY; minute < time; minute += MINUTE) {
      profile.take(minute, minute(key, sentAMinute), true);
    }
    return profile;
  }

  /** A minute in which so many trials were decided. */
  public static TrafficTally trials(TrafficKey key, int failed, int succeeded) {
    TrafficTally tally = TrafficTally.create(key);
    for (int i = 0; i < failed + succeeded; i++) {
      int success = i < succeeded ? 1 : 0;
      tally.add(
          new TrialIncrement(
              key.tenant(),
              i,
              null,
              null,
              null,
              null,
              null,
              0,
              1 - success,
              success,
              0,
              false,
              false,
              success * 12_000L,
              1,
              0));
    }
    return tally;
  }
}
