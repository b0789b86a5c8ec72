package io.pumpwatch.jobs.backtest;

import io.pumpwatch.datasets.simulate.profile.Label;
import io.pumpwatch.event.EventType;
import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.feature.ObservedEvent;
import io.pumpwatch.finding.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Events made by hand, and what findings about them score. */
final class TrafficExample {
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  static final long DOLLAR = 1_000_000;

  private final List<ObservedEvent> events = new ArrayList<>();

  /** That many minutes after noon. */
  static Instant minute(long minutes) {
    return NOON.plusSeconds(60 * minutes);
  }

  /** A row of the tenant acme. */
  static SmsEvent.Builder row(Instant time, EventType type) {
    return SmsEvent.of(time, type).tenant("acme").flow("signup_otp");
  }

  /** Adds a row that costs so much. */
  TrafficExample add(SmsEvent event, long costMicroUsd) {
    events.add(
        new ObservedEvent(
            event, ObservedEvent.numberOf(event.destination()), null, costMicroUsd, false));
    return this;
  }

  /** Adds a message: a row as requested and, seconds later, as sent, each for a dollar. */
  TrafficExample message(Instant time, String destination, String country, String sourceIp) {
    for (EventType type : List.of(EventType.REQUESTED, EventType.SENT)) {
      add(
          row(type == EventType.SENT ? time.plusSeconds(2) : time, type)
              .destination(destination)
              .country(country)
              .sourceIp(sourceIp)
              .build(),
          DOLLAR);
    }
    return this;
  }

  /** The scorecard of findings, the events dealt out to two who count. */
  Scorecard score(List<Label> labels, Finding... findings) {
    return score(Optional.of(labels), findings);
  }

  Scorecard scoreWithoutLabels(Finding... findings) {
    return score(Optional.empty(), findings);
  }

  private Scorecard score(Optional<List<Label>> labels, Finding... findings) {
    return score(new Scorer(Stream.of(findings).toList(), labels));
  }

  /** The scorecards of several variants, the events read once. */
  List<Scorecard> score(List<Label> labels, List<List<Finding>> variants) {
    JointScorer scorer = new JointScorer(variants, Map.of(), Optional.of(labels));
    Evidence all = scorer.evidence();
    events.forEach(all::add);
    return scorer.score(all);
  }

  /** The scorecard of findings beside what others found. */
  Scorecard score(List<Label> labels, Map<String, List<Finding>> references, Finding... findings) {
    return score(new Scorer(Stream.of(findings).toList(), references, Optional.of(labels)));
  }

  private Scorecard score(Scorer scorer) {
    Evidence all = scorer.evidence();
    List<Evidence> parts = List.of(scorer.evidence(), scorer.evidence());
    for (int at = 0; at < events.size(); at++) {
      parts.get(at % parts.size()).add(events.get(at));
    }
    parts.forEach(part -> part.rows(all::add));
    return scorer.score(all);
  }
}
