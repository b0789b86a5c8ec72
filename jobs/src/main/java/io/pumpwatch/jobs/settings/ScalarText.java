package io.pumpwatch.jobs.settings;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads single values by the type of the setting. */
final class ScalarText {

  /** A type, how its text is read, and what a person is told was expected. */
  private record Reading(Function<String, Object> read, String expected) {}

  private static final Map<Class<?>, Reading> READINGS =
      Map.of(
          String.class, new Reading(text -> text, "a text"),
          Boolean.class, new Reading(ScalarText::readBoolean, "true or false"),
          Integer.class, new Reading(text -> Integer.valueOf(digits(text)), "a whole number"),
          Long.class, new Reading(text -> Long.valueOf(digits(text)), "a whole number"),
          Double.class, new Reading(ScalarText::readDouble, "a number"),
          Duration.class,
              new Reading(
                  text -> DurationText.parse(text).orElseThrow(IllegalArgumentException::new),
                  "a duration such as 7 min, 10 s, 1 h, 2 d or PT1H"),
          Instant.class, new Reading(Instant::parse, "an instant such as 2026-01-05T13:00:00Z"));

  private ScalarText() {}

  /** The type that stands for a primitive. */
  static Class<?> boxed(Class<?> type) {
    if (type == boolean.class) {
      return Boolean.class;
    }
    if (type == int.class) {
      return Integer.class;
    }
    if (type == long.class) {
      return Long.class;
    }
    return type == double.class ? Double.class : type;
  }

  /** Whether the type is a single value of a settings file. */
  static boolean reads(Class<?> type) {
    return type.isEnum() || READINGS.containsKey(boxed(type));
  }

  /** The value that the text says; empty where it is none of that type. */
  static Optional<Object> read(String text, Class<?> type) {
    if (type.isEnum()) {
      String word = text.strip().replace('_', '-');
      return Arrays.stream(type.getEnumConstants())
          .filter(constant -> Words.ofConstant((Enum<?>) constant).equalsIgnoreCase(word))
          .findFirst()
          .map(constant -> constant);
    }
    try {
      return Optional.of(READINGS.get(boxed(type)).read().apply(text));
    } catch (IllegalArgumentException | DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** What a value of the type looks like, for a person. */
  static String expected(Class<?> type) {
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .map(constant -> Words.ofConstant((Enum<?>) constant))
          .collect(Collectors.joining(", ", "one of ", ""));
    }
    return READINGS.get(boxed(type)).expected();
  }

  private static Boolean readBoolean(String text) {
    return switch (text.strip()) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException();
    };
  }

  private static Double readDouble(String text) {
    double value = Double.parseDouble(digits(text));
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException();
    }
    return value;
  }

  /** YAML's digit groups taken out, {@code 10_000}; Java's own suffixes and hex floats refused. */
  private static String digits(String text) {
    String plain = text.strip().replaceAll("(?<=\\d)_(?=\\d)", "");
    if (!plain.matches("[-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?")) {
      throw new IllegalArgumentException();
    }
    return plain;
  }
}
