package io.pumpwatch.jobs.tally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.pumpwatch.event.EventType;
import io.pumpwatch.feature.NumberKey;
import io.pumpwatch.feature.ObservedEvent;
import io.pumpwatch.feature.TrialRules;
import java.util.List;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BlockFoldingTest {
  private static final int CAPACITY = 3;
  private static final long NUMBER = NumberTraffic.NUMBER;
  private static final long OTHER_BLOCK = 10_000;

  private OneInputStreamOperatorTestHarness<ObservedEvent, BlockUpdate> harness;

  @BeforeEach
  void open() throws Exception {
    harness =
        new OneInputStreamOperatorTestHarness<>(new BlockFolding(TrialRules.defaults(), CAPACITY));
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  private void take(String tenant, EventType type, long number, int minute) throws Exception {
    ObservedEvent observed = NumberTraffic.observed(tenant, type, number, minute);
    harness.processElement(observed, observed.event().eventTimeMillis());
  }

  private List<BlockUpdate> parts() {
    return harness.extractOutputValues();
  }

  @Test
  void aBlockAndMinuteIsOneRowOfItsNumbersAndTenants() throws Exception {
    take("acme", EventType.SENT, NUMBER, 0);
    take("acme", EventType.VERIFIED, NUMBER, 0);
    take("acme", EventType.SENT, NUMBER + 1, 0);
    take("zebra", EventType.SENT, NUMBER, 0);
    assertThat(parts()).isEmpty();

    harness.processWatermark(NumberTraffic.minute(1) - 1);

    assertThat(harness.extractOutputStreamRecords())
        .extracting(StreamRecord::getTimestamp)
        .containsExactly(NumberTraffic.minute(1) - 1);
    BlockUpdate part = parts().get(0);
    assertThat(part.block()).isEqualTo(NumberTraffic.BLOCK);
    assertThat(part.windowStart()).isEqualTo(NumberTraffic.START);
    assertThat(part.minute().numbers())
        .containsOnlyKeys(
            new NumberKey("acme", NUMBER),
            new NumberKey("acme", NUMBER + 1),
            new NumberKey("zebra", NUMBER));
    assertThat(part.minute().numbers().get(new NumberKey("acme", NUMBER)))
        .satisfies(
            number -> {
              assertThat(number.tally().sends()).isEqualTo(1);
              assertThat(number.tally().count(EventType.VERIFIED)).isEqualTo(1);
              assertThat(number.marks().accepted()).isTrue();
              assertThat(number.marks().verified()).isTrue();
            });
  }

  @Test
  void leavesWhenItsMinuteIsCompleteAheadOfTheWatermark() throws Exception {
    harness.processWatermark(NumberTraffic.START - 1);
    take("acme", EventType.SENT, NUMBER, 0);
    harness.processWatermark(NumberTraffic.minute(1) - 2);
    assertThat(parts()).isEmpty();

    harness.processWatermark(NumberTraffic.minute(1) - 1);

    assertThat(parts()).hasSize(1);
    assertThat(harness.getOutput()).last().isEqualTo(new Watermark(NumberTraffic.minute(1) - 1));
  }

  @Test
  void leavesWhenAsMuchIsHeldAsMayBe() throws Exception {
    take("acme", EventType.SENT, NUMBER, 0);
    take("acme", EventType.SENT, NUMBER, 1);
    assertThat(parts()).isEmpty();

    take("acme", EventType.SENT, NUMBER + OTHER_BLOCK, 0);

    assertThat(parts())
        .extracting(BlockUpdate::block, BlockUpdate::windowStart)
        .containsExactlyInAnyOrder(
            tuple(NumberTraffic.BLOCK, NumberTraffic.START),
            tuple(NumberTraffic.BLOCK, NumberTraffic.minute(1)),
            tuple(NumberTraffic.BLOCK + 1, NumberTraffic.START));
  }

  @Test
  void leavesBeforeACheckpointSoThatNothingIsKept() throws Exception {
    take("acme", EventType.SENT, NUMBER, 0);
    harness.prepareSnapshotPreBarrier(1);
    assertThat(parts()).hasSize(1);

    take("acme", EventType.SENT, NUMBER, 0);
    harness.processWatermark(NumberTraffic.minute(1) - 1);
    assertThat(parts()).as("the rest of the same minute").hasSize(2);
  }

  @Test
  void leavesAtTheEndOfTheInput() throws Exception {
    take("acme", EventType.SENT, NUMBER, 0);
    harness.endInput();
    assertThat(parts()).hasSize(1);
  }

  @Test
  void whatNamesNoNumberHasNoBlock() throws Exception {
    ObservedEvent observed = NumberTraffic.observed("acme", EventType.SENT, NUMBER, 0);
    harness.processElement(
        new ObservedEvent(
            observed.event().toBuilder().destination(null).build(), 0, null, 40_000, true),
        NumberTraffic.START);
    harness.endInput();
    assertThat(parts()).isEmpty();
  }
}
