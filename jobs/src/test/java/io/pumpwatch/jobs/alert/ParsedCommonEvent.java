package io.pumpwatch.jobs.alert;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An event of the Common Event Format as its specification has a consumer read it.
 *
 * @param header the seven fields before the extension
 * @param extension values by key
 */
record ParsedCommonEvent(List<String> header, Map<String, String> extension) {
  private static final int HEADER_FIELDS = 7;

  /** A key, and a value up to the next key or the end: an equals sign in a value is escaped. */
  private static final Pattern PAIR =
      Pattern.compile("([A-Za-z0-9]+)=((?:\\\\.|[^\\\\=])*?)(?= [A-Za-z0-9]+=|$)");

  static ParsedCommonEvent of(String line) {
    List<String> header = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    int position = 0;
    while (header.size() < HEADER_FIELDS) {
      char character = line.charAt(position++);
      if (character == '\\') {
        char escaped = line.charAt(position++);
        if (escaped != '\\' && escaped != '|') {
          throw new IllegalArgumentException("no escape of a header: \\" + escaped);
        }
        field.append(escaped);
      } else if (character == '|') {
        header.add(field.toString());
        field.setLength(0);
      } else {
        field.append(character);
      }
    }
    return new ParsedCommonEvent(List.copyOf(header), pairs(line.substring(position)));
  }

  private static Map<String, String> pairs(String text) {
    Map<String, String> pairs = new LinkedHashMap<>();
    Matcher pair = PAIR.matcher(text);
    int read = 0;
    while (pair.find()) {
      if (pair.start() != read || pairs.put(pair.group(1), value(pair.group(2))) != null) {
        throw new IllegalArgumentException("not a pair, or a key twice, at " + read + ": " + text);
      }
      read = Math.min(pair.end() + 1, text.length());
    }
    if (read != text.length()) {
      throw new IllegalArgumentException("not a pair at " + read + ": " + text);
    }
    return pairs;
  }

  private static String value(String text) {
    Matcher escape = Pattern.compile("\\\\(.)").matcher(text);
    return escape.replaceAll(
        found ->
            switch (found.group(1)) {
              case "n" -> "\n";
              case "r" -> "\r";
              case "\\", "=" -> Matcher.quoteReplacement(found.group(1));
              default -> throw new IllegalArgumentException("no escape of a value: " + found);
            });
  }
}
