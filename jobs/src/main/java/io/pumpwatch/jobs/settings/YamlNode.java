package io.pumpwatch.jobs.settings;

import java.util.List;
import java.util.Map;

/** A part of a YAML document that knows where it stands. */
sealed interface YamlNode {

  /** Line of its first character, from 1. */
  int line();

  /** What it is, for messages. */
  String kind();

  /**
   * A single value.
   *
   * @param text as written, quotes taken off; null for {@code null}, {@code ~} and nothing
   */
  record Scalar(int line, String text) implements YamlNode {
    @Override
    public String kind() {
      return text == null ? "nothing" : "a single value";
    }
  }

  /** A list. */
  record Sequence(int line, List<YamlNode> items) implements YamlNode {
    @Override
    public String kind() {
      return "a list";
    }
  }

  /** Keys with values, in the order of the file. */
  record Mapping(int line, Map<String, Entry> entries) implements YamlNode {
    @Override
    public String kind() {
      return "a group of keys";
    }
  }

  /** The value of a key, and the line of the key itself. */
  record Entry(int line, YamlNode value) {}
}
