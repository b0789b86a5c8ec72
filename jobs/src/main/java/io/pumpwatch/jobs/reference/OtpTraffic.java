package io.pumpwatch.jobs.reference;

import java.time.Duration;

/**
 * The codes of a key that were not verified and those that were, over the last hour and day. A code
 * on its way is unverified, and one that comes back leaves them again. Mutable.
 */
final class OtpTraffic {
  static final Duration HOUR = Duration.ofHours(1);
  static final Duration DAY = Duration.ofDays(1);

  private final RollingCount unverifiedHour = new RollingCount(HOUR);
  private final RollingCount unverifiedDay = new RollingCount(DAY);
  private final RollingCount verifiedHour = new RollingCount(HOUR);
  private final RollingCount verifiedDay = new RollingCount(DAY);

  static boolean counts(MessageStage stage) {
    return stage == MessageStage.SENT || stage == MessageStage.VERIFIED;
  }

  void add(Sighting sighting) {
    boolean verified = sighting.stage() == MessageStage.VERIFIED;
    unverifiedHour.add(sighting.sentAt(), verified ? -1 : 1);
    unverifiedDay.add(sighting.sentAt(), verified ? -1 : 1);
    if (verified) {
      verifiedHour.add(sighting.time(), 1);
      verifiedDay.add(sighting.time(), 1);
    }
  }

  long unverifiedHour(long now) {
    return unverifiedHour.upTo(now);
  }

  long unverifiedDay(long now) {
    return unverifiedDay.upTo(now);
  }

  long verifiedHour(long now) {
    return verifiedHour.upTo(now);
  }

  long verifiedDay(long now) {
    return verifiedDay.upTo(now);
  }
}
