package io.pumpwatch.jobs.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pumpwatch.finding.Finding;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowForRowTest {
  private static final Finding FINDING = ExampleBurst.finding();
  private static final Instant LATER = Instant.parse("2026-03-03T00:00:00Z");

  @Test
  void whenARowWasWrittenPlaysNoPart() {
    assertThat(
            RowForRow.differences(
                List.of(FINDING.stamped(FINDING.placement(), false, LATER)),
                List.of(FINDING.stamped(FINDING.placement(), false, LATER.plusSeconds(1)))))
        .isEmpty();
  }

  @Test
  void aColumnThatDiffersIsNamedWithBothItsValues() {
    assertThat(
            RowForRow.differences(
                List.of(FINDING), List.of(FINDING.stamped(FINDING.placement(), true, null))))
        .singleElement()
        .asString()
        .contains(FINDING.findingId(), "203.0.113.7", "cutByEndOfInput was false, is true");
  }

  @Test
  void aFindingOfOneRunOnlyIsADifference() {
    assertThat(RowForRow.differences(List.of(FINDING), List.of()))
        .singleElement()
        .asString()
        .startsWith("missing: " + FINDING.findingId());
    assertThat(RowForRow.differences(List.of(), List.of(FINDING)))
        .singleElement()
        .asString()
        .startsWith("unexpected: " + FINDING.findingId());
  }

  @Test
  void differencesFail() {
    assertThatThrownBy(() -> RowForRow.assertSame("the run", List.of(FINDING), List.of()))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("the run differs:");
  }
}
