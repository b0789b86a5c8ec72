package io.pumpwatch.jobs.tally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.pumpwatch.event.EventType;
import io.pumpwatch.feature.BlockMinute;
import io.pumpwatch.feature.Grain;
import io.pumpwatch.feature.TrafficFeatures;
import io.pumpwatch.feature.TrafficKey;
import io.pumpwatch.feature.TrialIncrement;
import io.pumpwatch.jobs.rules.RulesChange;
import io.pumpwatch.jobs.rules.RulesInForce;
import io.pumpwatch.jobs.rules.RulesReader;
import io.pumpwatch.pattern.DetectionRules;
import io.pumpwatch.pattern.RepeatFloodPattern;
import io.pumpwatch.pattern.SendToSuccessImbalancePattern;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class NumberBlocksTest {
  private static final DetectionRules RULES = DetectionRules.defaults();
  private static final int MATURITY = (int) RULES.trials().maturity().toMinutes();
  private static final int SESSION = (int) RULES.trials().session().toMinutes();
  private static final long NUMBER = NumberTraffic.NUMBER;
  private static final int ATTACKED = 60;
  private static final int FLOOD = 2 * RULES.repeatFlood().unansweredSends();

  /**
   * A number of one tenant that answers, a block that never does, and one number again and again.
   */
  private static List<BlockUpdate> story() {
    List<BlockUpdate> story = new ArrayList<>();
    story.add(part("zebra", EventType.SENT, NUMBER, 0));
    story.add(part("zebra", EventType.VERIFIED, NUMBER, 1));
    for (int i = 0; i < ATTACKED; i++) {
      story.add(part("acme", EventType.SENT, NUMBER + i, 2 + i / 10));
      story.add(part("acme", EventType.DELIVERED, NUMBER + i, 2 + i / 10));
    }
    for (int i = 0; i < FLOOD; i++) {
      story.add(part("acme", EventType.SENT, NUMBER + ATTACKED, 3 + i));
    }
    return story;
  }

  private static BlockUpdate part(String tenant, EventType type, long number, int minute) {
    BlockMinute seen = new BlockMinute();
    seen.add(NumberTraffic.observed(tenant, type, number, minute), RULES.trials());
    return BlockUpdate.of(BlockMinute.blockOf(number), NumberTraffic.minute(minute), seen);
  }

  /**
   * What comes out.
   *
   * @param candidates windows that may reach a limit
   * @param trials what sessions decided
   */
  private record Outcome(List<TrafficFeatures> candidates, List<TrialIncrement> trials) {}

  /** The operator on one slot, up to the minutes that have been reached. */
  private static final class Harness implements AutoCloseable {
    private final KeyedTwoInputStreamOperatorTestHarness<
            Long, BlockUpdate, RulesChange, TrafficFeatures>
        operator;

    Harness(OperatorSubtaskState kept) throws Exception {
      operator =
          new KeyedTwoInputStreamOperatorTestHarness<>(
              new CoBroadcastWithKeyedOperator<>(
                  new NumberBlocks(RULES.trials(), new RulesInForce(new RulesReader(RULES))),
                  List.of(RulesInForce.changes())),
              BlockUpdate::block,
              null,
              Types.LONG);
      operator.setup();
      if (kept != null) {
        operator.initializeState(kept);
      }
      operator.open();
      operator.processWatermark2(Watermark.MAX_WATERMARK);
    }

    void take(List<BlockUpdate> parts) throws Exception {
      for (BlockUpdate part : parts) {
        operator.processElement1(part, part.windowStart());
      }
    }

    /** Completes every minute before that one. */
    void reach(int minute) throws Exception {
      reachTime(NumberTraffic.minute(minute));
    }

    void reachTime(long time) throws Exception {
      operator.processWatermark1(new Watermark(time - 1));
    }

    Outcome outcome() {
      Queue<StreamRecord<TrialIncrement>> trials = operator.getSideOutput(NumberBlocks.TRIALS);
      return new Outcome(
          List.copyOf(operator.extractOutputValues()),
          trials == null ? List.of() : trials.stream().map(StreamRecord::getValue).toList());
    }

    @Override
    public void close() throws Exception {
      operator.close();
    }
  }

  private static Outcome outcomeOf(List<BlockUpdate> parts) throws Exception {
    try (Harness harness = new Harness(null)) {
      harness.take(parts);
      harness.reach(SESSION);
      return harness.outcome();
    }
  }

  @Test
  void aNumberFailsWhenItsCodeIsOverdueAndSucceedsWhenItComesBack() throws Exception {
    Outcome outcome =
        outcomeOf(
            List.of(
                part("acme", EventType.SENT, NUMBER, 0),
                part("acme", EventType.DELIVERED, NUMBER, 0),
                part("acme", EventType.SENT, NUMBER + 1, 0),
                part("acme", EventType.VERIFIED, NUMBER + 1, 1),
                part("acme", EventType.VERIFIED, NUMBER, MATURITY + 5)));

    assertThat(outcome.trials())
        .extracting(
            TrialIncrement::number,
            TrialIncrement::time,
            TrialIncrement::failed,
            TrialIncrement::succeeded)
        .containsExactly(
            tuple(NUMBER + 1, NumberTraffic.minute(1), 0, 1),
            tuple(NUMBER, NumberTraffic.minute(MATURITY), 1, 0),
            tuple(NUMBER, NumberTraffic.minute(MATURITY + 5), -1, 1));
  }

  @Test
  void aSessionThatIsOverBeginsAnew() throws Exception {
    try (Harness harness = new Harness(null)) {
      harness.take(List.of(part("acme", EventType.SENT, NUMBER, 0)));
      harness.reach(SESSION);
      harness.take(List.of(part("acme", EventType.SENT, NUMBER, SESSION)));
      harness.reach(SESSION + MATURITY + 1);

      assertThat(harness.outcome().trials())
          .extracting(TrialIncrement::unrequested)
          .as("nobody asked for either")
          .containsExactly(1, 1);
    }
  }

  @Test
  void onlyTheFirstOfABlockIsNew() throws Exception {
    Outcome outcome =
        outcomeOf(
            List.of(
                part("acme", EventType.SENT, NUMBER, 0),
                part("acme", EventType.VERIFIED, NUMBER, 1),
                part("acme", EventType.SENT, NUMBER + 1, 1),
                part("acme", EventType.SENT, NUMBER + 2, 2),
                part("acme", EventType.VERIFIED, NUMBER + 1, 3),
                part("acme", EventType.VERIFIED, NUMBER + 2, 3)));

    assertThat(outcome.trials())
        .filteredOn(increment -> increment.succeeded() > 0)
        .extracting(TrialIncrement::number, TrialIncrement::novel)
        .as("what begins in the minute of the first answer does not know of it yet")
        .containsExactly(tuple(NUMBER, true), tuple(NUMBER + 1, true), tuple(NUMBER + 2, false));
  }

  @Test
  void oneBlockOfThoseThatHoldOneAnotherSpeaksForAMinute() throws Exception {
    List<TrafficFeatures> failing =
        outcomeOf(story()).candidates().stream()
            .filter(
                window ->
                    window.exceedances().containsKey(SendToSuccessImbalancePattern.BLOCK_EVIDENCE))
            .toList();

    assertThat(failing).isNotEmpty();
    assertThat(failing).extracting(window -> window.key().tenant()).containsOnly("acme");
    assertThat(failing).extracting(TrafficFeatures::windowStart).doesNotHaveDuplicates();
  }

  @Test
  void whereSeveralTenantsSendAllOfThemTogetherAreWatchedToo() throws Exception {
    List<BlockUpdate> parts = new ArrayList<>();
    String[] tenants = {"acme", "shop", "zebra"};
    int each = RULES.sendToSuccessImbalance().leastConcentrated() - 1;
    for (int i = 0; i < tenants.length * each; i++) {
      parts.add(part(tenants[i % tenants.length], EventType.SENT, NUMBER + i, i / tenants.length));
      parts.add(
          part(tenants[i % tenants.length], EventType.DELIVERED, NUMBER + i, i / tenants.length));
    }

    assertThat(outcomeOf(parts).candidates())
        .filteredOn(
            window ->
                window.exceedances().containsKey(SendToSuccessImbalancePattern.BLOCK_EVIDENCE))
        .as("too few of each tenant, enough of all")
        .isNotEmpty()
        .extracting(window -> window.key().tenant())
        .containsOnly(TrafficKey.ALL_TENANTS);
  }

  @Test
  void aNumberThatIsFloodedIsAWindowOfItsOwn() throws Exception {
    TrafficKey flooded = TrafficKey.of(Grain.DESTINATION, "acme", "+" + (NUMBER + ATTACKED));

    assertThat(outcomeOf(story()).candidates())
        .filteredOn(window -> window.exceedances().containsKey(RepeatFloodPattern.UNANSWERED))
        .isNotEmpty()
        .extracting(TrafficFeatures::key)
        .containsOnly(flooded);
  }

  /** Rows may come in any order while their minute is not complete. */
  @Property(tries = 20)
  void orderWithinTheBoundPlaysNoPart(@ForAll Random random) throws Exception {
    List<BlockUpdate> shuffled = story();
    Collections.shuffle(shuffled, random);

    Outcome expected = outcomeOf(story());
    assertThat(expected.trials()).hasSizeGreaterThan(ATTACKED);
    assertThat(outcomeOf(shuffled)).isEqualTo(expected);
  }

  @Property(tries = 20)
  void goesOnFromASnapshotAnywhere(@ForAll Random random) throws Exception {
    List<BlockUpdate> story = new ArrayList<>(story());
    story.sort(Comparator.comparingLong(BlockUpdate::windowStart));
    int cut = random.nextInt(story.size());
    long reached = story.get(cut).windowStart();
    List<TrafficFeatures> candidates = new ArrayList<>();
    List<TrialIncrement> trials = new ArrayList<>();
    OperatorSubtaskState kept;
    try (Harness harness = new Harness(null)) {
      harness.take(story.subList(0, cut));
      harness.reachTime(reached);
      candidates.addAll(harness.outcome().candidates());
      trials.addAll(harness.outcome().trials());
      kept = harness.operator.snapshot(1, 0);
    }
    try (Harness harness = new Harness(kept)) {
      harness.take(story.subList(cut, story.size()));
      harness.reach(SESSION);
      candidates.addAll(harness.outcome().candidates());
      trials.addAll(harness.outcome().trials());
    }

    assertThat(new Outcome(candidates, trials)).isEqualTo(outcomeOf(story()));
  }
}
