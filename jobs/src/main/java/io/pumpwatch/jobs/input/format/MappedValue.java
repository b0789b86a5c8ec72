package io.pumpwatch.jobs.input.format;

import com.fasterxml.jackson.databind.JsonNode;
import io.pumpwatch.jobs.settings.MappedColumn;
import java.util.Map;

/** Takes one column's text from the records of a mapped log. */
final class MappedValue {
  private final FieldPath field;
  private final String constant;
  private final String prefix;
  private final Map<String, String> values;
  private final String otherwise;

  MappedValue(MappedColumn column) {
    field = column.field() == null ? null : new FieldPath(column.field());
    constant = column.constant();
    prefix = column.prefix() == null ? "" : column.prefix();
    values = column.values();
    otherwise = column.otherwise();
  }

  /** The text; null where the field is absent, empty, or neither text, number nor boolean. */
  String in(JsonNode record) {
    if (field == null) {
      return constant;
    }
    JsonNode value = field.in(record);
    String text = value.isValueNode() && !value.isNull() ? value.asText().strip() : "";
    if (text.isEmpty()) {
      return null;
    }
    String mapped = values.get(text);
    if (mapped == null) {
      mapped = otherwise != null ? otherwise : text;
    }
    return mapped.startsWith(prefix) ? mapped : prefix + mapped;
  }
}
