package io.pumpwatch.jobs.reference;

import io.pumpwatch.event.EventType;
import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.feature.ObservedEvent;
import io.pumpwatch.finding.Severity;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * IBM QRadar, published query on SMS pumping: payloads that look like SNS, Azure Communication
 * Services, Cognito or a web request for a code, more than 50 per minute and source address.
 *
 * <p>Here requests for codes and every provider's sends count, and where a send knows no address
 * the credential is the source. Blind to rotating addresses and slow attacks; a busy credential or
 * a shared address sets it off every minute.
 *
 * @param requests what looks like a request for a code
 */
record QradarPayloads(CodeRequests requests) implements ReferenceRule {
  static final String REFERENCE = "qradar";
  private static final CountPerWindow LIMIT = new CountPerWindow(Duration.ofMinutes(1), 51);

  @Override
  public String name() {
    return REFERENCE;
  }

  @Override
  public String reference() {
    return REFERENCE;
  }

  @Override
  public void see(ObservedEvent row, Consumer<Sighting> sightings) {
    SmsEvent event = row.event();
    if (event.eventType() == EventType.SENT || requests.hold(event)) {
      Caller.source(this, event, key -> sightings.accept(Caller.sighting(key, event)));
    }
  }

  @Override
  public List<Alarm> alarms(List<Sighting> sightings) {
    return LIMIT.alarms(sightings, Severity.MEDIUM);
  }
}
