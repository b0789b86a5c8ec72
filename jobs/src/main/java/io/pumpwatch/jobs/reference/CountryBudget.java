package io.pumpwatch.jobs.reference;

import io.pumpwatch.feature.Grain;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Authgear, adaptive budget of unverified codes, per country: over 24 hours and over an hour no
 * more unverified codes than {@link OtpBudget} allows, looked at with each message.
 *
 * <p>Per tenant; the best day is that of the 14 UTC days before. Blind to little: it fires at
 * normal conversion wherever more than the ratio's share of the codes is not entered, since codes
 * that are still on their way count too.
 *
 * @param budget what is allowed
 */
record CountryBudget(OtpBudget budget) implements ReferenceRule {
  static final String REFERENCE = "authgear-budget";
  private static final int DAYS = 14;

  @Override
  public String name() {
    return "authgear-country";
  }

  @Override
  public String reference() {
    return REFERENCE;
  }

  @Override
  public void see(MessageMoment moment, Consumer<Sighting> sightings) {
    if (moment.country() != null && OtpTraffic.counts(moment.stage())) {
      sightings.accept(
          Sighting.of(
              ReferenceKey.of(this, moment.tenant(), Grain.COUNTRY, moment.country()), moment));
    }
  }

  @Override
  public List<Alarm> alarms(List<Sighting> sightings) {
    List<Alarm> alarms = new ArrayList<>();
    Threshold daily = new Threshold(OtpTraffic.DAY, alarms);
    Threshold hourly = new Threshold(OtpTraffic.HOUR, alarms);
    OtpTraffic traffic = new OtpTraffic();
    VerifiedDays days = new VerifiedDays();
    for (Sighting sighting : sightings) {
      long now = sighting.time();
      traffic.add(sighting);
      if (sighting.stage() == MessageStage.VERIFIED) {
        days.add(now);
        continue;
      }
      long best = days.best(now);
      daily.check(
          sighting,
          traffic.unverifiedDay(now),
          budget.countryDaily(best, traffic.verifiedDay(now)));
      hourly.check(
          sighting,
          traffic.unverifiedHour(now),
          budget.countryHourly(best, traffic.verifiedHour(now)));
    }
    return alarms;
  }

  /** Verified codes by UTC day. */
  private static final class VerifiedDays {
    private static final long DAY = Duration.ofDays(1).toMillis();

    private final TreeMap<Long, Long> days = new TreeMap<>();

    void add(long time) {
      days.merge(Math.floorDiv(time, DAY), 1L, Long::sum);
    }

    /** The most of the 14 days before that of a time; 0 where none is known. */
    long best(long time) {
      long today = Math.floorDiv(time, DAY);
      return days.subMap(today - DAYS, today).values().stream()
          .mapToLong(Long::longValue)
          .max()
          .orElse(0);
    }
  }
}
