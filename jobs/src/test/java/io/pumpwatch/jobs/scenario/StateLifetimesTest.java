package io.pumpwatch.jobs.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.event.EventType;
import io.pumpwatch.feature.Grain;
import io.pumpwatch.feature.TenantMinute;
import io.pumpwatch.feature.TrafficFeatures;
import io.pumpwatch.feature.TrafficKey;
import io.pumpwatch.feature.TrafficTally;
import io.pumpwatch.feature.TrafficTallyTypeInfo;
import io.pumpwatch.finding.Finding;
import io.pumpwatch.finding.Severity;
import io.pumpwatch.jobs.alert.Alert;
import io.pumpwatch.jobs.alert.AlertExamples;
import io.pumpwatch.jobs.alert.Announcements;
import io.pumpwatch.jobs.episode.EpisodeKey;
import io.pumpwatch.jobs.episode.Episodes;
import io.pumpwatch.jobs.episode.FindingRegister;
import io.pumpwatch.jobs.episode.FindingRevision;
import io.pumpwatch.jobs.episode.InputEnded;
import io.pumpwatch.jobs.rules.RulesChange;
import io.pumpwatch.jobs.rules.RulesInForce;
import io.pumpwatch.jobs.rules.RulesReader;
import io.pumpwatch.jobs.tally.BlockUpdate;
import io.pumpwatch.jobs.tally.KeyCount;
import io.pumpwatch.jobs.tally.NumberBlocks;
import io.pumpwatch.jobs.tally.TallyUpdate;
import io.pumpwatch.jobs.tally.TenantHealths;
import io.pumpwatch.jobs.tally.TenantRow;
import io.pumpwatch.jobs.tally.TrafficWindows;
import io.pumpwatch.pattern.DetectionRules;
import io.pumpwatch.pattern.PatternMatch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An attacker chooses how many addresses, users and numbers there are: what is kept of each goes
 * with event time, to the last timer.
 */
class StateLifetimesTest {
  private static final long START = ExampleBurst.START;
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final long LONGER_THAN_ANYTHING = START + Duration.ofDays(31).toMillis();
  private static final DetectionRules RULES = DetectionRules.defaults();
  private static final TrafficKey CLIENT = ExampleBurst.CLIENT;
  private static final TrafficKey USER = TrafficKey.of(Grain.USER, "acme", "user-81");
  private static final TrafficKey FLOW = TrafficKey.of(Grain.FLOW, "acme", "signup_otp");
  private static final long NUMBER = ExampleBurst.NUMBER;

  @Test
  void windowsAndHistoriesOfKeysGo() throws Exception {
    try (KeyedTwoInputStreamOperatorTestHarness<
            TrafficKey, TallyUpdate, RulesChange, TrafficFeatures>
        harness = trafficWindows()) {
      harness.open();
      for (TrafficKey key : List.of(CLIENT, USER, FLOW)) {
        for (int minute : new int[] {0, 1, 90}) {
          harness.processElement1(update(key, minute, 3), START);
        }
      }
      assertThat(harness.numKeyedStateEntries()).as("open windows").isEqualTo(3);

      reach(harness, START + 100 * MINUTE);
      assertThat(harness.numKeyedStateEntries()).as("one history each").isEqualTo(3);
      reach(harness, START + Duration.ofHours(6).toMillis());
      assertThat(harness.numKeyedStateEntries()).as("the user's is gone").isEqualTo(2);
      reach(harness, START + Duration.ofDays(2).toMillis());
      assertThat(harness.numKeyedStateEntries()).as("the client's too").isEqualTo(1);

      reach(harness, LONGER_THAN_ANYTHING);
      assertThat(harness.numKeyedStateEntries()).isZero();
      assertThat(harness.numEventTimeTimers()).isZero();
    }
  }

  @Test
  void countsOfKeysAreKeptWithTheKeys() throws Exception {
    OperatorSubtaskState kept;
    try (KeyedTwoInputStreamOperatorTestHarness<
            TrafficKey, TallyUpdate, RulesChange, TrafficFeatures>
        harness = trafficWindows()) {
      harness.open();
      for (TrafficKey key : List.of(CLIENT, USER, FLOW)) {
        harness.processElement1(update(key, 0, 3), START);
      }
      reach(harness, START + 2 * MINUTE);
      kept = harness.snapshot(1, START);
      assertThat(keyCounts(harness))
          .contains(new KeyCount("source_ip", 1), new KeyCount("user", 1))
          .contains(new KeyCount("flow", 1), new KeyCount("tenant", 0));
    }
    try (KeyedTwoInputStreamOperatorTestHarness<
            TrafficKey, TallyUpdate, RulesChange, TrafficFeatures>
        harness = trafficWindows()) {
      harness.initializeState(kept);
      harness.open();
      reach(harness, START + Duration.ofHours(6).toMillis());
      harness.snapshot(2, START);
      assertThat(keyCounts(harness))
          .contains(new KeyCount("user", 0), new KeyCount("source_ip", 1));

      reach(harness, LONGER_THAN_ANYTHING);
      harness.snapshot(3, START);
      assertThat(keyCounts(harness)).extracting(KeyCount::keys).containsOnly(0L);
    }
  }

