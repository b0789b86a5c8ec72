package io.pumpwatch.jobs.backtest;

import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.feature.Grain;
import io.pumpwatch.finding.DestinationRange;
import io.pumpwatch.finding.Finding;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a finding is about: its entity, within its tenant and flow where these are set. That is what
 * its evidence is taken from and what acting on it would block.
 *
 * @param findingId of the finding
 * @param groups the details that what it blocks is counted for
 * @param kind of entity; blocks claimed together are {@link Grain#DESTINATION_BLOCK}
 * @param values the entity; more than one for blocks claimed together
 * @param digitsLeftOut what follows a block's value; null for any number of digits
 * @param tenant null for all
 * @param flow null for all
 * @param evidenceStart first microsecond of the evidence
 * @param evidenceEnd first microsecond after it
 * @param blockedFrom first microsecond at which acting on the finding blocks
 */
record FindingScope(
    String findingId,
    List<String> groups,
    Grain kind,
    List<String> values,
    Integer digitsLeftOut,
    String tenant,
    String flow,
    long evidenceStart,
    long evidenceEnd,
    long blockedFrom)
    implements Serializable {
  private static final long BLOCKED_MICROS = Duration.ofHours(24).toSeconds() * 1_000_000L;
  private static final String BLOCK_COHORT = "block_cohort";
  private static final String ALL_TENANTS = "*";

  static FindingScope of(Finding finding) {
    return of(finding, List.of());
  }

  static FindingScope of(Finding finding, List<String> groups) {
    boolean cohort = finding.entityKind().equals(BLOCK_COHORT);
    return new FindingScope(
        finding.findingId(),
        groups,
        cohort ? Grain.DESTINATION_BLOCK : Grain.ofWord(finding.entityKind()),
        cohort
            ? finding.destinationRanges().stream().map(DestinationRange::prefix).toList()
            : List.of(finding.entityValue()),
        cohort ? null : finding.blockDigits(),
        ALL_TENANTS.equals(finding.tenant()) ? null : finding.tenant(),
        finding.flow(),
        SmsEvent.toMicros(finding.windowStart()),
        SmsEvent.toMicros(finding.windowEnd()),
        SmsEvent.toMicros(finding.detectedAt()));
  }

  /** The same by another id. */
  FindingScope named(String id) {
    return new FindingScope(
        id,
        groups,
        kind,
        values,
        digitsLeftOut,
        tenant,
        flow,
        evidenceStart,
        evidenceEnd,
        blockedFrom);
  }

  /** The same, what it blocks counted for nobody: equal for scopes that select the same. */
  FindingScope unnamed() {
    return new FindingScope(
        "",
        List.of(),
        kind,
        values,
        digitsLeftOut,
        tenant,
        flow,
        evidenceStart,
        evidenceEnd,
        blockedFrom);
  }

  /** The same, what it blocks counted for the other's groups too. */
  FindingScope andItsGroups(FindingScope other) {
    return new FindingScope(
        findingId,
        Stream.concat(groups.stream(), other.groups.stream()).toList(),
        kind,
        values,
        digitsLeftOut,
        tenant,
        flow,
        evidenceStart,
        evidenceEnd,
        blockedFrom);
  }

  boolean isBlockOfNumbers() {
    return kind == Grain.DESTINATION_BLOCK || kind == Grain.DESTINATION_RANGE;
  }

  /** Whether an event that has one of the values lies in the scope. */
  boolean holds(SmsEvent event, String value) {
    return (tenant == null || tenant.equals(event.tenant()))
        && (flow == null || flow.equals(event.flow()))
        && (digitsLeftOut == null
            || !isBlockOfNumbers()
            || event.destination().length() == value.length() + digitsLeftOut);
  }

  /** First microsecond at which an event may be evidence or be blocked. */
  long startMicros() {
    return Math.min(evidenceStart, blockedFrom);
  }

  /** First microsecond from which on none is. */
  long endMicros() {
    return Math.max(evidenceEnd, blockedFrom + BLOCKED_MICROS);
  }

  /** Whether that is the time of the evidence. */
  boolean isEvidence(long micros) {
    return evidenceStart <= micros && micros < evidenceEnd;
  }

  /** Whether acting on the finding, for a day from its detection, would block at that time. */
  boolean blocks(long micros) {
    return blockedFrom <= micros && micros - blockedFrom < BLOCKED_MICROS;
  }
}
