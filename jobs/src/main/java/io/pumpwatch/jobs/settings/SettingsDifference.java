package io.pumpwatch.jobs.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A setting that has another value in other settings. Lists are compared as wholes.
 *
 * @param key key path from the root
 * @param value as settings print it; null where there is none
 * @param other its value in the other settings; null where there is none
 * @param needsOwnPass whether it is more than what patterns make of the same windows: settings that
 *     differ in it cannot be tried side by side
 */
public record SettingsDifference(String key, String value, String other, boolean needsOwnPass) {
  private static final String DETECTION = "detection";
  private static final Set<String> OF_WINDOWS = Set.of("trials", "priors");

  /** Every setting that differs, in the order of the settings. */
  public static List<SettingsDifference> between(Settings settings, Settings other) {
    List<SettingsDifference> differences = new ArrayList<>();
    for (RecordShape.Component group : RecordShape.of(Settings.class).components()) {
      Object one = group.of(settings);
      Object another = group.of(other);
      if (!group.key().equals(DETECTION)) {
        compare(group.key(), one, another, true, differences);
      } else {
        for (RecordShape.Component part :
            RecordShape.of(settings.detection().getClass()).components()) {
          compare(
              Problems.join(DETECTION, part.key()),
              part.of((Record) one),
              part.of((Record) another),
              OF_WINDOWS.contains(part.key()),
              differences);
        }
      }
    }
    return differences;
  }

  private static void compare(
      String path,
      Object one,
      Object other,
      boolean needsOwnPass,
      List<SettingsDifference> differences) {
    if (Objects.equals(one, other)) {
      return;
    }
    if (one instanceof Record settings
        && other instanceof Record others
        && one.getClass() == other.getClass()) {
      for (RecordShape.Component part : RecordShape.of(settings.getClass()).components()) {
        compare(
            Problems.join(path, part.key()),
            part.of(settings),
            part.of(others),
            needsOwnPass,
            differences);
      }
    } else if (one instanceof Map<?, ?> map && other instanceof Map<?, ?> others) {
      Set<Object> keys = new LinkedHashSet<>(map.keySet());
      keys.addAll(others.keySet());
      for (Object key : keys) {
        compare(
            Problems.join(path, (String) key),
            map.get(key),
            others.get(key),
            needsOwnPass,
            differences);
      }
    } else {
      // Patterns and timers have their lengths of time built in.
      boolean length = one instanceof Duration || other instanceof Duration;
      differences.add(new SettingsDifference(path, text(one), text(other), needsOwnPass || length));
    }
  }

  private static String text(Object value) {
    return Optional.ofNullable(value).map(SettingsWriter::text).orElse(null);
  }
}