  private static KeyedTwoInputStreamOperatorTestHarness<
          TrafficKey, TallyUpdate, RulesChange, TrafficFeatures>
      trafficWindows() throws Exception {
    return underRules(
        new TrafficWindows(rulesInForce()), TallyUpdate::key, TypeInformation.of(TrafficKey.class));
  }

  private static List<KeyCount> keyCounts(
      KeyedTwoInputStreamOperatorTestHarness<?, ?, ?, ?> harness) throws Exception {
    List<KeyCount> counts = new ArrayList<>();
    AbstractStreamOperator<?> operator = (AbstractStreamOperator<?>) harness.getOperator();
    operator
        .getOperatorStateBackend()
        .getListState(TrafficWindows.keyCounts())
        .get()
        .forEach(counts::add);
    return counts;
  }

  /** The last minutes of a day are judged on the next. */
  @ParameterizedTest
  @ValueSource(strings = {"2026-03-02T12:00:00Z", "2026-03-02T23:52:00Z", "2026-03-02T23:58:00Z"})
  void numbersAndTheirBlocksGo(Instant first) throws Exception {
    try (KeyedTwoInputStreamOperatorTestHarness<Long, BlockUpdate, RulesChange, TrafficFeatures>
        harness = numberBlocks()) {
      harness.open();
      for (int number = 0; number < 5; number++) {
        for (EventType type : List.of(EventType.SENT, EventType.DELIVERED, EventType.VERIFIED)) {
          if (number < type.ordinal()) {
            harness.processElement1(
                ExampleBurst.blockUpdate(
                    type, NUMBER + number, first.toEpochMilli() + type.ordinal() * MINUTE),
                START);
          }
        }
      }
      reach(harness, first.plus(Duration.ofMinutes(20)).toEpochMilli());
      assertThat(kept(harness, NumberBlocks.openMinutes())).isZero();
      assertThat(kept(harness, NumberBlocks.sessions())).isPositive();
      assertThat(kept(harness, NumberBlocks.histories())).isPositive();

      reach(harness, first.plus(Duration.ofDays(2)).toEpochMilli());
      assertThat(kept(harness, NumberBlocks.sessions())).isZero();
      assertThat(kept(harness, NumberBlocks.opened())).isZero();
      assertThat(kept(harness, NumberBlocks.histories())).isPositive();

      reach(harness, first.plus(Duration.ofDays(9)).toEpochMilli());
      assertThat(kept(harness, NumberBlocks.histories())).isZero();
      assertThat(harness.numKeyedStateEntries()).as("the record").isEqualTo(1);

      reach(harness, LONGER_THAN_ANYTHING);
      assertThat(harness.numKeyedStateEntries()).isZero();
      assertThat(harness.numEventTimeTimers()).isZero();
      harness.snapshot(1, START);
      assertThat(keyCounts(harness)).extracting(KeyCount::keys).containsOnly(0L);
    }
  }

  private static KeyedTwoInputStreamOperatorTestHarness<
          Long, BlockUpdate, RulesChange, TrafficFeatures>
      numberBlocks() throws Exception {
    return underRules(
        new NumberBlocks(RULES.trials(), rulesInForce()), BlockUpdate::block, Types.LONG);
  }

  /** How many keys have anything in that state. */
  private static long kept(
      KeyedTwoInputStreamOperatorTestHarness<?, ?, ?, ?> harness, StateDescriptor<?, ?> state) {
    AbstractStreamOperator<?> operator = (AbstractStreamOperator<?>) harness.getOperator();
    try (Stream<?> keys =
        operator.getKeyedStateBackend().getKeys(state.getName(), VoidNamespace.INSTANCE)) {
      return keys.count();
    }
  }

  @Test
  void historiesOfTenantsGo() throws Exception {
    try (KeyedTwoInputStreamOperatorTestHarness<String, TenantRow, RulesChange, TrafficFeatures>
        harness =
            underRules(
                new TenantHealths(RULES.trials(), rulesInForce()),
                TenantRow::tenant,
                Types.STRING)) {
      harness.open();
      TrafficTally forty = ExampleBurst.sends(CLIENT, START, 40);
      harness.processElement1(
          new TenantRow("acme", TenantMinute.of(FLOW, START, forty), null), START);
      harness.processElement1(
          new TenantRow("acme", null, ExampleBurst.features(CLIENT, forty)), START);
      assertThat(harness.numKeyedStateEntries()).isEqualTo(1);

      reach(harness, START + 2 * MINUTE);
      assertThat(harness.numKeyedStateEntries()).as("the history").isEqualTo(1);
      assertThat(harness.extractOutputValues()).hasSize(1);

      reach(harness, LONGER_THAN_ANYTHING);
      assertThat(harness.numKeyedStateEntries()).isZero();
      assertThat(harness.numEventTimeTimers()).isZero();
    }
  }

