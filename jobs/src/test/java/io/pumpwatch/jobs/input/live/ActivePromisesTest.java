package io.pumpwatch.jobs.input.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ActivePromisesTest {
  private final ActivePromises promises = new ActivePromises();
  private final TreeMap<Long, long[]> reports = promises.createAccumulator();

  private ActivePromises.Result after(long[]... added) {
    for (long[] report : added) {
      promises.add(report, reports);
    }
    return ActivePromises.Result.of(promises.getResult(reports));
  }

  private static ActivePromises.Result active(long watermark) {
    return new ActivePromises.Result(watermark, true);
  }

  private static ActivePromises.Result silent(long watermark) {
    return new ActivePromises.Result(watermark, false);
  }

  @Test
  void theLeastOfThoseThatReadCounts() {
    assertThat(after()).isEqualTo(silent(Long.MIN_VALUE));
    assertThat(
            after(
                ActivePromises.report(0, 0, 7_000, false),
                ActivePromises.report(0, 1, 3_000, false),
                ActivePromises.report(0, 2, 1_000, true)))
        .isEqualTo(active(3_000));
    assertThat(after(ActivePromises.report(0, 1, 8_000, false))).isEqualTo(active(7_000));
  }

  @Test
  void theGreatestCountsWhereNoneReads() {
    assertThat(
            after(
                ActivePromises.report(0, 0, 7_000, true), ActivePromises.report(0, 1, 8_000, true)))
        .isEqualTo(silent(8_000));
  }

  @Test
  void whatWasReportedBeforeARestartNoLongerCounts() {
    after(ActivePromises.report(0, 0, 7_000, false), ActivePromises.report(0, 1, 3_000, false));

    assertThat(after(ActivePromises.report(1, 0, 5_000, false))).isEqualTo(active(5_000));
  }

  @Test
  void gatheredReportsAreJoined() {
    after(ActivePromises.report(0, 0, 7_000, false));
    TreeMap<Long, long[]> others = promises.createAccumulator();
    promises.add(ActivePromises.report(0, 1, 3_000, false), others);

    assertThat(promises.getResult(promises.merge(reports, others))).containsExactly(3_000, 1);
  }
}
