package io.pumpwatch.jobs.input.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.datasets.simulate.log.CanonicalLine;
import io.pumpwatch.jobs.input.Decoded;
import io.pumpwatch.jobs.input.DecodedReader;
import io.pumpwatch.jobs.settings.Settings;
import io.pumpwatch.jobs.settings.SettingsBinder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The worked examples of mapped logs in this module's README do what stands there. */
class DocumentedMappingsTest {
  private static final Pattern EXAMPLE =
      Pattern.compile(
          "```yaml\\n(input:\\n  mapped:.*?)```.*?```log\\n(.*?)```.*?```json\\n(.*?)```",
          Pattern.DOTALL);

  /** Settings, a log, and the canonical events that come of it. */
  private record Example(String settings, String log, String events) {
    static Example of(MatchResult match) {
      return new Example(match.group(1), match.group(2), match.group(3));
    }
  }

  static List<Example> examples() throws IOException {
    String text = Files.readString(Path.of("README.md"));
    List<Example> examples = EXAMPLE.matcher(text).results().map(Example::of).toList();
    assertThat(examples).hasSize(2);
    return examples;
  }

  @ParameterizedTest
  @MethodSource("examples")
  void giveTheEventsThatStandThere(Example example) throws IOException {
    Settings settings = SettingsBinder.bind("README.md", example.settings(), Settings.defaults());
    List<String> events = new ArrayList<>();
    try (DecodedReader log =
        new RawLogFiles(settings.input())
            .open(
                new ByteArrayInputStream(example.log().getBytes(StandardCharsets.UTF_8)),
                "log",
                null)) {
      for (Decoded next = log.next(); next != null; next = log.next()) {
        assertThat(next.deadLetter()).isNull();
        if (next.isEvent()) {
          events.add(CanonicalLine.of(next.event()));
        }
      }
    }

    assertThat(String.join("\n", events) + "\n").isEqualTo(example.events());
  }
}
