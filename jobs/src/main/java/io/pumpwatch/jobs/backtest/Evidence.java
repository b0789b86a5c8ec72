package io.pumpwatch.jobs.backtest;

import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.feature.ObservedEvent;
import io.pumpwatch.jobs.enrich.CostEstimator;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What the events say about findings and labels: how many messages each selects and claims, and
 * which of them acting on the findings would have blocked. Events pass by once, in any order, and
 * none is kept: the size grows with findings, labels and the minutes that attacks last.
 */
public final class Evidence {
  /** The detail that stands for all of our patterns together. */
  static final String ALL_PATTERNS = "";

  private static final long MINUTE_MICROS = 60_000_000L;

  private final LabelIndex labels;
  private final FindingIndex findings;
  private final Map<EvidenceKey, SendTally> tallies = new HashMap<>();
  private final Map<String, NavigableMap<Long, SendTally>> minutesOfAttacks = new HashMap<>();

  /** Nothing counted yet. */
  Evidence(List<FindingScope> findings, List<LabelClaim> labels) {
    this.labels = new LabelIndex(labels);
    this.findings = new FindingIndex(findings);
  }

  /** Counts an event, if it tells of a message being asked for or sent. */
  public void add(ObservedEvent observed) {
    SmsEvent event = observed.event();
    if (!CostEstimator.carriesCost(event.eventType())) {
      return;
    }
    long micros = event.eventTimeMicros();
    List<LabelClaim> claiming = labels.claiming(event);
    List<LabelClaim> attacks = claiming.stream().filter(LabelClaim::isAttack).toList();
    Set<String> blockedBy = new HashSet<>();
    findings.selecting(
        event,
        finding -> {
          if (finding.isEvidence(micros)) {
            add(EvidenceKey.of(Measure.SELECTED, finding.findingId()), observed);
            claiming.forEach(
                label ->
                    add(
                        EvidenceKey.of(Measure.SHARED, finding.findingId(), label.labelId()),
                        observed));
          }
          if (finding.blocks(micros)) {
            blockedBy.addAll(finding.groups());
          }
        });
    if (attacks.isEmpty()) {
      addLegitimate(observed, claiming, blockedBy);
    } else {
      attacks.forEach(attack -> addAttack(observed, attack.labelId(), blockedBy));
    }
    claiming.stream()
        .filter(label -> !label.isAttack())
        .forEach(label -> add(EvidenceKey.of(Measure.OF_BENIGN, label.labelId()), observed));
  }

  private void addAttack(ObservedEvent observed, String labelId, Set<String> blockedBy) {
    long minute = Math.floorDiv(observed.event().eventTimeMicros(), MINUTE_MICROS);
    add(new EvidenceKey(Measure.OF_ATTACK, labelId, "", minute), observed);
    blockedBy.forEach(
        pattern -> add(EvidenceKey.of(Measure.ATTACK_BLOCKED, labelId, pattern), observed));
  }

  private void addLegitimate(
      ObservedEvent observed, List<LabelClaim> benign, Set<String> blockedBy) {
    String tenant = observed.event().tenant();
    add(EvidenceKey.of(Measure.LEGITIMATE, tenant), observed);
    blockedBy.forEach(
        pattern -> add(EvidenceKey.of(Measure.LEGITIMATE_BLOCKED, tenant, pattern), observed));
    for (LabelClaim label : benign) {
      blockedBy.forEach(
          group -> add(EvidenceKey.of(Measure.BENIGN_BLOCKED, label.labelId(), group), observed));
    }
  }

  private void add(EvidenceKey key, ObservedEvent observed) {
    tallyToAddTo(key).add(observed);
  }

  private SendTally tallyToAddTo(EvidenceKey key) {
    return key.measure() == Measure.OF_ATTACK
        ? minutesOfAttacks
            .computeIfAbsent(key.subject(), unused -> new TreeMap<>())
            .computeIfAbsent(key.minute(), unused -> new SendTally())
        : tallies.computeIfAbsent(key, unused -> new SendTally());
  }

  /** Adds a part that another counted over other events. */
  public void add(EvidenceRow row) {
    tallyToAddTo(row.key()).add(row);
  }

  /** Tells of all that was counted here, in parts that another can add up. */
  public void rows(Consumer<EvidenceRow> rows) {
    tallies.forEach((key, tally) -> rows.accept(tally.row(key)));
    minutesOfAttacks.forEach(
        (labelId, minutes) ->
            minutes.forEach(
                (minute, tally) ->
                    rows.accept(
                        tally.row(new EvidenceKey(Measure.OF_ATTACK, labelId, "", minute)))));
  }

  /** What was counted for a key; empty where that is nothing. */
  SendTally tally(EvidenceKey key) {
    return tallies.getOrDefault(key, new SendTally());
  }

  /** The messages of an attack. */
  SendTally ofAttack(String labelId) {
    return sum(minutesOfAttacks.getOrDefault(labelId, new TreeMap<>()).values());
  }

  /** The messages of an attack before a time, in whole minutes. */
  SendTally ofAttackBefore(String labelId, Instant end) {
    long lastMinute = Math.floorDiv(SmsEvent.toMicros(end) - 1, MINUTE_MICROS);
    return sum(
        minutesOfAttacks.getOrDefault(labelId, new TreeMap<>()).headMap(lastMinute, true).values());
  }

  /** The tallies of a measure with that detail, one for each subject. */
  List<SendTally> tallies(Measure measure, String detail) {
    List<SendTally> found = new ArrayList<>();
    tallies.forEach(
        (key, tally) -> {
          if (key.measure() == measure && key.detail().equals(detail)) {
            found.add(tally);
          }
        });
    return found;
  }

  /** The time from the first message to the last; zero where there is none. */
  Duration span() {
    List<SendTally> all = tallies(Measure.LEGITIMATE, "");
    minutesOfAttacks.values().forEach(minutes -> all.addAll(minutes.values()));
    SendTally sum = sum(all);
    return sum.isEmpty()
        ? Duration.ZERO
        : Duration.of(sum.lastMicros() - sum.firstMicros(), ChronoUnit.MICROS);
  }

  private static SendTally sum(Collection<SendTally> tallies) {
    SendTally sum = new SendTally();
    tallies.forEach(sum::add);
    return sum;
  }
}
