package io.pumpwatch.jobs.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class QuantileTest {

  @Test
  void ofNothingThereIsNone() {
    assertThat(Quantile.of(List.of(), 0.5)).isNull();
  }

  @Test
  void ofOneValueEachIsThatValue() {
    assertThat(Quantile.of(List.of(7.0), 0.5)).isEqualTo(7.0);
    assertThat(Quantile.of(List.of(7.0), 0.9)).isEqualTo(7.0);
  }

  @Test
  void liesBetweenTheNearestTwo() {
    assertThat(Quantile.of(List.of(4.0, 1.0, 2.0), 0.5)).isEqualTo(2.0);
    assertThat(Quantile.of(List.of(4.0, 1.0, 2.0, 3.0), 0.5)).isEqualTo(2.5);
    assertThat(Quantile.of(List.of(4.0, 1.0, 2.0), 0.9)).isEqualTo(3.6, within(1e-9));
    assertThat(Quantile.of(List.of(4.0, 1.0, 2.0), 1.0)).isEqualTo(4.0);
  }
}
