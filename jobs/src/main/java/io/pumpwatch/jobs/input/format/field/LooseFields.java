package io.pumpwatch.jobs.input.format.field;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The fields of a source that spells their names differently from one export to the next: {@code
 * DateSent}, {@code date_sent}, {@code dateSent}. Letter case, underscores, the type that Azure's
 * older tables put at the end ({@code PhoneNumber_s}) and the zone that its portal adds ({@code
 * TimeGenerated [UTC]}) do not count. Names asked for are written in lower case without any.
 */
public final class LooseFields {
  private static final String ZONE_SUFFIX = " [UTC]";
  private static final String TYPE_SUFFIXES = "sdgtb";

  private final Map<String, JsonNode> values;

  private LooseFields(Map<String, JsonNode> values) {
    this.values = values;
  }

  /**
   * The fields of an object.
   *
   * @param object where a name comes twice, the first counts
   * @param nested names of objects in it whose fields count as its own, after those
   */
  public static LooseFields of(JsonNode object, String... nested) {
    Map<String, JsonNode> values = new HashMap<>();
    object
        .properties()
        .forEach(field -> values.putIfAbsent(plain(field.getKey()), field.getValue()));
    for (String name : nested) {
      values
          .getOrDefault(name, MissingNode.getInstance())
          .properties()
          .forEach(field -> values.putIfAbsent(plain(field.getKey()), field.getValue()));
    }
    return new LooseFields(values);
  }

  /** The names of columns as they are asked for. */
  public static Set<String> names(Collection<String> columns) {
    return columns.stream().map(LooseFields::plain).collect(Collectors.toSet());
  }

  /** Whether all these fields are there, empty or not. */
  public boolean has(Collection<String> names) {
    return values.keySet().containsAll(names);
  }

  /** The first of the fields that is there; missing where none is. */
  public JsonNode value(String... names) {
    for (String name : names) {
      JsonNode value = values.get(name);
      if (value != null && !value.isNull()) {
        return value;
      }
    }
    return MissingNode.getInstance();
  }

  /** The first of the fields that is a text or a number, as text; null where there is none. */
  public String text(String... names) {
    for (String name : names) {
      JsonNode value = values.getOrDefault(name, MissingNode.getInstance());
      String text = value.isNumber() ? value.asText() : value.textValue();
      if (text != null && !text.isBlank()) {
        return text;
      }
    }
    return null;
  }

  private static String plain(String name) {
    int end = name.endsWith(ZONE_SUFFIX) ? name.length() - ZONE_SUFFIX.length() : name.length();
    boolean typed =
        end > 2 && name.charAt(end - 2) == '_' && TYPE_SUFFIXES.indexOf(name.charAt(end - 1)) >= 0;
    return name.substring(0, typed ? end - 2 : end).replace("_", "").toLowerCase(Locale.ROOT);
  }
}
