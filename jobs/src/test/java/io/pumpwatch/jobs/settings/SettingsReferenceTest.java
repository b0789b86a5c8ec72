package io.pumpwatch.jobs.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The reference of the settings in the module's README is that of the settings there are. */
class SettingsReferenceTest {
  private static final Pattern ROW =
      Pattern.compile("\\| `([a-z][a-z.-]+)` \\| (.+?) \\| ([^|]+) \\|");

  @Test
  void namesEveryKeyWithItsDefaultInTheOrderOfTheFile() throws IOException {
    Map<String, String> documented = new LinkedHashMap<>();
    for (String line : Files.readAllLines(Path.of("README.md"))) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        assertThat(documented.put(row.group(1), row.group(2))).as(row.group(1)).isNull();
      }
    }
    Map<String, String> actual = new LinkedHashMap<>();
    collect("", Settings.defaults(), actual);

    assertThat(documented).containsExactlyEntriesOf(actual);
  }

  private static void collect(String path, Record settings, Map<String, String> defaults) {
    for (RecordShape.Component component : RecordShape.of(settings.getClass()).components()) {
      String key = Problems.join(path, component.key());
      Object value = component.of(settings);
      if (value instanceof Record group) {
        collect(key, group, defaults);
      } else {
        defaults.put(key, shown(value));
      }
    }
  }

  private static Object word(Object value) {
    return value instanceof Enum<?> constant ? Words.ofConstant(constant) : value;
  }

  /** A default as the reference writes it: code, lists and maps item by item. */
  private static String shown(Object value) {
    if (value instanceof List<?> list) {
      return list.isEmpty()
          ? "none"
          : list.stream().map(SettingsReferenceTest::shown).collect(Collectors.joining(", "));
    }
    if (value instanceof Enum<?> constant) {
      return "`" + word(constant) + "`";
    }
    if (value instanceof Map<?, ?> map) {
      return map.isEmpty()
          ? "none"
          : map.entrySet().stream()
              .map(entry -> "`" + entry.getKey() + ": " + word(entry.getValue()) + "`")
              .collect(Collectors.joining(", "));
    }
    if (value instanceof TrafficMapping rule) {
      return "`{"
          + SettingsWriter.yaml(rule)
              .strip()
              .lines()
              .filter(line -> !line.endsWith("\"\""))
              .collect(Collectors.joining(", "))
          + "}`";
    }
    if (value instanceof Duration duration) {
      return "`" + DurationText.format(duration) + "`";
    }
    return value == null ? "none" : "`" + value + "`";
  }
}
