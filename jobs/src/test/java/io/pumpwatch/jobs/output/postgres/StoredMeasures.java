package io.pumpwatch.jobs.output.postgres;

import io.pumpwatch.jobs.response.ResponseMeasure;
import java.time.Duration;
import java.time.Instant;

/** Measures for tests of their table. */
final class StoredMeasures {

  private StoredMeasures() {}

  /** One to take now. */
  static ResponseMeasure inForce(String id, String prefix) {
    return measure(id, 1, "destination_block", prefix);
  }

  static ResponseMeasure measure(String id, int revision, String entityKind, String entityValue) {
    Instant now = Instant.parse("2026-01-05T13:15:00Z");
    return new ResponseMeasure(
        id,
        revision,
        ResponseMeasure.ACTIVE,
        "incident",
        "finding",
        "block_prefix",
        entityKind,
        entityValue,
        "acme",
        null,
        now,
        now.plus(Duration.ofDays(365 * 100)),
        "burst: 400 messages for USD 120.50, no code came back",
        400,
        120.5,
        0L,
        null,
        0.0,
        now,
        "run");
  }
}
