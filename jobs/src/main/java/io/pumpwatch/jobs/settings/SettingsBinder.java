package io.pumpwatch.jobs.settings;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Binds a YAML file to a record of settings.
 *
 * <p>Keys are the kebab-case names of the record's components. A key that is absent keeps the
 * component of the default record. A nested record overrides its default component by component, a
 * map merges over its default by key, a list replaces its default. Components are {@code String},
 * {@code boolean}, {@code int}, {@code long}, {@code double} (plain or boxed), enums, {@code
 * Duration}, {@code Instant}, records, and {@code List} and {@code Map<String, …>} of these. An
 * entry of a list or map that has no default starts from its record's constructor without
 * parameters; where there is none, it must have every key that is not {@link MayBeAbsent}.
 *
 * <p>All problems of a file are reported together, as a {@link SettingsException}. The records and
 * their constructors must be public.
 */
public final class SettingsBinder {

  /** What a node that has a problem binds to, where there is no default to stand in for it. */
  private static final Object UNBOUND = new Object();

  private final Problems problems;

  private SettingsBinder(Problems problems) {
    this.problems = problems;
  }

  /**
   * The settings of that file.
   *
   * @param file YAML in UTF-8
   * @param defaults what holds where the file is silent
   * @throws SettingsException with every problem, also where there is no such file
   * @throws IOException where the file cannot be read
   */
  public static <T extends Record> T bind(Path file, T defaults) throws IOException {
    try {
      return bind(file.toString(), Files.readString(file), defaults);
    } catch (NoSuchFileException e) {
      throw refusal(file, "there is no such file");
    } catch (MalformedInputException e) {
      throw refusal(file, "is not text in UTF-8");
    }
  }

  private static SettingsException refusal(Path file, String message) {
    return new SettingsException(List.of(new SettingsProblem(file.toString(), 0, "", message)));
  }

  /**
   * The settings that the text says.
   *
   * @param file a name for the text, for messages
   * @param yaml the text
   * @param defaults what holds where the text is silent
   * @throws SettingsException with every problem
   */
  public static <T extends Record> T bind(String file, String yaml, T defaults) {
    Problems problems = Problems.of(file);
    SettingsBinder binder = new SettingsBinder(problems);
    @SuppressWarnings("unchecked")
    Class<T> type = (Class<T>) defaults.getClass();
    Object settings = binder.record("", YamlDocument.read(yaml, problems), type, defaults);
    problems.refuseIfAny();
    return type.cast(settings);
  }

  private Object value(String path, YamlNode node, Type type, Object fallback, boolean secret) {
    if (type instanceof ParameterizedType generic) {
      if (generic.getRawType() == List.class) {
        return list(path, node, generic.getActualTypeArguments()[0], fallback, secret);
      }
      if (generic.getRawType() == Map.class
          && generic.getActualTypeArguments()[0] == String.class) {
        return map(path, node, generic.getActualTypeArguments()[1], fallback, secret);
      }
    }
    if (type instanceof Class<?> plain) {
      if (plain.isRecord()) {
        return record(path, node, plain.asSubclass(Record.class), (Record) fallback);
      }
      if (ScalarText.reads(plain)) {
        return scalar(path, node, plain, fallback, secret);
      }
    }
    throw new IllegalArgumentException(path + " is of a type that no setting has: " + type);
  }

  private Object scalar(
      String path, YamlNode node, Class<?> type, Object fallback, boolean secret) {
    String expected = ScalarText.expected(type);
    if (!(node instanceof YamlNode.Scalar scalar)) {
      return refuse(path, node, "expected " + expected + ", found " + node.kind(), fallback);
    }
    if (scalar.text() == null) {
      return refuse(path, node, "has no value: expected " + expected, fallback);
    }
    problems.wrote(path, node.line(), secret ? null : scalar.text());
    return ScalarText.read(scalar.text(), type)
        .orElseGet(
            () -> {
              String found = secret ? "something else" : "\"" + scalar.text() + "\"";
              return refuse(path, node, "expected " + expected + ", found " + found, fallback);
            });
  }

