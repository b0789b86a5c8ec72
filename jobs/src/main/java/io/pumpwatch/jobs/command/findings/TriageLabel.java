package io.pumpwatch.jobs.command.findings;

import io.pumpwatch.datasets.simulate.profile.Label;
import io.pumpwatch.datasets.simulate.profile.LabelLine;
import io.pumpwatch.feature.Grain;
import io.pumpwatch.feature.TrafficKey;
import io.pumpwatch.finding.DestinationRange;
import io.pumpwatch.finding.Finding;
import io.pumpwatch.finding.ValueCount;
import io.pumpwatch.jobs.output.postgres.TriageStatus;
import io.pumpwatch.jobs.output.postgres.TriagedFinding;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What the SOC says about a finding, as a label to score later runs by: a false positive is benign,
 * anything else it has decided on an attack. The label is about the finding's own entity and
 * windows. Of a client network it lists the addresses, and of a cohort and a destination network
 * the blocks, that the finding shows.
 *
 * @param triaged the finding and what is said
 */
public record TriageLabel(TriagedFinding triaged) {

  /** The line of a label file. */
  public String line() {
    return LabelLine.of(label());
  }

  /** The label; its profile is the finding's pattern. */
  public Label label() {
    Finding finding = triaged.finding();
    return new Label(
        finding.findingId(),
        triaged.triage().status() == TriageStatus.FALSE_POSITIVE
            ? Label.Kind.BENIGN
            : Label.Kind.ATTACK,
        finding.pattern(),
        finding.windowStart(),
        finding.windowEnd(),
        known(finding.tenant(), tenant -> !tenant.equals(TrafficKey.ALL_TENANTS)),
        known(finding.flow(), flow -> !flow.isBlank()),
        known(finding.country(), country -> country.matches("[A-Z]{2}")),
        prefixes(finding),
        clients(finding),
        onlyOf(Grain.USER, finding),
        onlyOf(Grain.IDENTITY, finding),
        List.of());
  }

  private static List<String> known(String value, Predicate<String> wanted) {
    return Stream.ofNullable(value).filter(wanted).toList();
  }

  private static List<String> onlyOf(Grain grain, Finding finding) {
    return grain.word().equals(finding.entityKind()) ? List.of(finding.entityValue()) : List.of();
  }

  private static List<String> prefixes(Finding finding) {
    return switch (Grain.ofWord(finding.entityKind())) {
      case DESTINATION, DESTINATION_BLOCK, DESTINATION_RANGE -> List.of(finding.entityValue());
      case BLOCK_COHORT, NETWORK ->
          finding.destinationRanges().stream().map(DestinationRange::prefix).toList();
      default -> List.of();
    };
  }

  private static List<String> clients(Finding finding) {
    return switch (Grain.ofWord(finding.entityKind())) {
      case SOURCE_IP -> List.of(finding.entityValue());
      case SOURCE_NETWORK -> finding.topSourceIps().stream().map(ValueCount::value).toList();
      default -> List.of();
    };
  }
}
