package io.pumpwatch.jobs.reference;

import io.pumpwatch.event.EventType;
import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.feature.NumberKey;
import io.pumpwatch.feature.ObservedEvent;
import io.pumpwatch.feature.TrialRules;
import io.pumpwatch.finding.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.api.common.functions.util.ListCollector;

/**
 * Events made by hand, and what the published rules find in them: the stages of {@link
 * ReferenceTopology} one after the other, the rows of a key in no order.
 */
final class JudgedTraffic {
  /** A multiple of every rule's window. */
  static final Instant MIDNIGHT = Instant.parse("2026-03-02T00:00:00Z");

  /** A message is judged after ten minutes. */
  private static final TrialRules RULES = maturingIn(Duration.ofMinutes(10));

  private final List<ObservedEvent> rows = new ArrayList<>();

  private static TrialRules maturingIn(Duration maturity) {
    TrialRules usual = TrialRules.defaults();
    return new TrialRules(
        maturity,
        usual.session(),
        usual.flowsWithoutVerification(),
        usual.providersWithoutReceipts(),
        usual.memory(),
        usual.leastSuccesses());
  }

  static Instant after(Duration time) {
    return MIDNIGHT.plus(time);
  }

  static Instant seconds(long seconds) {
    return MIDNIGHT.plusSeconds(seconds);
  }

  /** A row of the tenant acme. */
  static SmsEvent.Builder row(Instant time, EventType type) {
    return SmsEvent.of(time, type).tenant("acme").flow("signup_otp");
  }

  JudgedTraffic add(SmsEvent event) {
    rows.add(new ObservedEvent(event, ObservedEvent.numberOf(event.destination()), null, 0, false));
    return this;
  }

  /** A message to Gabon that nobody logged a client of. */
  JudgedTraffic message(Instant time, String number) {
    return message(time, number, "GA", null);
  }

  /** A message: a row as requested by a client and, two seconds later, as sent. */
  JudgedTraffic message(Instant time, String number, String country, String sourceIp) {
    for (EventType type : List.of(EventType.REQUESTED, EventType.SENT)) {
      Instant at = type == EventType.SENT ? time.plusSeconds(2) : time;
      add(row(at, type).destination(number).country(country).sourceIp(sourceIp).build());
    }
    return this;
  }

  JudgedTraffic verified(Instant time, String number) {
    return add(row(time, EventType.VERIFIED).destination(number).build());
  }

  /** The findings that are scored under a name, in the order of detection. */
  List<Finding> findings(String reference) {
    ReferenceRules rules = new ReferenceRules(RULES);
    List<Sighting> sightings = new ArrayList<>();
    RowSightings ofRows = new RowSightings(rules.rules());
    MomentSightings ofMoments = new MomentSightings(rules.rules());
    rows.forEach(row -> ofRows.flatMap(row, new ListCollector<>(sightings)));
    for (MessageMoment moment : moments()) {
      ofMoments.flatMap(moment, new ListCollector<>(sightings));
    }
    Collections.shuffle(sightings, new Random(1));
    Map<ReferenceKey, List<Sighting>> byKey = new HashMap<>();
    sightings.forEach(
        sighting -> byKey.computeIfAbsent(sighting.key(), key -> new ArrayList<>()).add(sighting));
    List<Finding> findings = new ArrayList<>();
    Judgement judgement = new Judgement(rules);
    byKey.values().forEach(seen -> judgement.mapPartition(seen, new ListCollector<>(findings)));
    return rules.scoredTogether(findings).get(reference).stream()
        .sorted(Comparator.comparing(Finding::detectedAt))
        .toList();
  }

  /** The moments of all messages. */
  List<MessageMoment> moments() {
    List<MessageRow> slim = new ArrayList<>();
    MessageRows messageRows = new MessageRows(RULES);
    rows.forEach(row -> messageRows.flatMap(row, new ListCollector<>(slim)));
    Collections.shuffle(slim, new Random(1));
    Map<NumberKey, List<MessageRow>> byNumber = new HashMap<>();
    slim.forEach(
        row -> byNumber.computeIfAbsent(row.numberKey(), key -> new ArrayList<>()).add(row));
    List<MessageMoment> moments = new ArrayList<>();
    Messages messages = new Messages(RULES.maturity());
    byNumber.values().forEach(seen -> messages.mapPartition(seen, new ListCollector<>(moments)));
    moments.sort(Comparator.comparingLong(MessageMoment::time));
    return moments;
  }
}
