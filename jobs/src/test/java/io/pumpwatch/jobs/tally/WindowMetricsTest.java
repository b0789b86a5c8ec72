package io.pumpwatch.jobs.tally;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.jobs.watching.KeptMetrics;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WindowMetricsTest {
  private static final List<KeyCount> NONE = List.of();

  @Test
  void keysAreCountedUpAndDown() {
    KeptMetrics kept = new KeptMetrics();
    WindowMetrics metrics = new WindowMetrics(kept, NONE);
    metrics.keyBegun("country");
    metrics.keyBegun("user");
    metrics.keyBegun("user");
    metrics.keyForgotten("user");

    assertThat(kept.shown("user/keysLive")).isEqualTo(1L);
    assertThat(kept.shown("country/keysLive")).isEqualTo(1L);
    assertThat(kept.shown("tenant/keysLive")).isEqualTo(0L);
    assertThat(kept.counted()).isEqualTo(Map.of("user/keysForgotten", 1L));
  }

  /** One slot takes over what two had counted, and forgets a key that it was not told of. */
  @Test
  void countsOfSeveralSlotsAddUp() {
    WindowMetrics one = new WindowMetrics(new KeptMetrics(), NONE);
    one.keyBegun("user");
    WindowMetrics other = new WindowMetrics(new KeptMetrics(), NONE);
    other.keyBegun("user");
    other.keyForgotten("country");
    List<KeyCount> counts =
        List.of(one.keys(), other.keys()).stream().flatMap(List::stream).toList();

    KeptMetrics kept = new KeptMetrics();
    WindowMetrics after = new WindowMetrics(kept, counts);
    after.keyForgotten("user");

    assertThat(kept.shown("user/keysLive")).isEqualTo(1L);
    assertThat(kept.shown("country/keysLive")).isEqualTo(-1L);
    assertThat(after.keys()).contains(new KeyCount("user", 1), new KeyCount("country", -1));
  }
}
