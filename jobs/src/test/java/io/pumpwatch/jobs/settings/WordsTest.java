package io.pumpwatch.jobs.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

  @ParameterizedTest
  @CsvSource({
    "episodeGap, episode-gap",
    "floor, floor",
    "topSourceIps, top-source-ips",
    "ipv6Prefix, ipv6-prefix"
  })
  void writesComponentsInKebabCase(String component, String word) {
    assertThat(Words.ofComponent(component)).isEqualTo(word);
  }

  @Test
  void suggestsTheNearestWordOnlyWhereItIsNear() {
    List<String> known = List.of("burst", "episode-gap", "floor");
    assertThat(Words.nearest("bursts", known)).contains("burst");
    assertThat(Words.nearest("Episode_Gap", known)).contains("episode-gap");
    assertThat(Words.nearest("colour", known)).isEmpty();
  }
}
