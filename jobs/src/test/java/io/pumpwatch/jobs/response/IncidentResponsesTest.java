package io.pumpwatch.jobs.response;

import static io.pumpwatch.jobs.response.ResponseExamples.block;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.pumpwatch.feature.Grain;
import io.pumpwatch.finding.Finding;
import io.pumpwatch.finding.Severity;
import io.pumpwatch.jobs.alert.AlertExamples;
import io.pumpwatch.jobs.settings.ResponseSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IncidentResponsesTest {
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final long START = Instant.parse("2026-01-05T13:15:00Z").toEpochMilli();

  private KeyedOneInputStreamOperatorTestHarness<String, Finding, ResponseMeasure> operator;

  @BeforeEach
  void open() throws Exception {
    operator =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new IncidentResponses(ResponseSettings.defaults())),
            Finding::incidentId,
            Types.STRING);
    operator.open();
  }

  @AfterEach
  void close() throws Exception {
    operator.close();
  }

  /** Revisions of the moment that many minutes in, and event time going on behind them. */
  private void revise(int minute, Finding... findings) throws Exception {
    for (Finding finding : findings) {
      operator.processElement(finding, START + minute * MINUTE - 1);
    }
    operator.processWatermark(START + minute * MINUTE);
  }

  private List<ResponseMeasure> rows() {
    return operator.extractOutputValues();
  }

  @Test
  void aFindingIsAnsweredByWhatItIsAbout() throws Exception {
    Finding finding =
        AlertExamples.with(
            block("a", "+24177012", 400),
            Map.of("verified", 3, "failedTrials", 390, "costUsd", 120.5));

    revise(0, finding);

    assertThat(rows())
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.revision()).isEqualTo(1);
              assertThat(row.status()).isEqualTo("active");
              assertThat(row.incidentId()).isEqualTo("incident");
              assertThat(row.findingId()).isEqualTo("a");
              assertThat(row.action()).isEqualTo("block_prefix");
              assertThat(row.entityKind()).isEqualTo("destination_block");
              assertThat(row.entityValue()).isEqualTo("+24177012");
              assertThat(row.tenant()).isEqualTo("acme");
              assertThat(row.flow()).isEqualTo("signup_otp");
              assertThat(row.validFrom()).isEqualTo(finding.detectedAt());
              assertThat(row.validUntil())
                  .isEqualTo(finding.windowEnd().plus(Duration.ofHours(24)));
              assertThat(row.expectedStopped()).isEqualTo(400);
              assertThat(row.expectedStoppedUsd()).isEqualTo(120.5);
              assertThat(row.legitimateVerified()).isEqualTo(10);
              assertThat(row.legitimateExpected()).isZero();
              assertThat(row.expectedLegitimateLost()).isEqualTo(10);
              assertThat(row.reason())
                  .isEqualTo("burst: 400 messages for USD 120.50, 10 codes came back");
              assertThat(row.decidedAt()).isEqualTo(Instant.ofEpochMilli(START));
            });
  }

  @ParameterizedTest
  @CsvSource({
    "SOURCE_IP, 203.0.113.7, challenge_source, 4",
    "SOURCE_NETWORK, 203.0.113.0/24, challenge_source, 4",
    "USER, u-7, hold_user, 4",
    "IDENTITY, key-1, restrict_identity, 4",
    "DESTINATION, +24177012345, block_prefix, 24",
    "NETWORK, 628-01, throttle_network, 1",
    "COUNTRY, GA, throttle_country, 1",
    "FLOW, signup_otp, throttle_flow, 1",
    "TENANT, acme, throttle_tenant, 1",
  })
  void eachKindOfEntityHasItsActionAndItsTime(Grain grain, String value, String action, int hours)
      throws Exception {
    Finding finding = ResponseExamples.finding("a", grain, value, 400);

    revise(0, finding);

    assertThat(rows())
        .extracting(ResponseMeasure::action, ResponseMeasure::validUntil)
        .containsExactly(tuple(action, finding.windowEnd().plus(Duration.ofHours(hours))));
  }

  @Test
  void whereNothingIsKnownOfPeopleNothingIsSaid() throws Exception {
    Map<String, Object> unknown = new HashMap<>();
    unknown.put("trials", null);
    unknown.put("failedTrials", null);
    unknown.put("expectationSource", "prior");

    revise(0, AlertExamples.with(block("a", "+24177012", 400), unknown));

    ResponseMeasure row = rows().get(0);
    assertThat(row.legitimateVerified()).isNull();
    assertThat(row.legitimateExpected()).isNull();
    assertThat(row.expectedLegitimateLost()).isNull();
    assertThat(row.reason()).endsWith("whether codes came back is not logged");
  }

  @Test
  void aPrefixWithPeopleInItIsThrottledNotBlocked() throws Exception {
    revise(
        0,
        AlertExamples.with(
            block("a", "+24177012", 400), Map.of("verified", 100, "failedTrials", 300)));

    assertThat(rows()).extracting(ResponseMeasure::action).containsExactly("throttle_prefix");
  }

  @Test
  void smallBlocksTogetherAreBlockedOneByOne() throws Exception {
    Finding cohort =
        ResponseExamples.ranges(
            ResponseExamples.finding("a", Grain.BLOCK_COHORT, "GA", 100),
            "+2417701",
            30,
            "+2417702",
            20);

    revise(0, cohort);

    assertThat(rows())
        .extracting(
            ResponseMeasure::entityKind,
            ResponseMeasure::entityValue,
            ResponseMeasure::expectedStopped)
        .containsExactlyInAnyOrder(
            tuple("destination_block", "+2417701", 30L),
            tuple("destination_block", "+2417702", 20L));
  }

  @Test
  void aMeasureGrowsWithItsFindingAndSaysNothingTwice() throws Exception {
    revise(0, block("a", "+24177012", 400));
    revise(1, block("a", "+24177012", 800));
    revise(2, block("a", "+24177012", 800));

    assertThat(rows())
        .extracting(ResponseMeasure::revision, ResponseMeasure::expectedStopped)
        .containsExactly(tuple(1, 400L), tuple(2, 800L));
    assertThat(rows())
        .extracting(ResponseMeasure::measureId)
        .containsOnly(rows().get(0).measureId());
  }

  @Test
  void whatAnotherStandsInForIsWithdrawn() throws Exception {
    revise(0, block("narrow", "+241770121", 90));
    revise(5, block("wide", "+24177012", 400));

    assertThat(rows())
        .extracting(
            ResponseMeasure::entityValue, ResponseMeasure::revision, ResponseMeasure::status)
        .containsExactly(
            tuple("+241770121", 1, "active"),
            tuple("+241770121", 2, "withdrawn"),
            tuple("+24177012", 1, "active"));
    assertThat(rows().get(1).validUntil()).isEqualTo(Instant.ofEpochMilli(START + 5 * MINUTE));
  }

  @Test
  void whatAlertsNoMoreIsWithdrawnAndComesBack() throws Exception {
    Finding alerting = block("a", "+24177012", 400);
    revise(0, alerting);
    revise(1, AlertExamples.with(alerting, Map.of("severity", Severity.INFORMATIONAL)));
    revise(2, alerting);

    assertThat(rows())
        .extracting(ResponseMeasure::revision, ResponseMeasure::status)
        .containsExactly(tuple(1, "active"), tuple(2, "withdrawn"), tuple(3, "active"));
  }

  @Test
  void theOrderWithinAMomentPlaysNoPart() throws Exception {
    revise(0, block("wide", "+24177012", 400), block("narrow", "+241770121", 90));
    List<ResponseMeasure> one = List.copyOf(rows());
    close();
    open();
    revise(0, block("narrow", "+241770121", 90), block("wide", "+24177012", 400));

    assertThat(rows()).isEqualTo(one).hasSize(1);
  }

  @Test
  void nothingIsKeptOfAnIncidentThatIsOver() throws Exception {
    Finding finding = block("a", "+24177012", 400);
    revise(0, finding);
    operator.processWatermark(START + 30 * 60 * MINUTE);
    assertThat(operator.numKeyedStateEntries()).as("while it is open").isPositive();

    revise(31 * 60, AlertExamples.with(finding, Map.of("status", Finding.CLOSED)));
    assertThat(operator.numKeyedStateEntries()).isPositive();
    operator.processWatermark(Watermark.MAX_WATERMARK);

    assertThat(operator.numKeyedStateEntries()).isZero();
    assertThat(operator.numEventTimeTimers()).isZero();
  }
}
