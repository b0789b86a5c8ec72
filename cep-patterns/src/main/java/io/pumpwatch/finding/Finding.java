package io.pumpwatch.finding;

import io.pumpwatch.pattern.PatternMode;
import java.time.Instant;
import java.util.List;

/**
 * One claim about one episode of one entity: a row of the findings table. Columns, names and order
 * follow the table; a null is unknown or does not apply.
 *
 * @param findingId hash of pattern, tenant, entity kind and value, block digits and first window:
 *     the same on replay
 * @param revision 1 when opened, then one more at each change of severity, each doubling of sends
 *     and at closing
 * @param status {@code open} or {@code closed}
 * @param cutByEndOfInput the episode was still going when the input ended
 * @param incidentId groups the findings of one attack; until a finding is placed, its own id
 * @param relatedIncidentId set where a later finding ties two incidents together
 * @param explainedBy the more specific finding that accounts for this one
 * @param pattern {@code burst}, {@code sequential-numbers}, {@code send-to-success-imbalance}, …
 * @param severity how much it matters
 * @param confidence 0 to 1, from the statistics
 * @param tenant whose traffic; {@code *} across tenants
 * @param flow where all the evidence agrees, as are country to region
 * @param country ISO 3166-1 alpha-2
 * @param network {@code MCC-MNC}
 * @param networkName carrier name derived from the number
 * @param provider as in the events
 * @param region cloud region
 * @param entityKind {@code source_ip}, {@code destination_block}, …
 * @param entityValue the entity, a block as its leading digits
 * @param blockDigits for blocks and ranges, how many digits were left out
 * @param windowStart start of the evidence, event time
 * @param windowEnd end of the evidence, event time
 * @param detectedAt end of the window that decided
 * @param requested messages an application was asked to send
 * @param sent messages a provider accepted
 * @param sends the greater of requested and sent over the span
 * @param matureSends number sessions old enough to judge
 * @param delivered receipts of delivery
 * @param undelivered receipts of failure to deliver
 * @param failed messages that failed before they left
 * @param blocked attempts that were refused
 * @param verified codes that came back
 * @param distinctDestinations exact up to a cap, then estimated
 * @param distinctSourceIps exact up to a cap, then estimated
 * @param distinctUsers exact up to a cap, then estimated
 * @param expectedSends the expectation used, for the windows of the evidence
 * @param expectedConversion the expectation used
 * @param expectationSource {@code learnt}, {@code parent} or {@code prior}
 * @param trials number sessions that matured
 * @param failedTrials those not verified
 * @param conversion successful trials / trials
 * @param longestRun longest run of consecutive numbers
 * @param blockDensity distinct numbers seen / numbers in the block
 * @param score the statistic that fired
 * @param threshold the limit it crossed
 * @param costUsd spent in the episode
 * @param costAtRiskUsdPerHour the rate it is going at
 * @param costIsEstimated whether a tariff stood in for a price
 * @param destinationRanges up to 20
 * @param topSourceIps up to 10
 * @param topUserAgents up to 10
 * @param messageIds up to 20 examples
 * @param explanation what was seen, what is normal, which term decided
 * @param recommendedAction what to do about it
 * @param mode {@code alert} or {@code shadow}
 * @param suppressedBy the entry that holds it back
 * @param attackTechnique MITRE ATT&CK technique
 * @param detectionStrategy MITRE detection strategy
 * @param rulesVersion hash of the detection settings the episode opened with
 * @param runId of the run that opened it
 * @param emittedAt processing time, outside every comparison
 */
public record Finding(
    String findingId,
    int revision,
    String status,
    boolean cutByEndOfInput,
    String incidentId,
    String relatedIncidentId,
    String explainedBy,
    String pattern,
    Severity severity,
    double confidence,
    String tenant,
    String flow,
    String country,
    String network,
    String networkName,
    String provider,
    String region,
    String entityKind,
    String entityValue,
    Integer blockDigits,
    Instant windowStart,
    Instant windowEnd,
    Instant detectedAt,
    long requested,
    long sent,
    long sends,
    long matureSends,
    long delivered,
    long undelivered,
    long failed,
    long blocked,
    long verified,
    long distinctDestinations,
    long distinctSourceIps,
    long distinctUsers,
    double expectedSends,
    double expectedConversion,
    String expectationSource,
    Long trials,
    Long failedTrials,
    Double conversion,
    Long longestRun,
    Double blockDensity,
    double score,
    double threshold,
    double costUsd,
    double costAtRiskUsdPerHour,
    boolean costIsEstimated,
    List<DestinationRange> destinationRanges,
    List<ValueCount> topSourceIps,
    List<ValueCount> topUserAgents,
    List<String> messageIds,
    String explanation,
    String recommendedAction,
    String mode,
    String suppressedBy,
    String attackTechnique,
    String detectionStrategy,
    String rulesVersion,
    String runId,
    Instant emittedAt) {

  /** The status of an episode that goes on. */
  public static final String OPEN = "open";

  /** The status of an episode that has been quiet for the episode gap, or whose input ended. */
  public static final String CLOSED = "closed";

  /** MITRE ATT&CK: Resource Hijacking, SMS Pumping. */
  public static final String ATTACK_TECHNIQUE = "T1496.003";

  /** MITRE detection strategy of SMS pumping. */
  public static final String DETECTION_STRATEGY = "DET0156";

  /** Whether the finding is to page somebody. */
  public boolean alerting() {
    return PatternMode.ALERT.word().equals(mode)
        && suppressedBy == null
        && explainedBy == null
        && severity != Severity.INFORMATIONAL;
  }

  /** Whether it is about messages, rather than about other findings. */
  public boolean tellsOfTraffic() {
    return !AlertVolume.NAME.equals(pattern);
  }

  /** Its place among the others as the columns say it. */
  public Placement placement() {
    return new Placement(incidentId, relatedIncidentId, explainedBy, severity, confidence);
  }

  /** The same with its place among the others and what is known only when it is emitted. */
  public Finding stamped(Placement placement, boolean cut, Instant at) {
    return with(placement, cut, suppressedBy, at);
  }

  /** The same held back by that entry; null for none. */
  public Finding suppressedBy(String entry) {
    return with(placement(), cutByEndOfInput, entry, emittedAt);
  }

  private Finding with(Placement placement, boolean cut, String entry, Instant at) {
    return new Finding(
        findingId,
        revision,
        status,
        cut,
        placement.incidentId(),
        placement.relatedIncidentId(),
        placement.explainedBy(),
        pattern,
        placement.severity(),
        placement.confidence(),
        tenant,
        flow,
        country,
        network,
        networkName,
        provider,
        region,
        entityKind,
        entityValue,
        blockDigits,
        windowStart,
        windowEnd,
        detectedAt,
        requested,
        sent,
        sends,
        matureSends,
        delivered,
        undelivered,
        failed,
        blocked,
        verified,
        distinctDestinations,
        distinctSourceIps,
        distinctUsers,
        expectedSends,
        expectedConversion,
        expectationSource,
        trials,
        failedTrials,
        conversion,
        longestRun,
        blockDensity,
        score,
        threshold,
        costUsd,
        costAtRiskUsdPerHour,
        costIsEstimated,
        destinationRanges,
        topSourceIps,
        topUserAgents,
        messageIds,
        explanation,
        recommendedAction,
        mode,
        entry,
        attackTechnique,
        detectionStrategy,
        rulesVersion,
        runId,
        at);
  }
}
