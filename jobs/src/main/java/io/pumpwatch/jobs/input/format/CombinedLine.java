package io.pumpwatch.jobs.input.format;

import io.pumpwatch.jobs.input.format.field.LogTime;
import io.pumpwatch.jobs.input.format.framing.MalformedRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A line of the Common or Combined log format (Apache HTTP Server, "Log Files"; nginx, {@code
 * log_format combined}):
 *
 * <pre>{@code
 * peer ident user [time] "request" status bytes "referrer" "agent" "forwarded for"
 * }</pre>
 *
 * A host may stand before it, as in Apache's vhost format; referrer and what follows may be absent.
 * Inside quotes a backslash escapes the next character.
 */
final class CombinedLine {

  /** A field, and how it was enclosed: a space for not at all. */
  private record Field(char enclosure, String text) {}

  private static final int FIELDS_BEFORE_TIME = 3;
  private static final Pattern STATUS = Pattern.compile("[1-5]\\d\\d");

  private CombinedLine() {}

  /** Whether the line has that shape. */
  static boolean matches(String line) {
    List<Field> fields = fields(line);
    return requestIndex(fields) > 0;
  }

  /** Reads the line. */
  static WebRequest parse(String line) throws MalformedRecord {
    List<Field> fields = fields(line);
    int request = requestIndex(fields);
    if (request < 0) {
      throw new MalformedRecord("it is not a line of the combined log format");
    }
    int time = request - 1;
    String[] parts = fields.get(request).text().split(" ", -1);
    boolean readable = parts.length >= 2 && isMethod(parts[0]);
    return new WebRequest(
        LogTime.accessLog(fields.get(time).text()),
        fields.get(time - FIELDS_BEFORE_TIME).text(),
        text(fields, request + 5),
        text(fields, time - 1),
        readable ? parts[0] : null,
        readable ? WebRequest.pathOf(parts[1]) : null,
        readable ? WebRequest.queryOf(parts[1]) : null,
        Integer.parseInt(fields.get(request + 1).text()),
        text(fields, request + 4),
        time > FIELDS_BEFORE_TIME ? text(fields, time - FIELDS_BEFORE_TIME - 1) : null,
        null);
  }

  /** Where the request stands: quoted, after a time in brackets, before a status. */
  private static int requestIndex(List<Field> fields) {
    for (int i = FIELDS_BEFORE_TIME + 1; i < fields.size() - 1; i++) {
      if (fields.get(i - 1).enclosure() == '[') {
        boolean fits =
            fields.get(i).enclosure() == '"' && STATUS.matcher(fields.get(i + 1).text()).matches();
        return fits ? i : -1;
      }
    }
    return -1;
  }

  private static String text(List<Field> fields, int index) {
    if (index >= fields.size()) {
      return null;
    }
    String text = fields.get(index).text();
    return text.isEmpty() || text.equals("-") ? null : text;
  }

  private static boolean isMethod(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= 'A' && c <= 'Z');
  }

  private static List<Field> fields(String line) {
    List<Field> fields = new ArrayList<>();
    int i = 0;
    while (i < line.length()) {
      char c = line.charAt(i);
      if (c == ' ') {
        i++;
      } else if (c == '"') {
        i = quoted(line, i + 1, fields);
      } else if (c == '[' && fields.size() >= FIELDS_BEFORE_TIME) {
        i = enclosed(line, i + 1, ']', '[', fields);
      } else {
        i = enclosed(line, i, ' ', ' ', fields);
      }
    }
    return fields;
  }

  private static int enclosed(
      String line, int from, char closing, char enclosure, List<Field> fields) {
    int end = line.indexOf(closing, from);
    int to = end < 0 ? line.length() : end;
    fields.add(new Field(enclosure, line.substring(from, to)));
    return to + 1;
  }

  private static int quoted(String line, int from, List<Field> fields) {
    StringBuilder text = new StringBuilder();
    int i = from;
    while (i < line.length() && line.charAt(i) != '"') {
      if (line.charAt(i) == '\\' && i + 1 < line.length()) {
        i++;
      }
      text.append(line.charAt(i));
      i++;
    }
    fields.add(new Field('"', text.toString()));
    return i + 1;
  }
}
