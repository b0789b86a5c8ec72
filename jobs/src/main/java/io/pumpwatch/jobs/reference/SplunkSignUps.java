package io.pumpwatch.jobs.reference;

import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.feature.ClientNetworks;
import io.pumpwatch.feature.Grain;
import io.pumpwatch.feature.ObservedEvent;
import io.pumpwatch.finding.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Splunk, published search on SMS pumping, branch of Amazon Cognito: more than 50 calls per 5
 * minutes, event name and region, from fewer than 5 addresses.
 *
 * <p>Here requests for codes count, whoever logged them; where the operation is not logged the flow
 * is the event. The search lists the addresses: a finding names the one that called most. Blind
 * wherever a fifth address calls in the same minutes, be it a customer's.
 *
 * @param requests what looks like a request for a code
 */
record SplunkSignUps(CodeRequests requests) implements ReferenceRule {
  private static final CountPerWindow LIMIT = new CountPerWindow(Duration.ofMinutes(5), 51);
  private static final int FEWER_THAN = 5;

  @Override
  public String name() {
    return "splunk-sign-ups";
  }

  @Override
  public String reference() {
    return SplunkPublishes.REFERENCE;
  }

  @Override
  public void see(ObservedEvent row, Consumer<Sighting> sightings) {
    SmsEvent event = row.event();
    if (requests.hold(event) && event.sourceIp() != null) {
      String call = event.operation() == null ? event.flow() : event.operation();
      ReferenceKey key =
          ReferenceKey.of(this, event.tenant(), Grain.TENANT, event.tenant())
              .within(call + " " + event.region());
      sightings.accept(
          Caller.sighting(key, event).telling(ClientNetworks.client(event.sourceIp())));
    }
  }

  @Override
  public List<Alarm> alarms(List<Sighting> sightings) {
    List<Alarm> alarms = new ArrayList<>();
    int at = 0;
    for (Alarm alarm : LIMIT.alarms(sightings, Severity.MEDIUM)) {
      Map<String, Long> addresses = new TreeMap<>();
      for (; at < sightings.size() && sightings.get(at).time() < alarm.windowEnd(); at++) {
        Sighting sighting = sightings.get(at);
        if (sighting.time() >= alarm.windowStart()) {
          addresses.merge(sighting.detail(), (long) sighting.count(), Long::sum);
        }
      }
      if (addresses.size() < FEWER_THAN) {
        alarms.add(naming(busiest(addresses), alarm));
      }
    }
    return alarms;
  }

  private static String busiest(Map<String, Long> addresses) {
    return addresses.entrySet().stream()
        .max(Comparator.comparingLong(Map.Entry<String, Long>::getValue))
        .orElseThrow()
        .getKey();
  }

  private static Alarm naming(String address, Alarm alarm) {
    return new Alarm(
        alarm.key().naming(Grain.SOURCE_IP, address),
        alarm.windowStart(),
        alarm.windowEnd(),
        alarm.detectedAt(),
        alarm.severity(),
        alarm.score(),
        alarm.limit());
  }
}
