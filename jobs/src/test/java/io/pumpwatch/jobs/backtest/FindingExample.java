package io.pumpwatch.jobs.backtest;

import io.pumpwatch.finding.DestinationRange;
import io.pumpwatch.finding.Finding;
import io.pumpwatch.finding.Severity;
import java.time.Instant;
import java.util.List;

/** Findings for tests of the score: what they are about and when; the rest is of no interest. */
public final class FindingExample {
  private final String id;
  private final String entityKind;
  private final String entityValue;
  private Integer blockDigits;
  private String incident;
  private String pattern = "burst";
  private String tenant = "acme";
  private String flow;
  private Instant start = TrafficExample.NOON;
  private Instant end = TrafficExample.minute(60);
  private Instant detectedAt = TrafficExample.minute(10);
  private Severity severity = Severity.HIGH;
  private String mode = "alert";
  private String suppressedBy;
  private String explainedBy;
  private List<DestinationRange> ranges = List.of();

  private FindingExample(String id, String entityKind, String entityValue) {
    this.id = id;
    this.entityKind = entityKind;
    this.entityValue = entityValue;
    this.incident = id;
  }

  /** Of the tenant acme, from noon to one, detected ten minutes after noon; it alerts. */
  public static FindingExample on(String id, String entityKind, String entityValue) {
    return new FindingExample(id, entityKind, entityValue);
  }

  public FindingExample digitsLeftOut(int value) {
    blockDigits = value;
    return this;
  }

  FindingExample incident(String value) {
    incident = value;
    return this;
  }

  public FindingExample pattern(String value) {
    pattern = value;
    return this;
  }

  public FindingExample tenant(String value) {
    tenant = value;
    return this;
  }

  FindingExample flow(String value) {
    flow = value;
    return this;
  }

  public FindingExample window(Instant from, Instant to) {
    start = from;
    end = to;
    return this;
  }

  public FindingExample detectedAt(Instant value) {
    detectedAt = value;
    return this;
  }

  FindingExample severity(Severity value) {
    severity = value;
    return this;
  }

  public FindingExample mode(String value) {
    mode = value;
    return this;
  }

  FindingExample suppressedBy(String value) {
    suppressedBy = value;
    return this;
  }

  FindingExample explainedBy(String value) {
    explainedBy = value;
    return this;
  }

  FindingExample ranges(String... prefixes) {
    ranges =
        List.of(prefixes).stream()
            .map(prefix -> new DestinationRange(prefix, 1, prefix, prefix))
            .toList();
    return this;
  }

  public Finding finding() {
    return new Finding(
        id,
        1,
        Finding.CLOSED,
        false,
        incident,
        null,
        explainedBy,
        pattern,
        severity,
        0.9,
        tenant,
        flow,
        null,
        null,
        null,
        null,
        null,
        entityKind,
        entityValue,
        blockDigits,
        start,
        end,
        detectedAt,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        "prior",
        null,
        null,
        null,
        null,
        null,
        2,
        1,
        0,
        0,
        false,
        ranges,
        List.of(),
        List.of(),
        List.of(),
        "",
        "",
        mode,
        suppressedBy,
        Finding.ATTACK_TECHNIQUE,
        Finding.DETECTION_STRATEGY,
        "rules",
        "run",
        null);
  }

  /** What reports of tests call it. */
  @Override
  public String toString() {
    return id;
  }
}
