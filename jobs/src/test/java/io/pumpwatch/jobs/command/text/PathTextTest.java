package io.pumpwatch.jobs.command.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathTextTest {

  @ParameterizedTest
  @ValueSource(strings = {"logs", "logs/day 1", "a:b/c#d%20e", "s3://bucket/folder", "/srv/logs"})
  void printsWhatItReads(String text) {
    assertThat(PathText.print(PathText.parse(text))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"./logs/../logs/a, logs/a", "file:/srv/logs, /srv/logs", "'', "})
  void printsPathsAsTheyWouldBeTyped(String text, String printed) {
    String expected = printed == null ? Path.of("").toAbsolutePath().toString() : printed;
    assertThat(PathText.print(PathText.parse(text))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "out, out, true",
    "out/findings, out, true",
    "out, out/findings, false",
    "output, out, false",
    "s3://a/x/y, s3://a/x, true",
    "s3://b/x/y, s3://a/x, false",
    "/x/y, s3://a/x, false"
  })
  void knowsWhatLiesWithinWhat(String inner, String outer, boolean within) {
    assertThat(PathText.within(PathText.parse(inner), PathText.parse(outer))).isEqualTo(within);
  }
}
