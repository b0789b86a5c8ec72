package io.pumpwatch.jobs.reference;

import io.pumpwatch.finding.Severity;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A least share of codes that must come back, over the messages of a sliding span that are old
 * enough to judge. A code that comes back late counts from then on.
 *
 * @param span over which messages count
 * @param maturity age at which a message is judged
 * @param leastMessages fewer say nothing
 * @param firesAt the share, 0 to 1, at or below which it fires
 */
record ConversionFloor(Duration span, Duration maturity, long leastMessages, double firesAt)
    implements Serializable {

  /** At most 35 % of a country's codes of an hour. */
  static ConversionFloor ofCountry(Duration maturity, long leastMessages) {
    return new ConversionFloor(Duration.ofHours(1), maturity, leastMessages, 0.35);
  }

  /** At most 15 % of a number block's codes of a day, of at least 15. */
  static ConversionFloor ofBlock(Duration maturity) {
    return new ConversionFloor(Duration.ofDays(1), maturity, 15, 0.15);
  }

  /** Whether it looks at messages in that stage. */
  static boolean counts(MessageStage stage) {
    return switch (stage) {
      case CONVERTED, UNCONVERTED, CONVERTED_LATE -> true;
      case SENT, VERIFIED -> false;
    };
  }

  List<Alarm> alarms(List<Sighting> sightings) {
    List<Alarm> alarms = new ArrayList<>();
    RollingCount mature = new RollingCount(span);
    RollingCount converted = new RollingCount(span);
    OncePerWindow once = new OncePerWindow(span);
    for (Sighting sighting : sightings) {
      if (sighting.stage() != MessageStage.CONVERTED_LATE) {
        mature.add(sighting.sentAt(), 1);
      }
      if (sighting.stage() != MessageStage.UNCONVERTED) {
        converted.add(sighting.sentAt(), 1);
      }
      long judgedUpTo = sighting.time() - maturity.toMillis();
      long messages = mature.upTo(judgedUpTo);
      double share = converted.upTo(judgedUpTo) / (double) messages;
      if (messages >= leastMessages && share <= firesAt && once.mayFire(sighting.time())) {
        alarms.add(
            new Alarm(
                sighting.key(),
                judgedUpTo - span.toMillis(),
                sighting.time() + 1,
                sighting.time(),
                Severity.MEDIUM,
                share,
                firesAt));
      }
    }
    return alarms;
  }
}
