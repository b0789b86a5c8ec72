package io.pumpwatch.jobs.command.findings;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.finding.Finding;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FindingIdsTest {

  private static List<Finding> findings(String... ids) {
    return Stream.of(ids).map(id -> FindingExamples.burst(id).finding()).toList();
  }

  @Test
  void shortensToEightCharactersWhereThatTellsThemApart() {
    assertThat(FindingIds.of(findings("0123456789", "1123456789")).shortened("0123456789"))
        .isEqualTo("01234567");
  }

  @Test
  void keepsAsManyCharactersAsTheyNeed() {
    assertThat(FindingIds.of(findings("0123456789abc", "0123456789bbc")).length()).isEqualTo(11);
  }

  @Test
  void leavesShortIdsWhole() {
    assertThat(FindingIds.of(findings("a", "b")).shortened("a")).isEqualTo("a");
  }
}
