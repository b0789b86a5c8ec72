package io.pumpwatch.jobs.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.pumpwatch.finding.Finding;
import io.pumpwatch.jobs.backtest.FindingExample;
import io.pumpwatch.jobs.sweep.FindingChange.Kind;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingChangeTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  /** A burst of a client from some minute to another, told of at its end. */
  private static FindingExample burst(String id, String client, long from, long to) {
    return FindingExample.on(id, "source_ip", client)
        .window(NOON.plusSeconds(60 * from), NOON.plusSeconds(60 * to))
        .detectedAt(NOON.plusSeconds(60 * to));
  }

  private static List<FindingChange> between(Finding first, Finding other) {
    return FindingChange.between(List.of(first), List.of(other));
  }

  @Test
  void eachChangeIsOfAKind() {
    List<FindingChange> changes =
        FindingChange.between(
            List.of(
                burst("same", "192.0.2.1", 0, 10).finding(),
                burst("late", "192.0.2.2", 0, 10).finding(),
                burst("early", "192.0.2.3", 0, 10).finding(),
                burst("gone", "192.0.2.4", 0, 10).finding()),
            List.of(
                burst("same", "192.0.2.1", 0, 10).finding(),
                burst("later", "192.0.2.2", 2, 12).finding(),
                burst("earlier", "192.0.2.3", -4, 6).finding(),
                burst("new", "192.0.2.5", 0, 10).finding()));

    assertThat(changes)
        .extracting(FindingChange::kind, FindingChange::firstFindingId, FindingChange::findingId)
        .containsExactly(
            tuple(Kind.EARLIER, "early", "earlier"),
            tuple(Kind.GONE, "gone", null),
            tuple(Kind.NEW, null, "new"),
            tuple(Kind.LATER, "late", "later"));
    assertThat(changes.get(0).firstDetectedAt()).isEqualTo(NOON.plusSeconds(600));
    assertThat(changes.get(0).detectedAt()).isEqualTo(NOON.plusSeconds(360));
  }

  @Test
  void anotherPatternEntityTenantOrTimeIsAnotherFinding() {
    Finding finding = burst("f", "192.0.2.1", 0, 10).finding();

    for (Finding other :
        List.of(
            burst("o", "192.0.2.1", 0, 10).pattern("repeat-flood").finding(),
            burst("o", "192.0.2.2", 0, 10).finding(),
            burst("o", "192.0.2.1", 0, 10).tenant("shop").finding(),
            burst("o", "192.0.2.1", 10, 20).finding())) {
      assertThat(between(finding, other))
          .extracting(FindingChange::kind)
          .containsExactlyInAnyOrder(Kind.GONE, Kind.NEW);
    }
    assertThat(between(finding, burst("o", "192.0.2.1", 9, 10).finding())).isEmpty();
  }

  @Test
  void eachIsMatchedOnce() {
    Finding one = burst("one", "192.0.2.1", 0, 30).finding();
    Finding half = burst("half", "192.0.2.1", 0, 10).finding();
    Finding rest = burst("rest", "192.0.2.1", 12, 30).finding();

    assertThat(FindingChange.between(List.of(one), List.of(half, rest)))
        .extracting(FindingChange::kind, FindingChange::findingId)
        .containsExactly(tuple(Kind.EARLIER, "half"), tuple(Kind.NEW, "rest"));
  }

  @Test
  void whatPagesNobodyIsAsGoodAsGone() {
    Finding finding = burst("f", "192.0.2.1", 0, 10).finding();
    Finding shadow = burst("f", "192.0.2.1", 0, 10).mode("shadow").finding();

    assertThat(between(finding, shadow)).extracting(FindingChange::kind).containsExactly(Kind.GONE);
    assertThat(between(shadow, finding)).extracting(FindingChange::kind).containsExactly(Kind.NEW);
  }
}
