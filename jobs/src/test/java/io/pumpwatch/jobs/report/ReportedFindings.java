package io.pumpwatch.jobs.report;

import io.pumpwatch.finding.DestinationRange;
import io.pumpwatch.finding.Finding;
import io.pumpwatch.finding.FindingWindow;
import io.pumpwatch.finding.Severity;
import io.pumpwatch.finding.ValueCount;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A finding as a run would write it, with the parts that tests of the report vary.
 *
 * @param text stands wherever a log could have put it
 */
record ReportedFindings(
    String id,
    String incident,
    Severity severity,
    String pattern,
    String entityKind,
    String entityValue,
    String country,
    double costUsd,
    String mode,
    String suppressedBy,
    String explainedBy,
    String text) {
  static final Instant START = Instant.parse("2026-01-05T13:05:00Z");

  /** A burst on a block in Gabon, which alerts and is an incident of its own. */
  static ReportedFindings burst(String id) {
    return new ReportedFindings(
        id,
        "incident-" + id,
        Severity.HIGH,
        "burst",
        "destination_block",
        "+24177012",
        "GA",
        100.0,
        "alert",
        null,
        null,
        "curl/8.5");
  }

  ReportedFindings incident(String value) {
    return new ReportedFindings(
        id,
        value,
        severity,
        pattern,
        entityKind,
        entityValue,
        country,
        costUsd,
        mode,
        suppressedBy,
        explainedBy,
        text);
  }

  ReportedFindings severity(Severity value) {
    return new ReportedFindings(
        id,
        incident,
        value,
        pattern,
        entityKind,
        entityValue,
        country,
        costUsd,
        mode,
        suppressedBy,
        explainedBy,
        text);
  }

  ReportedFindings on(String kind, String value, String inCountry, double cost) {
    return new ReportedFindings(
        id,
        incident,
        severity,
        pattern,
        kind,
        value,
        inCountry,
        cost,
        mode,
        suppressedBy,
        explainedBy,
        text);
  }

  ReportedFindings held(String inMode, String suppressor, String explainer) {
    return new ReportedFindings(
        id,
        incident,
        severity,
        pattern,
        entityKind,
        entityValue,
        country,
        costUsd,
        inMode,
        suppressor,
        explainer,
        text);
  }

  ReportedFindings text(String value) {
    return new ReportedFindings(
        id,
        incident,
        severity,
        pattern,
        entityKind,
        entityValue,
        country,
        costUsd,
        mode,
        suppressedBy,
        explainedBy,
        value);
  }

  Finding finding() {
    return new Finding(
        id,
        3,
        Finding.CLOSED,
        false,
        incident,
        null,
        explainedBy,
        pattern,
        severity,
        0.98,
        "acme" + (text.equals("curl/8.5") ? "" : text),
        text,
        country,
        null,
        text,
        text,
        text,
        entityKind,
        entityValue,
        entityKind.equals("destination_block") ? 3 : null,
        START,
        START.plus(Duration.ofMinutes(45)),
        START.plus(Duration.ofMinutes(10)),
        (long) costUsd * 10,
        (long) costUsd * 10,
        (long) costUsd * 10,
        40,
        1100,
        30,
        4,
        7,
        1,
        812,
        5,
        0,
        12.5,
        0.7,
        "learnt",
        40L,
        39L,
        0.025,
        17L,
        0.812,
        42.0,
        4.6,
        costUsd,
        61.7,
        true,
        List.of(new DestinationRange("+24177012", 812, "+24177012000", "+24177012998")),
        List.of(new ValueCount(text, 900)),
        List.of(new ValueCount(text, 1000)),
        List.of(text),
        "many sends: " + text,
        "block destination prefix +24177012 on flow " + text,
        mode,
        suppressedBy,
        Finding.ATTACK_TECHNIQUE,
        Finding.DETECTION_STRATEGY,
        "0123456789abcdef",
        "run-1",
        Instant.parse("2026-02-01T00:00:00Z"));
  }

  /** One of its windows of a minute, so many minutes into the evidence. */
  FindingWindow window(int minute, long requested, long sent) {
    Instant start = START.plus(Duration.ofMinutes(minute));
    return new FindingWindow(
        id,
        "surge",
        start,
        start.plusSeconds(60),
        requested,
        sent,
        2,
        40,
        3,
        1,
        30,
        4,
        48,
        0.1,
        21.5,
        4.6);
  }
}
