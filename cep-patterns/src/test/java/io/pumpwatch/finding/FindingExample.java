package io.pumpwatch.finding;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Findings for tests of incidents: what they are about and when, in minutes since noon; the rest is
 * of no interest.
 */
final class FindingExample {
  static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  private static final int RANGE = 1000;

  private final String id;
  private final String entityKind;
  private final String entityValue;
  private Integer blockDigits;
  private int revision = 1;
  private String status = Finding.OPEN;
  private String pattern = "burst";
  private Severity severity = Severity.MEDIUM;
  private double confidence = 0.9;
  private String tenant = "acme";
  private String flow = "signup_otp";
  private String country = "GA";
  private int start;
  private int end = 1;
  private int detected = 1;
  private Long trials;
  private Long failedTrials;
  private double expectedConversion = 0.5;
  private double threshold = 20;
  private String mode = "alert";
  private String suppressedBy;
  private List<ValueCount> clients = List.of();
  private final List<DestinationRange> ranges = new ArrayList<>();
  private List<Long> numbers = List.of();

  private FindingExample(String id, String entityKind, String entityValue) {
    this.id = id;
    this.entityKind = entityKind;
    this.entityValue = entityValue;
  }

  /** Of a hundred attempts of the tenant acme in the minute after noon; it alerts. */
  static FindingExample on(String id, String entityKind, String entityValue) {
    return new FindingExample(id, entityKind, entityValue);
  }

  /** On the block of that prefix. */
  static FindingExample onBlock(String id, String prefix, int digits) {
    return on(id, "destination_block", prefix).digitsLeftOut(digits);
  }

  FindingExample digitsLeftOut(int value) {
    blockDigits = value;
    return this;
  }

  FindingExample closed(int asRevision) {
    status = Finding.CLOSED;
    return revision(asRevision);
  }

  FindingExample revision(int value) {
    revision = value;
    return this;
  }

  FindingExample pattern(String value) {
    pattern = value;
    return this;
  }

  FindingExample severity(Severity value) {
    severity = value;
    return this;
  }

  FindingExample confidence(double value) {
    confidence = value;
    return this;
  }

  FindingExample tenant(String value) {
    tenant = value;
    return this;
  }

  FindingExample flow(String value) {
    flow = value;
    return this;
  }

  FindingExample country(String value) {
    country = value;
    return this;
  }

  FindingExample window(int fromMinute, int toMinute) {
    start = fromMinute;
    end = toMinute;
    return this;
  }

  FindingExample detected(int minute) {
    detected = minute;
    return this;
  }

  /** Of an imbalance: trials at an expected conversion, and the limit that was reached. */
  FindingExample trials(long failed, long succeeded, double expected, double limit) {
    pattern = "send-to-success-imbalance";
    failedTrials = failed;
    trials = failed + succeeded;
    expectedConversion = expected;
    threshold = limit;
    return this;
  }

  FindingExample mode(String value) {
    mode = value;
    return this;
  }

  FindingExample suppressedBy(String value) {
    suppressedBy = value;
    return this;
  }

  /** So many of the hundred attempts came from that address. */
  FindingExample client(String address, long attempts) {
    clients = List.of(new ValueCount(address, attempts));
    return this;
  }

  /** So many consecutive numbers in the block of a thousand with that prefix, besides others. */
  FindingExample numbers(String prefix, int count) {
    long first = Long.parseLong(prefix.substring(1)) * RANGE;
    List<Long> all = new ArrayList<>(numbers);
    LongStream.range(first, first + count).forEach(all::add);
    Collections.sort(all);
    numbers = all;
    ranges.add(new DestinationRange(prefix, count, "+" + first, "+" + (first + count - 1)));
    return this;
  }

  String id() {
    return id;
  }

  RevisedFinding revised() {
    return new RevisedFinding(finding(), numbers);
  }

  private Finding finding() {
    return new Finding(
        id,
        revision,
        status,
        false,
        id,
        null,
        null,
        pattern,
        severity,
        confidence,
        tenant,
        flow,
        country,
        null,
        null,
        null,
        null,
        entityKind,
        entityValue,
        blockDigits,
        minute(start),
        minute(end),
        minute(detected),
        100,
        100,
        100,
        0,
        0,
        0,
        0,
        0,
        0,
        100,
        1,
        1,
        0,
        expectedConversion,
        "prior",
        trials,
        failedTrials,
        null,
        null,
        null,
        21,
        threshold,
        0,
        0,
        false,
        List.copyOf(ranges),
        clients,
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

  static Instant minute(int minute) {
    return NOON.plusSeconds(60L * minute);
  }

  /** What reports of tests call it. */
  @Override
  public String toString() {
    return id;
  }
}
