package io.pumpwatch.jobs.reference;

import io.pumpwatch.event.EventType;
import io.pumpwatch.feature.ObservedEvent;
import io.pumpwatch.finding.Severity;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Microsoft Sentinel, analytic rule on SMS pumping, branch of Azure Communication Services: more
 * than 100 sends per 5 minutes, caller address and service.
 *
 * <p>Here every provider's sends count, a service is a tenant, and where a send knows no address
 * the credential is the caller. Blind to what a credential normally sends: a campaign sets it off
 * and a slow attack does not.
 */
record SentinelSends() implements ReferenceRule {
  private static final CountPerWindow LIMIT = new CountPerWindow(Duration.ofMinutes(5), 101);

  @Override
  public String name() {
    return "sentinel-sends";
  }

  @Override
  public String reference() {
    return SentinelRequests.REFERENCE;
  }

  @Override
  public void see(ObservedEvent row, Consumer<Sighting> sightings) {
    if (row.event().eventType() == EventType.SENT) {
      Caller.source(this, row.event(), key -> sightings.accept(Caller.sighting(key, row.event())));
    }
  }

  @Override
  public List<Alarm> alarms(List<Sighting> sightings) {
    return LIMIT.alarms(sightings, Severity.MEDIUM);
  }
}
