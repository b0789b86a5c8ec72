package io.pumpwatch.jobs.reference;

import io.pumpwatch.event.EventType;
import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.feature.ObservedEvent;
import io.pumpwatch.finding.Severity;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Splunk, published search on SMS pumping, branch of Amazon SNS: more than 100 {@code Publish} to
 * E.164 numbers per 5 minutes, region and identity; over 200 is high, over 500 critical.
 *
 * <p>Here every provider's sends to a number count. CloudTrail itself does not log the number, so
 * on raw AWS logs the search finds nothing at all. Blind to slow attacks and to what the identity
 * normally sends.
 */
record SplunkPublishes() implements ReferenceRule {
  static final String REFERENCE = "splunk";
  private static final CountPerWindow LIMIT = new CountPerWindow(Duration.ofMinutes(5), 101);
  private static final long HIGH_OVER = 200;
  private static final long CRITICAL_OVER = 500;

  @Override
  public String name() {
    return "splunk-publishes";
  }

  @Override
  public String reference() {
    return REFERENCE;
  }

  @Override
  public void see(ObservedEvent row, Consumer<Sighting> sightings) {
    SmsEvent event = row.event();
    if (event.eventType() == EventType.SENT && event.destination() != null) {
      String region = event.region() == null ? "" : event.region();
      Caller.identity(
          this, event, key -> sightings.accept(Caller.sighting(key.within(region), event)));
    }
  }

  @Override
  public List<Alarm> alarms(List<Sighting> sightings) {
    return LIMIT.alarms(sightings, SplunkPublishes::risk);
  }

  private static Severity risk(long count) {
    if (count > CRITICAL_OVER) {
      return Severity.CRITICAL;
    }
    return count > HIGH_OVER ? Severity.HIGH : Severity.MEDIUM;
  }
}
