package io.pumpwatch.jobs.input.format;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The path of a field, {@code recipient.phone} or {@code recipients.0.phone}. A field whose name is
 * the whole path comes first, since tables and flattened logs have dots in names.
 */
final class FieldPath {
  private final String path;
  private final String[] steps;

  FieldPath(String path) {
    this.path = path;
    this.steps = path.split("\\.", -1);
  }

  /** The value there; missing where there is none. */
  JsonNode in(JsonNode object) {
    JsonNode value = object.path(path);
    if (!value.isMissingNode()) {
      return value;
    }
    value = object;
    for (String step : steps) {
      value = value.isArray() ? value.path(index(step)) : value.path(step);
    }
    return value;
  }

  /** Whether a value is there that says something. */
  boolean isIn(JsonNode object) {
    JsonNode value = in(object);
    return !value.isMissingNode() && !value.isNull();
  }

  @Override
  public String toString() {
    return path;
  }

  private static int index(String step) {
    return step.matches("\\d{1,6}") ? Integer.parseInt(step) : -1;
  }
}
