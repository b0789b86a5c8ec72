package io.pumpwatch.jobs.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.datasets.reference.Tariff;
import io.pumpwatch.event.EventType;
import io.pumpwatch.event.SmsEvent;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class CostEstimatorTest {

  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  private final Tariff tariff = Tariff.bundled();
  private final CostEstimator estimator = new CostEstimator(tariff);

  @Test
  void takesThePriceOfTheRow() {
    SmsEvent sent =
        SmsEvent.of(NOON, EventType.SENT).segments(3).count(5).priceMicroUsd(8_310L).build();

    assertThat(estimator.costOf(sent, "US")).isEqualTo(new Cost(8_310, false));
  }

  @ParameterizedTest
  @EnumSource(names = {"SENT", "REQUESTED"})
  void estimatesByTariffSegmentsAndCount(EventType type) {
    SmsEvent row = SmsEvent.of(NOON, type).segments(2).count(3).build();

    assertThat(estimator.costOf(row, "EG")).isEqualTo(new Cost(6 * 370_000L, true));
    assertThat(estimator.costOf(row, null)).isEqualTo(new Cost(6 * tariff.defaultMicroUsd(), true));
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"SENT", "REQUESTED"})
  void countsNoMessageTwice(EventType type) {
    SmsEvent repeatsThePrice = SmsEvent.of(NOON, type).priceMicroUsd(8_310L).build();

    assertThat(estimator.costOf(repeatsThePrice, "US")).isEqualTo(Cost.NONE);
  }

  @Test
  void chargesNothingForEmail() {
    SmsEvent email = SmsEvent.of(NOON, EventType.REQUESTED).channel(SmsEvent.EMAIL).build();

    assertThat(estimator.costOf(email, "US")).isEqualTo(Cost.NONE);
  }
}
