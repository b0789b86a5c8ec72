package io.pumpwatch.jobs.privacy;

import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.feature.Grain;
import io.pumpwatch.finding.DestinationRange;
import io.pumpwatch.finding.Finding;
import io.pumpwatch.finding.FindingWindow;
import io.pumpwatch.finding.ValueCount;
import io.pumpwatch.jobs.input.DeadLetter;
import io.pumpwatch.jobs.output.LateEvent;
import io.pumpwatch.jobs.response.ResponseMeasure;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Rows that a run writes, with pseudonyms in place of what names people. */
final class Hidden {
  private static final byte[] NOTHING = {};

  private final Pseudonyms pseudonyms;

  Hidden(Pseudonyms pseudonyms) {
    this.pseudonyms = pseudonyms;
  }

  Finding finding(Finding finding) {
    Set<String> prefixes = prefixes(finding);
    return new Finding(
        pseudonyms.id(finding.findingId()),
        finding.revision(),
        finding.status(),
        finding.cutByEndOfInput(),
        pseudonyms.id(finding.incidentId()),
        pseudonyms.id(finding.relatedIncidentId()),
        pseudonyms.id(finding.explainedBy()),
        finding.pattern(),
        finding.severity(),
        finding.confidence(),
        text(finding.tenant()),
        text(finding.flow()),
        finding.country(),
        finding.network(),
        finding.networkName(),
        text(finding.provider()),
        text(finding.region()),
        finding.entityKind(),
        entity(finding.entityKind(), finding.entityValue()),
        finding.blockDigits(),
        finding.windowStart(),
        finding.windowEnd(),
        finding.detectedAt(),
        finding.requested(),
        finding.sent(),
        finding.sends(),
        finding.matureSends(),
        finding.delivered(),
        finding.undelivered(),
        finding.failed(),
        finding.blocked(),
        finding.verified(),
        finding.distinctDestinations(),
        finding.distinctSourceIps(),
        finding.distinctUsers(),
        finding.expectedSends(),
        finding.expectedConversion(),
        finding.expectationSource(),
        finding.trials(),
        finding.failedTrials(),
        finding.conversion(),
        finding.longestRun(),
        finding.blockDensity(),
        finding.score(),
        finding.threshold(),
        finding.costUsd(),
        finding.costAtRiskUsdPerHour(),
        finding.costIsEstimated(),
        finding.destinationRanges().stream().map(range -> range(range, finding)).toList(),
        finding.topSourceIps().stream()
            .map(count -> new ValueCount(pseudonyms.address(count.value()), count.count()))
            .toList(),
        finding.topUserAgents().stream()
            .map(count -> new ValueCount(text(count.value()), count.count()))
            .toList(),
        texts(finding.messageIds()),
        pseudonyms.text(finding.explanation(), prefixes),
        pseudonyms.text(finding.recommendedAction(), prefixes),
        finding.mode(),
        text(finding.suppressedBy()),
        finding.attackTechnique(),
        finding.detectionStrategy(),
        finding.rulesVersion(),
        finding.runId(),
        finding.emittedAt());
  }

  FindingWindow window(FindingWindow window) {
    return new FindingWindow(
        pseudonyms.id(window.findingId()),
        window.stage(),
        window.windowStart(),
        window.windowEnd(),
        window.requested(),
        window.sent(),
        window.blocked(),
        window.delivered(),
        window.undelivered(),
        window.verified(),
        window.failedTrials(),
        window.succeededTrials(),
        window.distinctDestinations(),
        window.expected(),
        window.score(),
        window.threshold());
  }

  ResponseMeasure measure(ResponseMeasure measure) {
    return new ResponseMeasure(
        pseudonyms.id(measure.measureId()),
        measure.revision(),
        measure.status(),
        pseudonyms.id(measure.incidentId()),
        pseudonyms.id(measure.findingId()),
        measure.action(),
        measure.entityKind(),
        entity(measure.entityKind(), measure.entityValue()),
        text(measure.tenant()),
        text(measure.flow()),
        measure.validFrom(),
        measure.validUntil(),
        measure.reason(),
        measure.expectedStopped(),
        measure.expectedStoppedUsd(),
        measure.legitimateVerified(),
        measure.legitimateExpected(),
        measure.expectedLegitimateLost(),
        measure.decidedAt(),
        measure.runId());
  }

  /** Its bytes may say anything in any form, so none of them is told. */
  DeadLetter deadLetter(DeadLetter letter) {
    return new DeadLetter(
        letter.fileOrTopic(),
        letter.position(),
        letter.format(),
        text(letter.reason()),
        NOTHING,
        letter.rawLength());
  }

  LateEvent lateEvent(LateEvent late) {
    SmsEvent event = late.event();
    return new LateEvent(
        event.toBuilder()
            .messageId(text(event.messageId()))
            .tenant(text(event.tenant()))
            .flow(text(event.flow()))
            .identity(text(event.identity()))
            .destination(pseudonyms.number(event.destination()))
            .sourceIp(pseudonyms.address(event.sourceIp()))
            .userId(text(event.userId()))
            .userAgent(text(event.userAgent()))
            .operation(text(event.operation()))
            .build(),
        late.watermarkMillis());
  }

  private String entity(String kind, String value) {
    return switch (Grain.ofWord(kind)) {
      case DESTINATION -> pseudonyms.number(value);
      case DESTINATION_BLOCK, DESTINATION_RANGE -> value;
      case SOURCE_IP, SOURCE_NETWORK -> pseudonyms.address(value);
      default -> text(value);
    };
  }

  /** What sentences may say of blocks. */
  private Set<String> prefixes(Finding finding) {
    Set<String> prefixes = new HashSet<>();
    finding.destinationRanges().forEach(range -> prefixes.add(prefix(range, finding)));
    if (finding.blockDigits() != null) {
      prefixes.add(finding.entityValue());
    }
    return prefixes;
  }

  /** As much of it as a number keeps, or as the finding is about. */
  private String prefix(DestinationRange range, Finding finding) {
    int own = finding.blockDigits() == null ? 0 : finding.entityValue().length();
    return pseudonyms.prefix(
        range.prefix(), Math.max(own, Pseudonyms.blockOf(range.first()).length()));
  }

  private DestinationRange range(DestinationRange range, Finding finding) {
    return new DestinationRange(
        prefix(range, finding),
        range.count(),
        pseudonyms.number(range.first()),
        pseudonyms.number(range.last()));
  }

  private String text(String text) {
    return pseudonyms.text(text, Set.of());
  }

  private List<String> texts(List<String> texts) {
    return texts.stream().map(this::text).toList();
  }
}
