package io.pumpwatch.jobs.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Collects what is wrong with a settings file; a {@link Checked} record gets one that knows where
 * the record stands. A rule about a component that already has a problem is passed over, so that
 * one slip is reported once.
 */
public final class Problems {

  /** What the file says at a key path; the value is null where it is no scalar, or secret. */
  private record Written(int line, String value) {}

  /** What all records of a file share. */
  private static final class Collected {
    private final String file;
    private final List<SettingsProblem> problems = new ArrayList<>();
    private final Set<String> refusedPaths = new LinkedHashSet<>();
    private final Map<String, Written> written = new HashMap<>();

    private Collected(String file) {
      this.file = file;
    }
  }

  private final Collected collected;
  private final String path;
  private final RecordShape<?> shape;

  private Problems(Collected collected, String path, RecordShape<?> shape) {
    this.collected = collected;
    this.path = path;
    this.shape = shape;
  }

  static Problems of(String file) {
    return new Problems(new Collected(file), "", null);
  }

  Problems at(String recordPath, RecordShape<?> recordShape) {
    return new Problems(collected, recordPath, recordShape);
  }

  static String join(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  static String item(String path, int index) {
    return path + "[" + index + "]";
  }

  /**
   * Reports unless the rule holds.
   *
   * @param holds whether the rule holds
   * @param message what must be, {@code must be shorter than episode-gap}
   * @param component the record component that is wrong
   * @param others further components that the rule looks at
   * @throws IllegalArgumentException where the record has no such component
   */
  public void check(boolean holds, String message, String component, String... others) {
    List<String> paths =
        Stream.concat(Stream.of(component), Arrays.stream(others))
            .map(name -> join(path, shape.component(name).key()))
            .toList();
    if (holds || paths.stream().anyMatch(this::refused)) {
      return;
    }
    String placed =
        paths.stream().filter(collected.written::containsKey).findFirst().orElse(paths.get(0));
    report(paths.get(0), lineOf(placed), message + written(paths.get(0)));
  }

  /**
   * Refuses each entry of a list for which the rule does not hold.
   *
   * @param component the record component that is the list
   * @param entries its entries
   * @param rule what each entry has to pass
   * @param message what an entry must be, {@code must not be empty}
   */
  public <T> void checkEach(
      String component, List<T> entries, Predicate<? super T> rule, String message) {
    String list = join(path, shape.component(component).key());
    for (int i = 0; i < entries.size(); i++) {
      String entry = item(list, i);
      if (!rule.test(entries.get(i)) && !refused(entry)) {
        report(entry, message + written(entry));
      }
    }
  }

  /** {@code , is 5}, where the file says that, it is no secret and there is something to see. */
  private String written(String keyPath) {
    Written there = collected.written.get(keyPath);
    return there == null || there.value == null || there.value.isBlank()
        ? ""
        : ", is " + there.value;
  }

  /**
   * Reports unless the rule holds.
   *
   * @param holds whether the rule holds
   * @param message what must be
   * @param component the record component, a map, whose entry is wrong
   * @param key the entry's key
   * @throws IllegalArgumentException where the record has no such component
   */
  public void checkEntry(boolean holds, String message, String component, String key) {
    String entry = join(join(path, shape.component(component).key()), key);
    if (!holds) {
      report(entry, message);
    }
  }

  /** Refuses a value below the least allowed; an absent (null) one is passed over. */
  public <T extends Comparable<? super T>> void atLeast(String component, T value, T least) {
    check(
        value == null || value.compareTo(least) >= 0, "must be at least " + text(least), component);
  }

  /** Refuses a value outside the two bounds, both allowed; an absent (null) one is passed over. */
  public <T extends Comparable<? super T>> void between(
      String component, T value, T least, T most) {
    check(
        value == null || (value.compareTo(least) >= 0 && value.compareTo(most) <= 0),
        "must be from " + text(least) + " to " + text(most),
        component);
  }

  private static String text(Object value) {
    return value instanceof Duration duration ? DurationText.format(duration) : value.toString();
  }

  void wrote(String keyPath, int line, String value) {
    collected.written.put(keyPath, new Written(line, value));
  }

  void report(String keyPath, int line, String message) {
    collected.refusedPaths.add(keyPath);
    collected.problems.add(new SettingsProblem(collected.file, line, keyPath, message));
  }

  /** Reports at the line where the key, or the group around it, stands. */
  void report(String keyPath, String message) {
    report(keyPath, lineOf(keyPath), message);
  }

  /** The same with the value that stands there. */
  void reportValue(String keyPath, String message) {
    report(keyPath, message + written(keyPath));
  }

  private int lineOf(String keyPath) {
    String at = keyPath;
    while (!at.isEmpty()) {
      Written there = collected.written.get(at);
      if (there != null) {
        return there.line;
      }
      at = at.substring(0, Math.max(0, Math.max(at.lastIndexOf('.'), at.lastIndexOf('['))));
    }
    return 0;
  }

  /** Whether the value there, or a part of it, has a problem. */
  boolean refused(String keyPath) {
    return collected.refusedPaths.stream()
        .anyMatch(
            refused ->
                refused.equals(keyPath)
                    || refused.startsWith(keyPath + ".")
                    || refused.startsWith(keyPath + "["));
  }

  /** Throws where there is any problem. */
  void refuseIfAny() {
    if (!collected.problems.isEmpty()) {
      throw new SettingsException(
          collected.problems.stream()
              .sorted(Comparator.comparingInt(SettingsProblem::line))
              .toList());
    }
  }
}
