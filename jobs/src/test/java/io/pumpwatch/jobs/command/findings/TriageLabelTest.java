package io.pumpwatch.jobs.command.findings;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.datasets.simulate.profile.Label;
import io.pumpwatch.finding.DestinationRange;
import io.pumpwatch.finding.Finding;
import io.pumpwatch.finding.ValueCount;
import io.pumpwatch.jobs.alert.AlertExamples;
import io.pumpwatch.jobs.output.postgres.Triage;
import io.pumpwatch.jobs.output.postgres.TriageStatus;
import io.pumpwatch.jobs.output.postgres.TriagedFinding;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TriageLabelTest {
  private static final Finding FINDING =
      AlertExamples.with(
          FindingExamples.burst("f").finding(),
          Map.of(
              "destinationRanges",
              List.of(
                  new DestinationRange("+24177", 9, "+24177012000", "+24177012999"),
                  new DestinationRange("+24178", 1, "+24178012000", "+24178012000")),
              "topSourceIps",
              List.of(new ValueCount("203.0.113.7", 5), new ValueCount("203.0.113.9", 4))));

  private static Label label(TriageStatus status, Map<String, ?> columns) {
    return new TriageLabel(
            new TriagedFinding(
                AlertExamples.with(FINDING, columns),
                new Triage(status, "kim", null),
                Instant.EPOCH))
        .label();
  }

  @Test
  void isOfTheFindingsTimeAndTraffic() {
    Label label = label(TriageStatus.CONFIRMED, Map.of());

    assertThat(label)
        .isEqualTo(
            new Label(
                "f",
                Label.Kind.ATTACK,
                "burst",
                FINDING.windowStart(),
                FINDING.windowEnd(),
                List.of("acme"),
                List.of("signup_otp"),
                List.of("GA"),
                List.of("+24177012"),
                List.of(),
                List.of(),
                List.of(),
                List.of()));
  }

  @ParameterizedTest
  @CsvSource({"CONFIRMED, ATTACK", "RESOLVED, ATTACK", "FALSE_POSITIVE, BENIGN"})
  void aFalsePositiveIsBenign(TriageStatus status, Label.Kind kind) {
    assertThat(label(status, Map.of()).kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({
    "destination,       +24177012345,   prefixes=[+24177012345]",
    "destination_block, +24177012,      prefixes=[+24177012]",
    "destination_range, +24177,         prefixes=[+24177]",
    "block_cohort,      GA,             'prefixes=[+24177, +24178]'",
    "network,           628-01,         'prefixes=[+24177, +24178]'",
    "source_ip,         203.0.113.7,    sourceIps=[203.0.113.7]",
    "source_network,    203.0.113.0/24, 'sourceIps=[203.0.113.7, 203.0.113.9]'",
    "user,              u-7,            userIds=[u-7]",
    "identity,          AKIA1,          identities=[AKIA1]",
    "country,           GA,             prefixes=[]",
    "flow,              signup_otp,     prefixes=[]",
    "tenant,            acme,           prefixes=[]"
  })
  void listsTheEntity(String kind, String value, String listed) {
    Label label = label(TriageStatus.CONFIRMED, Map.of("entityKind", kind, "entityValue", value));

    assertThat(label.toString()).contains(listed);
    assertThat(List.of(label.prefixes(), label.sourceIps(), label.userIds(), label.identities()))
        .filteredOn(list -> !list.isEmpty())
        .hasSize(listed.endsWith("=[]") ? 0 : 1);
  }

  @Test
  void aFindingAcrossTenantsIsOfNoTenantInParticular() {
    assertThat(label(TriageStatus.CONFIRMED, Map.of("tenant", "*")).tenants()).isEmpty();
  }
}