  @Test
  void episodesGo() throws Exception {
    try (KeyedTwoInputStreamOperatorTestHarness<
            EpisodeKey, PatternMatch, RulesChange, FindingRevision>
        harness = episodes()) {
      harness.processElement1(ExampleBurst.match(), START);
      assertThat(harness.numKeyedStateEntries()).isEqualTo(1);

      reach(harness, START + 2 * MINUTE);
      assertThat(harness.numKeyedStateEntries()).as("the episode").isEqualTo(1);

      reach(harness, LONGER_THAN_ANYTHING);
      assertThat(harness.numKeyedStateEntries()).isZero();
      assertThat(harness.numEventTimeTimers()).isZero();
      assertThat(harness.extractOutputValues())
          .extracting(revision -> revision.finding().status())
          .containsExactly(Finding.OPEN, Finding.CLOSED);
    }
  }

  @Test
  void revisionsThatAreWrittenGo() throws Exception {
    List<FindingRevision> revisions;
    try (KeyedTwoInputStreamOperatorTestHarness<
            EpisodeKey, PatternMatch, RulesChange, FindingRevision>
        harness = episodes()) {
      harness.processElement1(ExampleBurst.match(), START);
      reach(harness, LONGER_THAN_ANYTHING);
      revisions = harness.extractOutputValues();
    }
    try (KeyedTwoInputStreamOperatorTestHarness<String, FindingRevision, InputEnded, Finding>
        harness =
            new KeyedTwoInputStreamOperatorTestHarness<>(
                new KeyedCoProcessOperator<>(new FindingRegister(List.of("burst"))),
                revision -> "",
                InputEnded::register,
                Types.STRING)) {
      harness.open();
      for (FindingRevision revision : revisions) {
        harness.processElement1(revision, START);
      }
      assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
      assertThat(harness.numEventTimeTimers()).as("one to write, one to forget").isEqualTo(4);

      harness.processWatermark1(watermark());
      harness.processWatermark2(watermark());
      assertThat(harness.numKeyedStateEntries()).isZero();
      assertThat(harness.numEventTimeTimers()).isZero();
      assertThat(harness.extractOutputValues()).hasSize(2);
    }
  }

  @Test
  void announcementsGo() throws Exception {
    try (KeyedOneInputStreamOperatorTestHarness<String, Finding, Alert> harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new Announcements()), Finding::findingId, Types.STRING)) {
      harness.open();
      for (String id : List.of("one", "other")) {
        harness.processElement(AlertExamples.open(id, 1, Severity.HIGH), START);
        harness.processElement(AlertExamples.open(id, 2, Severity.INFORMATIONAL), START);
      }
      harness.processElement(AlertExamples.open("quiet", 1, Severity.INFORMATIONAL), START);
      assertThat(harness.numKeyedStateEntries()).as("one each that was announced").isEqualTo(2);

      for (String id : List.of("one", "other", "quiet")) {
        harness.processElement(AlertExamples.closed(id, 3, Severity.INFORMATIONAL), START);
      }
      harness.processElement(AlertExamples.closed("late", 2, Severity.HIGH), START);
      assertThat(harness.numKeyedStateEntries()).isZero();
      assertThat(harness.extractOutputValues()).hasSize(7);
    }
  }

  private static Watermark watermark() {
    return new Watermark(LONGER_THAN_ANYTHING);
  }

  private static KeyedTwoInputStreamOperatorTestHarness<
          EpisodeKey, PatternMatch, RulesChange, FindingRevision>
      episodes() throws Exception {
    KeyedTwoInputStreamOperatorTestHarness<EpisodeKey, PatternMatch, RulesChange, FindingRevision>
        harness =
            underRules(
                new Episodes<>(RULES, rulesInForce(), "run"),
                EpisodeKey::of,
                TypeInformation.of(EpisodeKey.class));
    harness.open();
    return harness;
  }

  private static <K, I, O> KeyedTwoInputStreamOperatorTestHarness<K, I, RulesChange, O> underRules(
      KeyedBroadcastProcessFunction<K, I, RulesChange, O> function,
      KeySelector<I, K> key,
      TypeInformation<K> keyType)
      throws Exception {
    return new KeyedTwoInputStreamOperatorTestHarness<>(
        new CoBroadcastWithKeyedOperator<>(function, List.of(RulesInForce.changes())),
        key,
        null,
        keyType);
  }

  /** Moves event time on; no change of the rules holds it back. */
  private static void reach(KeyedTwoInputStreamOperatorTestHarness<?, ?, ?, ?> harness, long time)
      throws Exception {
    harness.processWatermark2(Watermark.MAX_WATERMARK);
    harness.processWatermark1(new Watermark(time));
  }

  private static RulesInForce rulesInForce() {
    return new RulesInForce(new RulesReader(RULES));
  }

  private static TallyUpdate update(TrafficKey key, int minute, int sends) {
    return new TallyUpdate(
        key,
        START + minute * MINUTE,
        TrafficTallyTypeInfo.Serializer.INSTANCE.toBytes(
            ExampleBurst.sends(key, START + minute * MINUTE, sends)));
  }
}
