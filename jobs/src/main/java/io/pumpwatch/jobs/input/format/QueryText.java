package io.pumpwatch.jobs.input.format;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** The query of a URL, {@code a=1&b=2}. */
final class QueryText {
  private QueryText() {}

  /** Its parameters, each a text; of two with one name, the first. */
  static ObjectNode parameters(String query) {
    ObjectNode parameters = JsonNodeFactory.instance.objectNode();
    for (String part : query.split("&", -1)) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        String name = unescaped(part.substring(0, equals));
        if (!parameters.has(name)) {
          parameters.put(name, unescaped(part.substring(equals + 1)));
        }
      }
    }
    return parameters;
  }

  private static String unescaped(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
