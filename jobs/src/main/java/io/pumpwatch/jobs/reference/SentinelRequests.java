package io.pumpwatch.jobs.reference;

import io.pumpwatch.feature.ObservedEvent;
import io.pumpwatch.finding.Severity;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Microsoft Sentinel, analytic rule on SMS pumping, web branch: requests of Application Insights
 * whose URL looks like one for a code and that were answered 200 or 429, at least 50 per 5 minutes,
 * client and application.
 *
 * <p>Here an application is a tenant. Blind to rotating addresses, to anything behind one address
 * that is legitimate, to where the messages go and whether codes come back.
 *
 * @param requests what looks like a request for a code
 */
record SentinelRequests(CodeRequests requests) implements ReferenceRule {
  static final String REFERENCE = "sentinel";
  private static final CountPerWindow LIMIT = new CountPerWindow(Duration.ofMinutes(5), 50);

  @Override
  public String name() {
    return "sentinel-requests";
  }

  @Override
  public String reference() {
    return REFERENCE;
  }

  @Override
  public void see(ObservedEvent row, Consumer<Sighting> sightings) {
    if (requests.hold(row.event())) {
      Caller.client(this, row.event(), key -> sightings.accept(Caller.sighting(key, row.event())));
    }
  }

  @Override
  public List<Alarm> alarms(List<Sighting> sightings) {
    return LIMIT.alarms(sightings, Severity.MEDIUM);
  }
}
