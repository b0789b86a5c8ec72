package io.pumpwatch.jobs.input.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.event.EventType;
import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.jobs.input.Decoded;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventClockTest {
  private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration IDLE_FLUSH = Duration.ofSeconds(60);
  private static final int SLOTS = 2;
  private static final int MAX_PARALLELISM = 128;

  private OneInputStreamOperatorTestHarness<Decoded, Decoded> clock;

  private void open(Duration idleFlush, OperatorSubtaskState restored) throws Exception {
    open(new EventClock(IDLE_TIMEOUT, idleFlush), SLOTS, restored);
  }

  private void open(EventClock operator, int slots, OperatorSubtaskState restored)
      throws Exception {
    clock = new OneInputStreamOperatorTestHarness<>(operator, MAX_PARALLELISM, slots, 0);
    clock.setup(TypeInformation.of(Decoded.class).createSerializer(new SerializerConfigImpl()));
    if (restored != null) {
      clock.initializeState(restored);
    }
    clock.open();
  }

  @AfterEach
  void close() throws Exception {
    clock.close();
  }

  private static Decoded event(long millis) {
    return Decoded.event(
        "canonical", true, SmsEvent.of(Instant.ofEpochMilli(millis), EventType.SENT).build());
  }

  /** What came of an event at that time. */
  private Decoded take(long millis) throws Exception {
    clock.processElement(new StreamRecord<>(event(millis), millis));
    List<Decoded> all = clock.extractOutputValues();
    return all.get(all.size() - 1);
  }

  private long promised() {
    return clock.getOutput().stream()
        .filter(Watermark.class::isInstance)
        .mapToLong(mark -> ((Watermark) mark).getTimestamp())
        .reduce((earlier, later) -> later)
        .orElse(Long.MIN_VALUE);
  }

  private void at(Duration time) throws Exception {
    clock.setProcessingTime(time.toMillis());
  }

  @Test
  void anEventBehindThePromiseIsLateWithThePromise() throws Exception {
    open(null, null);
    assertThat(take(1_000).late()).isFalse();
    clock.processWatermark(new Watermark(1_000));

    assertThat(take(1_001).late()).isFalse();
    Decoded late = take(1_000);
    assertThat(late.late()).isTrue();
    assertThat(late.watermark()).isEqualTo(1_000);
  }

  @Test
  void watermarksNeverFall() throws Exception {
    open(null, null);
    clock.processWatermark(new Watermark(2_000));
    clock.processWatermark(new Watermark(1_000));

    assertThat(clock.getOutput()).containsExactly(new Watermark(2_000));
  }

  @Test
  void nothingBehindIsToldThatTheSourceIsIdle() throws Exception {
    open(null, null);
    clock.processWatermark(new Watermark(1_000));
    clock.processWatermarkStatus(WatermarkStatus.IDLE);
    at(Duration.ofHours(1));

    assertThat(clock.getOutput()).containsExactly(new Watermark(1_000));
  }

  @Test
  void aFlushGoesOnWithTheClockOnTheWallUntilSomethingComes() throws Exception {
    open(IDLE_FLUSH, null);
    clock.processWatermark(new Watermark(1_000));
    clock.processWatermarkStatus(WatermarkStatus.IDLE);
    at(Duration.ofSeconds(59));
    assertThat(promised()).isEqualTo(1_000);
    at(Duration.ofSeconds(61));
    long flushed = promised();
    assertThat(flushed).isBetween(61_000L, 63_000L);
    at(Duration.ofSeconds(71));
    assertThat(promised()).isEqualTo(flushed + 10_000);
    assertThat(clock.getOperator().getRuntimeContext().getLongCounter(EventClock.IDLE_FLUSHES))
        .extracting(counter -> counter.getLocalValue())
        .isEqualTo(1L);

    assertThat(take(flushed).late()).isTrue();
    at(Duration.ofSeconds(80));
    assertThat(promised()).isEqualTo(flushed + 10_000);
  }

  @Test
  void nothingIsFlushedBeforeAnythingWasPromised() throws Exception {
    open(IDLE_FLUSH, null);
    clock.processWatermarkStatus(WatermarkStatus.IDLE);
    at(Duration.ofHours(1));

    assertThat(clock.getOutput()).isEmpty();
  }

  @Test
  void aPromiseIsKeptAfterARestart() throws Exception {
    open(null, null);
    clock.processWatermark(new Watermark(1_000));
    OperatorSubtaskState checkpoint = clock.snapshot(1, 1);
    clock.close();
    open(null, checkpoint);

    assertThat(take(1_000).late()).isTrue();
    assertThat(take(1_001).late()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"2, true", "1, false", "3, false"})
  void theClockOfABoundedSourceKeepsItsPromiseAmongAsManySlots(int slots, boolean kept)
      throws Exception {
    open(EventClock.ofBoundedSource(), SLOTS, null);
    clock.processWatermark(new Watermark(1_000));
    OperatorSubtaskState checkpoint = clock.snapshot(1, 1);
    clock.close();
    open(EventClock.ofBoundedSource(), slots, checkpoint);

    assertThat(take(1_000).late()).isEqualTo(kept);
    assertThat(take(1_001).late()).isFalse();
  }

  /** With one, no checkpoint is complete while one instance has ended and another goes on. */
  @Test
  void theClockOfABoundedSourceHasNoStateThatAllInstancesShare() throws Exception {
    open(EventClock.ofBoundedSource(), SLOTS, null);
    clock.processWatermark(new Watermark(1_000));

    assertThat(clock.snapshot(1, 1).getManagedOperatorState())
        .flatExtracting(state -> state.getStateNameToPartitionOffsets().values())
        .extracting(OperatorStateHandle.StateMetaInfo::getDistributionMode)
        .containsOnly(OperatorStateHandle.Mode.SPLIT_DISTRIBUTE);
  }
}
