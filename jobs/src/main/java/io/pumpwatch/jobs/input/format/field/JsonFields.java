package io.pumpwatch.jobs.input.format.field;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.math.BigDecimal;

/** Fields of a JSON object whose types its source does not keep to. */
public final class JsonFields {
  private static final int LONGEST_DECIMAL = 40;

  private JsonFields() {}

  /**
   * The first of the fields that is a text or a number, as text; null where there is none. Empty
   * text counts as absent.
   */
  public static String text(JsonNode object, String... names) {
    for (String name : names) {
      JsonNode value = object.path(name);
      if (value.isTextual() && !value.textValue().isBlank()) {
        return value.textValue();
      }
      if (value.isNumber()) {
        return value.asText();
      }
    }
    return null;
  }

  /** The first of the fields that is present and not null; missing where there is none. */
  public static JsonNode first(JsonNode object, String... names) {
    for (String name : names) {
      JsonNode value = object.path(name);
      if (!value.isMissingNode() && !value.isNull()) {
        return value;
      }
    }
    return MissingNode.getInstance();
  }

  /** A whole number that may be written as text or with a zero fraction; null where it is none. */
  public static Integer integer(JsonNode value) {
    if (value.isNumber()) {
      double number = value.doubleValue();
      return number == Math.rint(number) && Math.abs(number) <= Integer.MAX_VALUE
          ? (Integer) (int) number
          : null;
    }
    if (value.isTextual() && value.textValue().matches("\\d{1,9}")) {
      return Integer.valueOf(value.textValue());
    }
    return null;
  }

  /** A decimal number that may be written as text; null where it is none. */
  public static BigDecimal decimal(JsonNode value) {
    if (value.isNumber()) {
      return value.decimalValue();
    }
    String text = value.isTextual() ? value.textValue().strip() : "";
    if (text.isEmpty() || text.length() > LONGEST_DECIMAL) {
      return null;
    }
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** A number of message parts; 1 where it is none. */
  public static int segments(JsonNode value) {
    Integer parts = integer(value);
    return parts == null || parts < 1 ? 1 : parts;
  }
}
