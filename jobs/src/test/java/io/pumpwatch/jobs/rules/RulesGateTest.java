package io.pumpwatch.jobs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.pattern.DetectionRules;
import java.time.Instant;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesGateTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final String EARLY = change(NOON.minusSeconds(3600), "5");
  private static final String LATER = change(NOON.plusSeconds(3600), "7");

  private static String change(Instant from, String floor) {
    return "effective-from: "
        + from
        + "\ndetection:\n  burst:\n    floors:\n      source_ip: "
        + floor
        + "\n";
  }

  private static TwoInputStreamOperatorTestHarness<Long, String, RulesChange> gate(String... known)
      throws Exception {
    return new TwoInputStreamOperatorTestHarness<>(
        new RulesGate(new KnownRules(new RulesReader(DetectionRules.defaults()), List.of(known))));
  }

  private static void reach(
      TwoInputStreamOperatorTestHarness<Long, String, RulesChange> gate, Instant time)
      throws Exception {
    gate.processWatermark2(Watermark.MAX_WATERMARK);
    gate.processWatermark1(new Watermark(time.toEpochMilli()));
  }

  private static List<RulesDecision> decisions(
      TwoInputStreamOperatorTestHarness<Long, String, RulesChange> gate) {
    return gate.getSideOutput(RulesGate.DECISIONS) == null
        ? List.of()
        : gate.getSideOutput(RulesGate.DECISIONS).stream().map(StreamRecord::getValue).toList();
  }

  @Test
  void knownChangesLeaveBeforeAnyWatermark() throws Exception {
    try (TwoInputStreamOperatorTestHarness<Long, String, RulesChange> gate = gate(EARLY, LATER)) {
      gate.open();
      reach(gate, NOON);

      assertThat(gate.getOutput())
          .containsExactly(
              new StreamRecord<>(new RulesChange(NOON.minusSeconds(3600).toEpochMilli(), EARLY)),
              new StreamRecord<>(new RulesChange(NOON.plusSeconds(3600).toEpochMilli(), LATER)),
              new Watermark(NOON.toEpochMilli()));
      assertThat(decisions(gate)).allMatch(RulesDecision::accepted).hasSize(2);
    }
  }

  @Test
  void aChangeForATimeThatIsReachedIsRefused() throws Exception {
    try (TwoInputStreamOperatorTestHarness<Long, String, RulesChange> gate = gate()) {
      gate.open();
      reach(gate, NOON);
      gate.processElement2(new StreamRecord<>(change(NOON, "5")));
      gate.processElement2(new StreamRecord<>(change(NOON.plusMillis(1), "6")));

      assertThat(decisions(gate)).extracting(RulesDecision::accepted).containsExactly(false, true);
      assertThat(decisions(gate).get(0).reason())
          .isEqualTo(
              "effective-from is not after the event time that has been reached, "
                  + "2026-03-02T12:00:00Z");
      assertThat(gate.extractOutputValues())
          .extracting(RulesChange::effectiveFrom)
          .containsExactly(NOON.plusMillis(1).toEpochMilli());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          detection: {burst: {floors: {source_ip: 5}}}                                      | effective-from: is missing
          {effective-from: "2026-03-02T14:00:00Z", detection: {burst: {flor: 5}}}           | unknown key
          {effective-from: "2026-03-02T14:00:00Z", detection: {burst: {floors: {ip: 5}}}}   | unknown key
          {effective-from: "2026-03-02T14:00:00Z", detection: {burst: {flash-multiple: 0}}} | must be at least 1
          {effective-from: "2026-03-02T14:00:00Z", detection: {burst: {episode-gap: 2 h}}}  | lengths of time of burst
          {effective-from: "2026-03-02T14:00:00Z", detection: {trials: {maturity: 7 min}}}  | trials
          {effective-from: "2026-03-02T14:00:00Z", history: {split-bytes: 5000000}}         | unknown key
          : [                                                                               | YAML
          """)
  void aWrongChangeIsRefusedAndTheOthersStay(String document, String reason) throws Exception {
    try (TwoInputStreamOperatorTestHarness<Long, String, RulesChange> gate = gate()) {
      gate.open();
      reach(gate, NOON);
      gate.processElement2(new StreamRecord<>(LATER));
      gate.processElement2(new StreamRecord<>(document));

      assertThat(decisions(gate)).hasSize(2);
      assertThat(decisions(gate).get(1).accepted()).isFalse();
      assertThat(decisions(gate).get(1).reason()).contains(reason);
      assertThat(gate.extractOutputValues()).hasSize(1);
    }
  }

  @Test
  void whatIsToldTwiceIsDecidedOnce() throws Exception {
    try (TwoInputStreamOperatorTestHarness<Long, String, RulesChange> gate = gate(EARLY)) {
      gate.open();
      reach(gate, NOON);
      gate.processElement2(new StreamRecord<>(EARLY));

      assertThat(decisions(gate)).hasSize(1);
      assertThat(gate.extractOutputValues()).hasSize(1);
    }
  }

  @Test
  void aJobThatGoesOnDoesNotDecideAgain() throws Exception {
    OperatorSubtaskState state;
    try (TwoInputStreamOperatorTestHarness<Long, String, RulesChange> gate = gate(EARLY)) {
      gate.open();
      reach(gate, NOON);
      state = gate.snapshot(1, 1);
    }
    String whileItStood = change(NOON.minusSeconds(60), "9");
    try (TwoInputStreamOperatorTestHarness<Long, String, RulesChange> gate =
        gate(EARLY, whileItStood)) {
      gate.initializeState(state);
      gate.open();
      reach(gate, NOON);
      gate.processElement2(new StreamRecord<>(EARLY));
      gate.processElement2(new StreamRecord<>(whileItStood));

      assertThat(gate.extractOutputValues()).isEmpty();
      assertThat(decisions(gate)).singleElement().matches(decision -> !decision.accepted());
    }
  }

  @Test
  void standsStillRatherThanIdle() throws Exception {
    try (TwoInputStreamOperatorTestHarness<Long, String, RulesChange> gate = gate()) {
      gate.open();
      reach(gate, NOON);
      gate.processWatermarkStatus1(WatermarkStatus.IDLE);
      gate.processWatermarkStatus2(WatermarkStatus.IDLE);

      assertThat(gate.getOutput()).containsExactly(new Watermark(NOON.toEpochMilli()));
    }
  }
}
