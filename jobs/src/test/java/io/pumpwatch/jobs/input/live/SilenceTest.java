package io.pumpwatch.jobs.input.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SilenceTest {
  private static final Duration IDLE_TIMEOUT = Duration.ofMillis(10);
  private static final Duration IDLE_FLUSH = Duration.ofMillis(100);
  private static final long NOTHING = Long.MIN_VALUE;

  private final Silence silence = new Silence(IDLE_TIMEOUT, IDLE_FLUSH);

  private long promise(long now, long length, long promised, long others) {
    return silence.promise(now, length, promised, new ActivePromises.Result(others, true));
  }

  private long promiseOfAllSilent(long now, long length, long promised) {
    return silence.promise(now, length, promised, new ActivePromises.Result(promised, false));
  }

  @Test
  void theOthersAreFollowedATimeoutLater() {
    assertThat(promise(0, 50, NOTHING, 5_000)).isEqualTo(NOTHING);
    assertThat(promise(5, 55, NOTHING, 6_000)).isEqualTo(NOTHING);
    assertThat(promise(10, 60, NOTHING, 7_000)).isEqualTo(5_000);
    assertThat(promise(30, 80, 5_000, 8_000)).isEqualTo(7_000);
  }

  @Test
  void whoeverIsAheadOfTheOthersStaysThere() {
    promise(0, 50, 9_000, 5_000);

    assertThat(promise(10, 60, 9_000, 5_000)).isEqualTo(9_000);
  }

  @Test
  void whatWasSeenBeforeSomethingCameIsForgotten() {
    promise(0, 50, 1_000, 5_000);
    silence.end();

    assertThat(promise(12, 10, 1_000, 6_000)).isEqualTo(1_000);
  }

  @Test
  void eventTimeGoesOnWhereAllAreSilent() {
    assertThat(promiseOfAllSilent(0, 99, 1_000)).isEqualTo(1_000);
    assertThat(silence.isFlushing()).isFalse();
    assertThat(promiseOfAllSilent(1, 100, 1_000)).isEqualTo(1_100);
    assertThat(silence.isFlushing()).isTrue();
    assertThat(promiseOfAllSilent(41, 140, 1_100)).isEqualTo(1_140);
  }

  @Test
  void aFlushEndsWhereAnotherHasSomethingToRead() {
    promiseOfAllSilent(0, 100, 1_000);

    assertThat(promise(10, 110, 1_100, 500)).isEqualTo(1_100);
    assertThat(silence.isFlushing()).isFalse();
  }

  @Test
  void theForemostIsFollowedWhereAllAreSilent() {
    ActivePromises.Result foremost = new ActivePromises.Result(5_000, false);
    silence.promise(0, 50, 1_000, foremost);

    assertThat(silence.promise(10, 60, 1_000, foremost)).isEqualTo(5_000);
  }

  @Test
  void nothingGoesOnBeforeItBegan() {
    assertThat(promiseOfAllSilent(0, 1_000, NOTHING)).isEqualTo(NOTHING);
    assertThat(silence.isFlushing()).isFalse();
  }

  @Test
  void withoutAFlushEventTimeStandsStill() {
    Silence patient = new Silence(IDLE_TIMEOUT, null);
    ActivePromises.Result allSilent = new ActivePromises.Result(1_000, false);

    assertThat(patient.promise(0, 1_000_000, 1_000, allSilent)).isEqualTo(1_000);
    assertThat(patient.isFlushing()).isFalse();
  }
}
