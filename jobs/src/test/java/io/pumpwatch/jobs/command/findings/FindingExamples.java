package io.pumpwatch.jobs.command.findings;

import io.pumpwatch.finding.DestinationRange;
import io.pumpwatch.finding.Finding;
import io.pumpwatch.finding.FindingWindow;
import io.pumpwatch.finding.Severity;
import io.pumpwatch.finding.ValueCount;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A finding as a run would write it, with the parts that tests vary. */
public record FindingExamples(
    String id, Severity severity, String pattern, String tenant, String userAgent, String mode) {
  private static final Instant START = Instant.parse("2026-01-05T13:05:00Z");

  /** A burst on a block, which alerts. */
  public static FindingExamples burst(String id) {
    return new FindingExamples(id, Severity.HIGH, "burst", "acme", "curl/8.5", "alert");
  }

  public FindingExamples severity(Severity value) {
    return new FindingExamples(id, value, pattern, tenant, userAgent, mode);
  }

  public FindingExamples pattern(String value) {
    return new FindingExamples(id, severity, value, tenant, userAgent, mode);
  }

  public FindingExamples tenant(String value) {
    return new FindingExamples(id, severity, pattern, value, userAgent, mode);
  }

  public FindingExamples userAgent(String value) {
    return new FindingExamples(id, severity, pattern, tenant, value, mode);
  }

  public FindingExamples shadow() {
    return new FindingExamples(id, severity, pattern, tenant, userAgent, "shadow");
  }

  public Finding finding() {
    return new Finding(
        id,
        3,
        Finding.CLOSED,
        false,
        "incident-" + id,
        null,
        null,
        pattern,
        severity,
        0.98,
        tenant,
        "signup_otp",
        "GA",
        null,
        null,
        "aws_sns",
        null,
        "destination_block",
        "+24177012",
        3,
        START,
        START.plus(Duration.ofMinutes(45)),
        START.plus(Duration.ofMinutes(10)),
        1234,
        1230,
        1234,
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
        -3.5,
        4.6,
        123.4,
        61.7,
        true,
        List.of(new DestinationRange("+24177012", 812, "+24177012000", "+24177012998")),
        List.of(new ValueCount("203.0.113.7", 900)),
        List.of(new ValueCount(userAgent, 1000)),
        List.of("message-1"),
        "1,234 sends in 45 min to +24177012xxx, 12.5 are normal",
        "block destination prefix +24177012 on flow signup_otp",
        mode,
        null,
        Finding.ATTACK_TECHNIQUE,
        Finding.DETECTION_STRATEGY,
        "0123456789abcdef",
        "run-1",
        Instant.parse("2026-02-01T00:00:00Z"));
  }

  /** One of its windows, starting so many minutes into the evidence. */
  public FindingWindow window(String stage, int minute) {
    Instant start = START.plus(Duration.ofMinutes(minute));
    return new FindingWindow(
        id, stage, start, start.plusSeconds(60), 50, 49, 2, 40, 3, 1, 30, 4, 48, 0.3, 21.5, 4.6);
  }
}
