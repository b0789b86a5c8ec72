package io.pumpwatch.jobs.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads one YAML document into nodes that keep their lines. Scalars keep their text: what {@code
 * 0044} or {@code off} means is up to the type of the setting. Aliases and a second document are
 * refused.
 */
final class YamlDocument {
  private static final YAMLFactory FACTORY = new YAMLFactory();

  private final YAMLParser parser;
  private final Problems problems;

  private YamlDocument(YAMLParser parser, Problems problems) {
    this.parser = parser;
    this.problems = problems;
  }

  /**
   * The root of the document; an empty mapping where the text holds none, or is not YAML, which is
   * then a problem.
   */
  static YamlNode read(String yaml, Problems problems) {
    try (YAMLParser parser = FACTORY.createParser(yaml)) {
      YamlDocument document = new YamlDocument(parser, problems);
      if (parser.nextToken() == null) {
        return nothing();
      }
      YamlNode root = document.node("");
      if (parser.nextToken() != null) {
        problems.report("", document.line(), "has a second document; settings are one");
      }
      return root instanceof YamlNode.Scalar scalar && scalar.text() == null ? nothing() : root;
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      problems.report("", line, "is not YAML: " + firstLine(e.getOriginalMessage()));
      return nothing();
    } catch (IOException e) {
      throw new IllegalStateException("cannot read from a string", e);
    }
  }

  private static YamlNode nothing() {
    return new YamlNode.Mapping(0, Map.of());
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("");
  }

  private int line() {
    return parser.currentTokenLocation().getLineNr();
  }

  private YamlNode node(String path) throws IOException {
    int line = line();
    if (parser.isCurrentAlias()) {
      problems.report(path, line, "is an alias (*" + parser.getText() + "): write the value out");
      return new YamlNode.Scalar(line, null);
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> mapping(path, line);
      case START_ARRAY -> sequence(path, line);
      case VALUE_NULL -> new YamlNode.Scalar(line, null);
      default -> new YamlNode.Scalar(line, parser.getText());
    };
  }

  private YamlNode sequence(String path, int line) throws IOException {
    List<YamlNode> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(node(Problems.item(path, items.size())));
    }
    return new YamlNode.Sequence(line, items);
  }

  private YamlNode mapping(String path, int line) throws IOException {
    Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      int keyLine = line();
      parser.nextToken();
      YamlNode value = node(Problems.join(path, key));
      YamlNode.Entry earlier = entries.putIfAbsent(key, new YamlNode.Entry(keyLine, value));
      if (earlier != null) {
        problems.report(
            Problems.join(path, key), keyLine, "stands twice, first on line " + earlier.line());
      }
    }
    return new YamlNode.Mapping(line, entries);
  }
}
