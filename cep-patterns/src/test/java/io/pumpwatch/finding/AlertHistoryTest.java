package io.pumpwatch.finding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AlertHistoryTest {

  private static AlertHistory after(AlertHistory history, long day, String... incidents) {
    AlertHistory after = history;
    for (String incident : incidents) {
      after = after.after(day, incident, 7);
    }
    return after;
  }

  @Test
  void comparesADayWithTheDaysBefore() {
    AlertHistory history = after(AlertHistory.none(), 100, "a", "b", "b");
    assertThat(history.alertsToday()).isEqualTo(3);
    assertThat(history.mostBefore(7)).isZero();

    AlertHistory later = after(after(history, 103, "c"), 107, "d", "e");
    assertThat(later.alertsToday()).isEqualTo(2);
    assertThat(later.mostBefore(7)).isEqualTo(3);
    assertThat(later.mostBefore(6)).isEqualTo(1);
    assertThat(later.mostBefore(3)).isZero();
    assertThat(after(later, 108, "f").alerts()).containsOnlyKeys(103L, 107L, 108L);
  }

  @Test
  void aDayIsClaimedOnce() {
    AlertHistory claimed = after(AlertHistory.none(), 100, "a").whenClaimed();

    assertThat(after(claimed, 100, "b").claimed()).isTrue();
    assertThat(after(claimed, 101, "b").claimed()).isFalse();
  }

  @Test
  void halfOfADayMayBeOfOneIncident() {
    AlertHistory history = after(AlertHistory.none(), 100, "a", "a", "a");

    assertThat(after(history, 100, "b", "c", "d").isOfOneIncident()).isTrue();
    assertThat(after(history, 100, "b", "c", "d", "e").isOfOneIncident()).isFalse();
    assertThat(after(history, 101, "b", "c", "d").isOfOneIncident())
        .as("yesterday's are no longer asked about")
        .isFalse();
  }

  @Test
  void aLimitIsNeverBelowTheLeast() {
    assertThat(AlertVolume.defaults().limit(0)).isEqualTo(20);
    assertThat(AlertVolume.defaults().limit(6)).isEqualTo(20);
    assertThat(AlertVolume.defaults().limit(7)).isEqualTo(21);
    assertThat(new AlertVolume(1, 1.5, 7).limit(3)).isEqualTo(5);
  }
}
