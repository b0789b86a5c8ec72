package io.pumpwatch.jobs.reference;

import io.pumpwatch.feature.Grain;
import java.util.List;
import java.util.function.Consumer;

/**
 * One rule on number blocks, the strongest of the simple ones: a block of 10 000 numbers with at
 * least 15 messages old enough to judge in 24 hours, of which no more than 15 % converted. Adjacent
 * blocks are the first sign that Twilio, Infobip, Esendex and MITRE (DET0156) name, a conversion
 * below 20 % Telnyx's.
 *
 * <p>Blind to fraud that converts, compromised keys, many messages to few users, random live
 * numbers and hopping between blocks; load tests, health checks, retry storms, migrations, unrouted
 * ranges and audiences of little intent set it off.
 *
 * @param floor the share that must come back
 */
record BlockConversion(ConversionFloor floor) implements ReferenceRule {
  private static final int DIGITS_LEFT_OUT = 4;
  private static final long BLOCK = 10_000;

  @Override
  public String name() {
    return "block-conversion";
  }

  @Override
  public String reference() {
    return name();
  }

  @Override
  public Integer blockDigits() {
    return DIGITS_LEFT_OUT;
  }

  @Override
  public void see(MessageMoment moment, Consumer<Sighting> sightings) {
    if (ConversionFloor.counts(moment.stage()) && moment.number() >= BLOCK) {
      sightings.accept(
          Sighting.of(
              ReferenceKey.of(
                  this, moment.tenant(), Grain.DESTINATION_BLOCK, "+" + moment.number() / BLOCK),
              moment));
    }
  }

  @Override
  public List<Alarm> alarms(List<Sighting> sightings) {
    return floor.alarms(sightings);
  }
}
