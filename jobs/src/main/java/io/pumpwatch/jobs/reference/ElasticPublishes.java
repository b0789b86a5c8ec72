package io.pumpwatch.jobs.reference;

import io.pumpwatch.event.EventType;
import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.feature.ObservedEvent;
import io.pumpwatch.finding.Severity;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Elastic, hunting query "SNS direct-to-phone messaging spike" of detection-rules: more than 30
 * direct {@code Publish} per 10 seconds and identity.
 *
 * <p>Here every provider's sends to a number count. Blind to whatever is slower than three messages
 * a second.
 */
record ElasticPublishes() implements ReferenceRule {
  private static final CountPerWindow LIMIT = new CountPerWindow(Duration.ofSeconds(10), 31);

  @Override
  public String name() {
    return "elastic-hunt";
  }

  @Override
  public String reference() {
    return name();
  }

  @Override
  public void see(ObservedEvent row, Consumer<Sighting> sightings) {
    SmsEvent event = row.event();
    if (event.eventType() == EventType.SENT && event.destination() != null) {
      Caller.identity(this, event, key -> sightings.accept(Caller.sighting(key, event)));
    }
  }

  @Override
  public List<Alarm> alarms(List<Sighting> sightings) {
    return LIMIT.alarms(sightings, Severity.MEDIUM);
  }
}
