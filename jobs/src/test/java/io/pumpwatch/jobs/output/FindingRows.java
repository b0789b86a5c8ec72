package io.pumpwatch.jobs.output;

import io.pumpwatch.finding.DestinationRange;
import io.pumpwatch.finding.Finding;
import io.pumpwatch.finding.Severity;
import io.pumpwatch.finding.ValueCount;
import java.time.Instant;
import java.util.List;

/** Findings for tests, every column of its own value. */
final class FindingRows {
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private FindingRows() {}

  static Finding finding(String id, int revision, Instant detectedAt, Instant emittedAt) {
    return finding(id, revision, detectedAt, emittedAt, "curl/8.0", 3);
  }

  static Finding finding(
      String id,
      int revision,
      Instant detectedAt,
      Instant emittedAt,
      String userAgent,
      Integer blockDigits) {
    return new Finding(
        id,
        revision,
        "open",
        true,
        "incident",
        "related",
        "explained",
        "burst",
        Severity.HIGH,
        0.75,
        "acme",
        "signup_otp",
        "GA",
        "628-01",
        "Airtel",
        "twilio",
        "eu-west-1",
        "destination_block",
        "+24177012",
        blockDigits,
        NOON,
        NOON.plusSeconds(60),
        detectedAt,
        1,
        2,
        3,
        4,
        5,
        6,
        7,
        8,
        9,
        10,
        11,
        12,
        13.5,
        0.6,
        "learnt",
        blockDigits == null ? null : 14L,
        blockDigits == null ? null : 15L,
        blockDigits == null ? null : 0.25,
        blockDigits == null ? null : 16L,
        blockDigits == null ? null : 0.125,
        17.5,
        18.5,
        19.5,
        20.5,
        true,
        List.of(new DestinationRange("+24177012", 21, "+24177012000", "+24177012999")),
        List.of(new ValueCount("203.0.113.7", 22)),
        List.of(new ValueCount(userAgent, 23)),
        List.of("m-1", "m-2"),
        "what was seen",
        "block it",
        "alert",
        null,
        Finding.ATTACK_TECHNIQUE,
        Finding.DETECTION_STRATEGY,
        "rules",
        "run",
        emittedAt);
  }
}
