package io.pumpwatch.jobs.reference;

import io.pumpwatch.feature.Grain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Authgear, adaptive budget of unverified codes, per client address: over 24 hours and over an hour
 * no more unverified codes than {@link OtpBudget} allows, and over 24 hours no more than 3
 * countries of which no code came back, looked at with each message.
 *
 * <p>Per tenant; for IPv6 an address is its /64. Blind to rotating addresses; carrier-grade NAT and
 * an office's way out set it off.
 *
 * @param budget what is allowed
 */
record AddressBudget(OtpBudget budget) implements ReferenceRule {
  private static final int COUNTRIES = 3;

  @Override
  public String name() {
    return "authgear-address";
  }

  @Override
  public String reference() {
    return CountryBudget.REFERENCE;
  }

  @Override
  public void see(MessageMoment moment, Consumer<Sighting> sightings) {
    if (moment.sourceIp() != null && OtpTraffic.counts(moment.stage())) {
      ReferenceKey key = ReferenceKey.of(this, moment.tenant(), Grain.SOURCE_IP, moment.sourceIp());
      sightings.accept(
          Sighting.of(key, moment).telling(moment.country() == null ? "" : moment.country()));
    }
  }

  @Override
  public List<Alarm> alarms(List<Sighting> sightings) {
    List<Alarm> alarms = new ArrayList<>();
    Threshold day = new Threshold(OtpTraffic.DAY, alarms);
    Threshold hour = new Threshold(OtpTraffic.HOUR, alarms);
    Threshold countries = new Threshold(OtpTraffic.DAY, alarms);
    OtpTraffic traffic = new OtpTraffic();
    Map<String, OtpTraffic> byCountry = new HashMap<>();
    for (Sighting sighting : sightings) {
      long now = sighting.time();
      traffic.add(sighting);
      if (!sighting.detail().isEmpty()) {
        byCountry.computeIfAbsent(sighting.detail(), unused -> new OtpTraffic()).add(sighting);
      }
      if (sighting.stage() == MessageStage.SENT) {
        long verified = traffic.verifiedDay(now);
        day.check(sighting, traffic.unverifiedDay(now), budget.addressDaily(verified));
        hour.check(sighting, traffic.unverifiedHour(now), budget.addressHourly(verified));
        countries.check(sighting, neverVerified(byCountry, now), COUNTRIES);
      }
    }
    return alarms;
  }

  private static long neverVerified(Map<String, OtpTraffic> byCountry, long now) {
    return byCountry.values().stream()
        .filter(country -> country.unverifiedDay(now) > 0 && country.verifiedDay(now) == 0)
        .count();
  }
}
