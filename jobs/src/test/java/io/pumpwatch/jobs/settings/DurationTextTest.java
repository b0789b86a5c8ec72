package io.pumpwatch.jobs.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {

  @ParameterizedTest
  @CsvSource({
    "7 min, PT7M",
    "10s, PT10S",
    "1 h, PT1H",
    "2 d, PT48H",
    "250 ms, PT0.25S",
    "PT1H30M, PT90M",
    "1 MIN, PT1M",
    "0 s, PT0S"
  })
  void reads(String text, Duration duration) {
    assertThat(DurationText.parse(text)).contains(duration);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "7",
        "banana",
        "-1 s",
        "-PT1S",
        "1.5 h",
        "1 week",
        "999999999999 d",
        "1 h 2 s"
      })
  void refuses(String text) {
    assertThat(DurationText.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "PT90M, 90 min",
    "PT48H, 2 d",
    "PT0S, 0 s",
    "PT1.5S, 1500 ms",
    "PT0.0000001S, PT0.0000001S"
  })
  void prints(Duration duration, String text) {
    assertThat(DurationText.format(duration)).isEqualTo(text);
  }

  @Property
  void readsWhatItPrints(@ForAll @LongRange(min = 0, max = 100_000_000_000L) long millis) {
    Duration duration = Duration.ofMillis(millis);
    assertThat(DurationText.parse(DurationText.format(duration))).contains(duration);
  }
}
