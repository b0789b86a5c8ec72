package io.pumpwatch.jobs.response;

import io.pumpwatch.feature.Grain;
import io.pumpwatch.finding.DestinationRange;
import io.pumpwatch.finding.Finding;
import io.pumpwatch.finding.ValueCount;
import io.pumpwatch.jobs.address.AddressRange;
import io.pumpwatch.jobs.address.IpLiteral;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;

/**
 * A finding as far as a response rests on it: its entity might be blocked.
 *
 * @param alerting whether it pages somebody
 * @param closed whether its episode is over
 * @param tenant as in findings, {@code *} across tenants
 * @param attempts sends, and those that were refused
 * @param verified codes that came back; null where success is not logged
 * @param expected messages that are normal over the evidence; null where nothing was learnt
 * @param ranges where its numbers lie, the most frequent
 * @param clients who asked for its messages, the most frequent
 */
public record ResponseCandidate(
    String findingId,
    String incidentId,
    String runId,
    String pattern,
    boolean alerting,
    boolean closed,
    String tenant,
    String flow,
    String entityKind,
    String entityValue,
    Instant detectedAt,
    Instant windowEnd,
    long sends,
    long attempts,
    double costUsd,
    Long verified,
    Double expected,
    long destinations,
    List<DestinationRange> ranges,
    List<ValueCount> clients) {
  private static final String LEARNT = "learnt";
  private static final String ALL_TENANTS = "*";

  static ResponseCandidate of(Finding finding) {
    return new ResponseCandidate(
        finding.findingId(),
        finding.incidentId(),
        finding.runId(),
        finding.pattern(),
        finding.alerting(),
        Finding.CLOSED.equals(finding.status()),
        finding.tenant(),
        finding.flow(),
        finding.entityKind(),
        finding.entityValue(),
        finding.detectedAt(),
        finding.windowEnd(),
        finding.sends(),
        finding.sends() + finding.blocked(),
        finding.costUsd(),
        verified(finding),
        LEARNT.equals(finding.expectationSource()) ? (Double) finding.expectedSends() : null,
        finding.distinctDestinations(),
        finding.destinationRanges(),
        finding.topSourceIps());
  }

  /** A finding does not say whether success is logged where it has neither trials nor successes. */
  private static Long verified(Finding finding) {
    if (finding.trials() == null) {
      return finding.verified() == 0 ? null : (Long) finding.verified();
    }
    long failed = finding.failedTrials() == null ? 0 : finding.failedTrials();
    return Math.max(finding.verified(), finding.trials() - failed);
  }

  Grain grain() {
    return Grain.ofWord(entityKind);
  }

  /** Whether it is about some numbers, clients or accounts, and not about what everybody uses. */
  boolean isPrecise() {
    return switch (grain()) {
      case NETWORK, COUNTRY, FLOW, TENANT -> false;
      default -> true;
    };
  }

  boolean isOfNumbers() {
    return switch (grain()) {
      case DESTINATION, DESTINATION_BLOCK, DESTINATION_RANGE, BLOCK_COHORT -> true;
      default -> false;
    };
  }

  /** What is known of people among its messages; null where nothing is. */
  Double legitimate() {
    if (verified == null) {
      return expected;
    }
    return expected == null ? (Double) (double) verified : (Double) Math.max(verified, expected);
  }

  /** Whose it is; null for every tenant's. */
  String ownTenant() {
    return ALL_TENANTS.equals(tenant) ? null : tenant;
  }

  /** The prefixes of its numbers. */
  List<String> prefixes() {
    return grain() == Grain.BLOCK_COHORT
        ? ranges.stream().map(DestinationRange::prefix).toList()
        : List.of(entityValue);
  }

  /**
   * Which share of another's messages would have been stopped with this one's entity, 0 to 1, as
   * far as findings show it: a list of the most frequent leaves the rest out.
   */
  double shareOf(ResponseCandidate other) {
    boolean inScope =
        (ownTenant() == null || ownTenant().equals(other.ownTenant()))
            && (flow == null || flow.equals(other.flow));
    if (!inScope) {
      return 0;
    }
    if (entityKind.equals(other.entityKind) && entityValue.equals(other.entityValue)) {
      return 1;
    }
    if (isOfNumbers()) {
      return shareByNumbers(other);
    }
    return switch (grain()) {
      case SOURCE_IP, SOURCE_NETWORK -> shareByClients(other);
      default -> 0;
    };
  }

  private double shareByNumbers(ResponseCandidate other) {
    if (other.isOfNumbers() && other.grain() != Grain.BLOCK_COHORT) {
      if (prefixes().stream().anyMatch(other.entityValue::startsWith)) {
        return 1;
      }
      boolean within = prefixes().stream().allMatch(prefix -> prefix.startsWith(other.entityValue));
      return within ? share(sends, other.sends) : 0;
    }
    long held = 0;
    for (DestinationRange range : other.ranges) {
      if (prefixes().stream().anyMatch(range.prefix()::startsWith)) {
        held += range.count();
      } else if (prefixes().stream().anyMatch(prefix -> prefix.startsWith(range.prefix()))) {
        held += Math.min(destinations, range.count());
      }
    }
    return share(held, other.destinations);
  }

  private double shareByClients(ResponseCandidate other) {
    long held = 0;
    for (ValueCount client : other.clients) {
      if (holds(client.value())) {
        held += client.count();
      }
    }
    return share(held, other.attempts);
  }

  private boolean holds(String client) {
    if (client.equals(entityValue)) {
      return true;
    }
    InetAddress address = IpLiteral.parse(client);
    return address != null
        && grain() == Grain.SOURCE_NETWORK
        && AddressRange.of(entityValue).contains(address);
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 0 : Math.min(1, part / (double) whole);
  }
}
