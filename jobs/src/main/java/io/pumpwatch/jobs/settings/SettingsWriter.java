package io.pumpwatch.jobs.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Prints settings the way {@link SettingsBinder} reads them. A {@link Secret} that is set shows as
 * {@value #MASK}. A component that is null is left out, and in an entry of a list what equals the
 * default of the entry's own record.
 */
public final class SettingsWriter {
  /** What stands in place of a secret. */
  public static final String MASK = "********";

  private static final int HASH_DIGITS = 16;
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final ObjectMapper YAML =
      new ObjectMapper(
          YAMLFactory.builder()
              .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
              .disable(YAMLGenerator.Feature.SPLIT_LINES)
              .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
              .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
              .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
              .build());

  private static final ObjectMapper CANONICAL =
      new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  private SettingsWriter() {}

  /** The settings as YAML, in the order of the records' components. */
  public static String yaml(Record settings) {
    return text(YAML, record(settings));
  }

  /**
   * The first {@value #HASH_DIGITS} hexadecimal digits of the SHA-256 of the settings, secrets
   * masked: equal for equal settings, however their files are written.
   */
  public static String hash(Record settings) {
    byte[] canonical = text(CANONICAL, sorted(record(settings))).getBytes(StandardCharsets.UTF_8);
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(canonical);
      return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** One value on one line, without its key: plain where it is a single one, else as JSON. */
  static String text(Object value) {
    JsonNode node = node(value);
    return node.isValueNode() ? node.asText() : text(CANONICAL, node);
  }

  private static String text(ObjectMapper mapper, Object tree) {
    try {
      return mapper.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot print settings", e);
    }
  }

  private static ObjectNode record(Record settings) {
    return overDefaults(settings, Optional.empty());
  }

  private static ObjectNode overDefaults(Record settings, Optional<? extends Record> defaults) {
    ObjectNode node = NODES.objectNode();
    for (RecordShape.Component component : RecordShape.of(settings.getClass()).components()) {
      Object value = component.of(settings);
      boolean silent =
          defaults.filter(other -> Objects.equals(value, component.of(other))).isPresent();
      if (value != null && !silent) {
        Optional<Record> group =
            defaults.map(component::of).filter(Record.class::isInstance).map(Record.class::cast);
        node.set(
            component.key(),
            component.secret()
                ? NODES.textNode(MASK)
                : group.isPresent() ? overDefaults((Record) value, group) : node(value));
      }
    }
    return node;
  }

  private static JsonNode item(Object value) {
    return value instanceof Record settings
        ? overDefaults(settings, RecordShape.of(settings.getClass()).defaults())
        : node(value);
  }

  private static JsonNode node(Object value) {
    if (value instanceof Record settings) {
      return record(settings);
    }
    if (value instanceof List<?> list) {
      ArrayNode array = NODES.arrayNode();
      list.forEach(entry -> array.add(item(entry)));
      return array;
    }
    if (value instanceof Map<?, ?> map) {
      ObjectNode object = NODES.objectNode();
      map.forEach((key, item) -> object.set((String) key, node(item)));
      return object;
    }
    return scalar(value);
  }

  private static JsonNode scalar(Object value) {
    if (value instanceof Boolean flag) {
      return NODES.booleanNode(flag);
    }
    if (value instanceof Integer number) {
      return NODES.numberNode(number);
    }
    if (value instanceof Long number) {
      return NODES.numberNode(number);
    }
    if (value instanceof Double number) {
      return NODES.numberNode(number);
    }
    if (value instanceof Duration duration) {
      return NODES.textNode(DurationText.format(duration));
    }
    return NODES.textNode(
        value instanceof Enum<?> constant ? Words.ofConstant(constant) : value.toString());
  }

  private static Object sorted(JsonNode node) {
    if (node instanceof ObjectNode object) {
      Map<String, Object> entries = new TreeMap<>();
      object.properties().forEach(entry -> entries.put(entry.getKey(), sorted(entry.getValue())));
      return entries;
    }
    if (node instanceof ArrayNode array) {
      return array.valueStream().map(SettingsWriter::sorted).toList();
    }
    return node;
  }
}
