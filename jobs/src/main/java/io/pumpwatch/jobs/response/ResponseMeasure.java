package io.pumpwatch.jobs.response;

import java.time.Instant;

/**
 * One thing to do against an incident: a row of the response table, upserted by {@code measureId}
 * while the incident grows. The highest revision holds.
 *
 * @param measureId hash of incident, action, entity, tenant and flow
 * @param revision 1 when it was decided, then one more at each change
 * @param status {@code active}, or {@code withdrawn} where another measure stands in for it or its
 *     finding no longer alerts
 * @param incidentId what it is against
 * @param findingId the finding that it rests on
 * @param action {@code block_prefix}, {@code challenge_source}, {@code throttle_flow}, …
 * @param entityKind as in findings
 * @param entityValue as in findings; of a prefix its leading digits
 * @param tenant whose traffic; null for every tenant's
 * @param flow on which flow; null for all
 * @param validFrom when it was first known to be needed, event time
 * @param validUntil when it is to end, event time
 * @param reason in a sentence
 * @param expectedStopped messages of the incident that it alone would have stopped, so far
 * @param expectedStoppedUsd what these cost
 * @param legitimateVerified codes that came back among the messages it would have stopped; null
 *     where success is not logged
 * @param legitimateExpected messages that are normal for the entity over that time; null where
 *     nothing was learnt of it
 * @param expectedLegitimateLost the greater of both; null where neither is known
 * @param decidedAt of this revision, event time
 * @param runId of the run that opened the finding
 */
public record ResponseMeasure(
    String measureId,
    int revision,
    String status,
    String incidentId,
    String findingId,
    String action,
    String entityKind,
    String entityValue,
    String tenant,
    String flow,
    Instant validFrom,
    Instant validUntil,
    String reason,
    long expectedStopped,
    double expectedStoppedUsd,
    Long legitimateVerified,
    Double legitimateExpected,
    Double expectedLegitimateLost,
    Instant decidedAt,
    String runId) {

  /** The status of a measure to take. */
  public static final String ACTIVE = "active";

  /** The status of one that is not to be taken any more. */
  public static final String WITHDRAWN = "withdrawn";

  /** Whether both say the same, whenever it was decided. */
  boolean saysTheSameAs(ResponseMeasure other) {
    return equals(other.revised(revision, decidedAt));
  }

  /** The same as that revision of it. */
  ResponseMeasure revised(int number, Instant at) {
    return with(status, validUntil, number, at);
  }

  /** The measure taken back. */
  ResponseMeasure withdrawn(Instant at) {
    return with(WITHDRAWN, at.isBefore(validUntil) ? at : validUntil, revision + 1, at);
  }

  private ResponseMeasure with(String newStatus, Instant until, int number, Instant at) {
    return new ResponseMeasure(
        measureId,
        number,
        newStatus,
        incidentId,
        findingId,
        action,
        entityKind,
        entityValue,
        tenant,
        flow,
        validFrom,
        until,
        reason,
        expectedStopped,
        expectedStoppedUsd,
        legitimateVerified,
        legitimateExpected,
        expectedLegitimateLost,
        at,
        runId);
  }
}
