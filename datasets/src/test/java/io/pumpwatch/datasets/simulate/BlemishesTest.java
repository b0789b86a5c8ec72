package io.pumpwatch.datasets.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pumpwatch.event.SmsEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlemishesTest {

  private static final List<SmsEvent> WRITTEN = read(Blemishes.none());

  @Test
  void leavesRowsAloneUnlessAsked() {
    List<SmsEvent> untouched = new ArrayList<>();
    simulation().events(Visibility.COMPLETE).forEachRemaining(untouched::add);

    assertThat(WRITTEN).isEqualTo(untouched).hasSizeGreaterThan(20_000);
  }

  @Test
  void bringsAShareOfTheRowsTwice() {
    List<SmsEvent> rows = read(new Blemishes(1, 0.05, Duration.ZERO, 0));

    assertThat(rows.size() / (double) WRITTEN.size()).isBetween(1.04, 1.06);
    assertThat(new HashSet<>(rows)).isEqualTo(new HashSet<>(WRITTEN));
  }

  @Test
  void bringsRowsLateButNoLaterThanSaid() {
    Duration disorder = Duration.ofMinutes(5);
    List<SmsEvent> rows = read(new Blemishes(1, 0, disorder, 0));
    long newest = Long.MIN_VALUE;
    long most = 0;
    for (SmsEvent row : rows) {
      newest = Math.max(newest, row.eventTimeMicros());
      most = Math.max(most, newest - row.eventTimeMicros());
    }

    assertThat(rows).isNotEqualTo(WRITTEN).containsExactlyInAnyOrderElementsOf(WRITTEN);
    assertThat(most).isBetween(disorder.toNanos() / 2000, disorder.toNanos() / 1000);
  }

  @Test
  void leavesOutAShareOfTheOptionalFields() {
    List<SmsEvent> rows = read(new Blemishes(1, 0, Duration.ZERO, 0.2));

    assertThat(filled(rows) / (double) filled(WRITTEN)).isBetween(0.78, 0.82);
    assertThat(rows)
        .extracting(SmsEvent::messageId)
        .isEqualTo(WRITTEN.stream().map(SmsEvent::messageId).toList());
  }

  @Test
  void doesTheSameForTheSameSeed() {
    Blemishes blemishes = new Blemishes(4, 0.02, Duration.ofMinutes(1), 0.1);

    assertThat(read(blemishes)).isEqualTo(read(blemishes));
    assertThat(read(blemishes))
        .isNotEqualTo(read(new Blemishes(5, 0.02, Duration.ofMinutes(1), 0.1)));
  }

  @Test
  void refusesWhatIsNoShare() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Blemishes(1, 1.1, Duration.ZERO, 0))
        .withMessageContaining("duplicates");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Blemishes(1, 0, Duration.ZERO, Double.NaN))
        .withMessageContaining("holes");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Blemishes(1, 0, Duration.ofSeconds(-1), 0))
        .withMessageContaining("disorder");
  }

  private static Simulation simulation() {
    return Simulation.of(7, 1, 1, List.of());
  }

  private static List<SmsEvent> read(Blemishes blemishes) {
    List<SmsEvent> rows = new ArrayList<>();
    blemishes.events(simulation().events(Visibility.COMPLETE)).forEachRemaining(rows::add);
    return rows;
  }

  private static long filled(List<SmsEvent> rows) {
    return rows.stream()
        .flatMap(
            row ->
                List.of(
                    row.destination() != null,
                    row.flow() != null,
                    row.sourceIp() != null,
                    row.priceMicroUsd() != null)
                    .stream())
        .filter(Boolean::booleanValue)
        .count();
  }
}