  private Object list(String path, YamlNode node, Type item, Object fallback, boolean secret) {
    if (!(node instanceof YamlNode.Sequence sequence)) {
      return refuse(path, node, "expected a list, found " + node.kind(), fallback);
    }
    List<Object> values = new ArrayList<>();
    for (YamlNode element : sequence.items()) {
      String at = Problems.item(path, values.size());
      problems.wrote(at, element.line(), null);
      values.add(value(at, element, item, null, secret));
    }
    return values.contains(UNBOUND) ? orUnbound(fallback) : List.copyOf(values);
  }

  private Object map(String path, YamlNode node, Type item, Object fallback, boolean secret) {
    if (!(node instanceof YamlNode.Mapping mapping)) {
      return refuse(path, node, "expected a group of keys, found " + node.kind(), fallback);
    }
    Map<String, Object> values = new LinkedHashMap<>();
    if (fallback instanceof Map<?, ?> defaults) {
      defaults.forEach((key, value) -> values.put((String) key, value));
    }
    mapping
        .entries()
        .forEach(
            (key, entry) -> {
              String at = Problems.join(path, key);
              problems.wrote(at, entry.line(), null);
              values.put(key, value(at, entry.value(), item, values.get(key), secret));
            });
    return values.containsValue(UNBOUND)
        ? orUnbound(fallback)
        : Collections.unmodifiableMap(values);
  }

  private <R extends Record> Object record(
      String path, YamlNode node, Class<R> type, Record given) {
    RecordShape<R> shape = RecordShape.of(type);
    if (!(node instanceof YamlNode.Mapping mapping)) {
      return refuse(path, node, "expected a group of keys, found " + node.kind(), given);
    }
    refuseUnknownKeys(path, mapping, shape);
    Record fallback = given != null ? given : shape.defaults().orElse(null);
    List<Object> values = new ArrayList<>();
    for (RecordShape.Component component : shape.components()) {
      values.add(component(path, mapping, component, fallback));
    }
    if (values.contains(UNBOUND)) {
      return orUnbound(fallback);
    }
    try {
      R settings = shape.create(values);
      if (settings instanceof Checked checked) {
        checked.check(problems.at(path, shape));
      }
      return settings;
    } catch (IllegalArgumentException | NullPointerException e) {
      problems.report(path, "is refused: " + e.getMessage());
      return orUnbound(fallback);
    }
  }

  private Object component(
      String path, YamlNode.Mapping mapping, RecordShape.Component component, Record fallback) {
    YamlNode.Entry entry = mapping.entries().get(component.key());
    String at = Problems.join(path, component.key());
    Object inherited = component.of(fallback);
    if (entry != null) {
      problems.wrote(at, entry.line(), null);
      return value(at, entry.value(), component.type(), inherited, component.secret());
    }
    if (fallback != null) {
      return inherited;
    }
    if (!component.mayBeAbsent()) {
      problems.report(at, "is missing");
      return UNBOUND;
    }
    if (component.type() instanceof ParameterizedType generic) {
      return generic.getRawType() == List.class ? List.of() : Map.of();
    }
    return null;
  }

  private void refuseUnknownKeys(String path, YamlNode.Mapping mapping, RecordShape<?> shape) {
    mapping
        .entries()
        .forEach(
            (key, entry) -> {
              if (!shape.keys().contains(key)) {
                String suggestion =
                    Words.nearest(key, shape.keys())
                        .map(near -> "did you mean " + near + "?")
                        .orElse("known here: " + String.join(", ", shape.keys()));
                problems.report(
                    Problems.join(path, key), entry.line(), "unknown key; " + suggestion);
              }
            });
  }

  private Object refuse(String path, YamlNode node, String message, Object fallback) {
    if (!problems.refused(path)) {
      problems.report(path, node.line(), message);
    }
    return orUnbound(fallback);
  }

  private static Object orUnbound(Object fallback) {
    return fallback == null ? UNBOUND : fallback;
  }
}
