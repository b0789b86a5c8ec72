package io.pumpwatch.jobs.reference;

import io.pumpwatch.feature.Grain;
import java.util.List;
import java.util.function.Consumer;

/**
 * Vonage and Telekom, guidance on artificially inflated traffic: alert where no more than 35 % of
 * the codes of a country and hour come back.
 *
 * <p>Over the last hour of messages that are old enough to judge. The guidance names no least
 * number of messages, without which a single abandoned code would fire: {@code leastMessages}.
 * Blind to attacks inside a busy country, to slow ones and to fraud that converts; an outage, a
 * broken verify page or an audience of little intent sets it off.
 *
 * @param floor the share that must come back
 */
record CountryConversion(ConversionFloor floor) implements ReferenceRule {

  @Override
  public String name() {
    return "country-conversion";
  }

  @Override
  public String reference() {
    return name();
  }

  @Override
  public void see(MessageMoment moment, Consumer<Sighting> sightings) {
    if (moment.country() != null && ConversionFloor.counts(moment.stage())) {
      sightings.accept(
          Sighting.of(
              ReferenceKey.of(this, moment.tenant(), Grain.COUNTRY, moment.country()), moment));
    }
  }

  @Override
  public List<Alarm> alarms(List<Sighting> sightings) {
    return floor.alarms(sightings);
  }
}
