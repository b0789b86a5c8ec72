package io.pumpwatch.jobs.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.event.EventType;
import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.feature.Grain;
import io.pumpwatch.feature.TrafficKey;
import io.pumpwatch.feature.TrafficTallyTypeInfo;
import io.pumpwatch.jobs.message.Deduplicate;
import io.pumpwatch.jobs.message.MessageKey;
import io.pumpwatch.jobs.rules.RulesInForce;
import io.pumpwatch.jobs.rules.RulesReader;
import io.pumpwatch.jobs.tally.BlockUpdate;
import io.pumpwatch.jobs.tally.NumberBlocks;
import io.pumpwatch.jobs.tally.TallyUpdate;
import io.pumpwatch.jobs.tally.TrafficWindows;
import io.pumpwatch.pattern.DetectionRules;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntToLongFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/**
 * A million addresses, numbers and messages, each seen once, spread over event time: what is kept
 * at any time is what came within a lifetime, and in the end nothing.
 */
class MillionKeysITCase {
  private static final int KEYS = 1_000_000;
  private static final int KEYS_A_STEP = 2_000;
  private static final long START = ExampleBurst.START;
  private static final DetectionRules RULES = DetectionRules.defaults();

  /** What an operator takes, and how much it keeps. */
  private interface Feed {
    void take(int key, long time) throws Exception;

    void reach(long time) throws Exception;

    int entries() throws Exception;
  }

  /**
   * Feeds the keys, so many a step.
   *
   * @param step event time of a step
   * @return the most entries of state that were kept at a time
   */
  private static int mostKept(Feed feed, Duration step) throws Exception {
    IntToLongFunction time = key -> START + key / KEYS_A_STEP * step.toMillis();
    int most = 0;
    for (int key = 0; key < KEYS; key++) {
      feed.take(key, time.applyAsLong(key));
      if (key % KEYS_A_STEP == KEYS_A_STEP - 1) {
        feed.reach(time.applyAsLong(key) + step.toMillis() - 1);
        most = Math.max(most, feed.entries());
      }
    }
    feed.reach(time.applyAsLong(KEYS) + Duration.ofDays(31).toMillis());
    assertThat(feed.entries()).as("what is kept of it").isZero();
    return most;
  }

  @Test
  void addresses() throws Exception {
    try (KeyedTwoInputStreamOperatorTestHarness<TrafficKey, TallyUpdate, ?, ?> harness =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new CoBroadcastWithKeyedOperator<>(
                new TrafficWindows(new RulesInForce(new RulesReader(RULES))),
                List.of(RulesInForce.changes())),
            TallyUpdate::key,
            null,
            TypeInformation.of(TrafficKey.class))) {
      harness.open();
      harness.processWatermark2(Watermark.MAX_WATERMARK);
      Feed feed =
          new Feed() {
            @Override
            public void take(int key, long time) throws Exception {
              TrafficKey address = TrafficKey.of(Grain.SOURCE_IP, "acme", "address-" + key);
              harness.processElement1(
                  new TallyUpdate(
                      address,
                      time,
                      TrafficTallyTypeInfo.Serializer.INSTANCE.toBytes(
                          ExampleBurst.sends(address, time, 1))),
                  time);
            }

            @Override
            public void reach(long time) throws Exception {
              harness.processWatermark1(new Watermark(time));
            }

            @Override
            public int entries() {
              return harness.numKeyedStateEntries();
            }
          };

      // A day is remembered, of 2 000 new addresses every ten minutes.
      assertThat(mostKept(feed, Duration.ofMinutes(10))).isBetween(144 * 2_000, 146 * 2_000);
    }
  }

  @Test
  void numbers() throws Exception {
    try (KeyedTwoInputStreamOperatorTestHarness<Long, BlockUpdate, ?, ?> harness =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new CoBroadcastWithKeyedOperator<>(
                new NumberBlocks(RULES.trials(), new RulesInForce(new RulesReader(RULES))),
                List.of(RulesInForce.changes())),
            BlockUpdate::block,
            null,
            Types.LONG)) {
      harness.open();
      harness.processWatermark2(Watermark.MAX_WATERMARK);
      Feed feed =
          new Feed() {
            @Override
            public void take(int key, long time) throws Exception {
              harness.processElement1(
                  ExampleBurst.blockUpdate(EventType.SENT, ExampleBurst.NUMBER + key, time), time);
            }

            @Override
            public void reach(long time) throws Exception {
              harness.processWatermark1(new Watermark(time));
            }

            @Override
            public int entries() throws Exception {
              return sessions(harness);
            }
          };

      // A day is remembered, of 2 000 new numbers every ten minutes.
      assertThat(mostKept(feed, Duration.ofMinutes(10))).isBetween(144 * 2_000, 146 * 2_000);
      assertThat(harness.numKeyedStateEntries()).as("what is kept of their blocks").isZero();
    }
  }

  private static int sessions(KeyedTwoInputStreamOperatorTestHarness<Long, ?, ?, ?> harness)
      throws Exception {
    KeyedStateBackend<Long> backend =
        ((AbstractStreamOperator<?>) harness.getOperator()).getKeyedStateBackend();
    AtomicInteger sessions = new AtomicInteger();
    backend.applyToAllKeys(
        VoidNamespace.INSTANCE,
        VoidNamespaceSerializer.INSTANCE,
        NumberBlocks.sessions(),
        (block, ofBlock) -> ofBlock.keys().forEach(number -> sessions.incrementAndGet()));
    return sessions.get();
  }

  @Test
  void messages() throws Exception {
    try (KeyedOneInputStreamOperatorTestHarness<MessageKey, SmsEvent, ?> harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new Deduplicate(Duration.ofHours(6))),
            MessageKey::of,
            TypeInformation.of(MessageKey.class))) {
      harness.open();
      Feed feed =
          feed(
              harness,
              (key, time) ->
                  SmsEvent.ofMicros(time * 1_000, EventType.SENT).messageId("m-" + key).build());

      // Six hours are remembered, of 2 000 messages every five minutes.
      assertThat(mostKept(feed, Duration.ofMinutes(5))).isBetween(72 * 2_000, 74 * 2_000);
    }
  }

  /** Makes the element of a key. */
  private interface Elements<I> {
    I of(int key, long time);
  }

  private static <I> Feed feed(
      KeyedOneInputStreamOperatorTestHarness<?, I, ?> harness, Elements<I> elements) {
    return new Feed() {
      @Override
      public void take(int key, long time) throws Exception {
        harness.processElement(new StreamRecord<>(elements.of(key, time), time));
      }

      @Override
      public void reach(long time) throws Exception {
        harness.processWatermark(time);
      }

      @Override
      public int entries() {
        return harness.numKeyedStateEntries();
      }
    };
  }
}
