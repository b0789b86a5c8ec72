package io.pumpwatch.jobs.input.format.framing;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Follows the outline of one JSON value byte by byte: strings, brackets, colons and commas, so that
 * the end of the value, or the place where it breaks, is known without holding it. What stands
 * between them is left to the parser.
 */
final class JsonStructure {

  /** What a byte means. */
  enum Verdict {
    /** It belongs to the value, which goes on. */
    MORE,
    /** It is the last of the value. */
    LAST,
    /** It comes after the last of the value. */
    AFTER,
    /** It opens a list of records, which are to be read one by one. */
    OPENS_RECORDS,
    /** It cannot stand here. */
    BROKEN
  }

  private enum Expected {
    VALUE,
    VALUE_OR_END,
    KEY,
    KEY_OR_END,
    COLON,
    COMMA_OR_END
  }

  private enum Inside {
    NOTHING,
    STRING,
    ESCAPE,
    LITERAL
  }

  /** Lists that are of records whatever else is in the object: CloudTrail's, CloudWatch's. */
  private static final Set<String> RECORD_LISTS = Set.of("Records", "logEvents");

  /**
   * Lists that are of records where the object names nothing else before them but a place among
   * pages: Azure's exports, Infobip's reports, Twilio's pages.
   */
  private static final Set<String> PAGED_LISTS = Set.of("records", "results", "messages");

  private static final Set<String> PAGE_PLACES =
      Set.of(
          "end",
          "first_page_uri",
          "last_page_uri",
          "next_page_uri",
          "num_pages",
          "page",
          "page_size",
          "previous_page_uri",
          "start",
          "total",
          "uri");

  private static final int LONGEST_KEY = 17;

  private final boolean[] objectAtDepth;
  private final byte[] key = new byte[LONGEST_KEY];
  private int keyLength;
  private boolean readingKey;
  private boolean mayHoldRecords;
  private boolean isPage;
  private int depth;
  private Expected expected;
  private Inside inside;
  private String complaint;

  JsonStructure(int maxDepth) {
    objectAtDepth = new boolean[maxDepth + 1];
  }

  /**
   * Begins a value.
   *
   * @param mayBeEnvelope whether a list of records directly in the value is to be told
   */
  void begin(boolean mayBeEnvelope) {
    depth = 0;
    expected = Expected.VALUE;
    inside = Inside.NOTHING;
    mayHoldRecords = mayBeEnvelope;
    isPage = true;
    complaint = null;
  }

  /** Goes on after the list of records that {@link Verdict#OPENS_RECORDS} told has closed. */
  void recordsClosed() {
    expected = Expected.COMMA_OR_END;
  }

  /** Why the value is broken. */
  String complaint() {
    return complaint;
  }

  /** Whether only a quote, a backslash or the end of the line can matter next. */
  boolean passesOverText() {
    return inside == Inside.STRING && !(readingKey && depth == 1);
  }

  /** Takes the next byte. */
  Verdict accept(int b) {
    return switch (inside) {
      case STRING -> insideString(b);
      case ESCAPE -> {
        inside = Inside.STRING;
        yield b == '\n' ? broken("a line ends inside a string") : Verdict.MORE;
      }
      case LITERAL -> endsLiteral(b) ? afterLiteral(b) : Verdict.MORE;
      case NOTHING -> between(b);
    };
  }

  private Verdict afterLiteral(int b) {
    inside = Inside.NOTHING;
    if (depth == 0) {
      return Verdict.AFTER;
    }
    expected = Expected.COMMA_OR_END;
    return between(b);
  }

  private Verdict insideString(int b) {
    if (b == '"') {
      inside = Inside.NOTHING;
      if (readingKey) {
        readingKey = false;
        if (mayHoldRecords && depth == 1 && isPage) {
          String name = key();
          isPage = PAGE_PLACES.contains(name) || PAGED_LISTS.contains(name);
        }
        expected = Expected.COLON;
        return Verdict.MORE;
      }
      expected = Expected.COMMA_OR_END;
      return depth == 0 ? Verdict.LAST : Verdict.MORE;
    }
    if (b == '\n') {
      return broken("a line ends inside a string");
    }
    if (b == '\\') {
      inside = Inside.ESCAPE;
    }
    if (readingKey && depth == 1) {
      if (keyLength < key.length) {
        key[keyLength] = (byte) b;
      }
      keyLength++;
    }
    return Verdict.MORE;
  }

  private Verdict between(int b) {
    return switch (b) {
      case ' ', '\t', '\r', '\n' -> Verdict.MORE;
      case '"' -> openString();
      case '{' -> open(true);
      case '[' -> open(false);
      case '}' -> close(true);
      case ']' -> close(false);
      case ':' -> {
        if (expected != Expected.COLON) {
          yield misplaced(b);
        }
        expected = Expected.VALUE;
        yield Verdict.MORE;
      }
      case ',' -> {
        if (expected != Expected.COMMA_OR_END) {
          yield misplaced(b);
        }
        expected = objectAtDepth[depth] ? Expected.KEY : Expected.VALUE;
        yield Verdict.MORE;
      }
      default -> {
        if (!expectsValue()) {
          yield broken("a value stands where none may");
        }
        inside = Inside.LITERAL;
        yield Verdict.MORE;
      }
    };
  }

  private Verdict openString() {
    readingKey = expected == Expected.KEY || expected == Expected.KEY_OR_END;
    if (!readingKey && !expectsValue()) {
      return misplaced('"');
    }
    keyLength = 0;
    inside = Inside.STRING;
    return Verdict.MORE;
  }

  private Verdict open(boolean object) {
    if (!expectsValue()) {
      return misplaced(object ? '{' : '[');
    }
    if (!object && mayHoldRecords && depth == 1 && objectAtDepth[1] && keyNamesRecords()) {
      return Verdict.OPENS_RECORDS;
    }
    if (depth == objectAtDepth.length - 1) {
      return broken("it is nested deeper than " + depth);
    }
    depth++;
    objectAtDepth[depth] = object;
    expected = object ? Expected.KEY_OR_END : Expected.VALUE_OR_END;
    return Verdict.MORE;
  }

  /** A missing value or a comma too many before the bracket does not hide where the value ends. */
  private Verdict close(boolean object) {
    if (depth == 0 || objectAtDepth[depth] != object) {
      return misplaced(object ? '}' : ']');
    }
    depth--;
    expected = Expected.COMMA_OR_END;
    return depth == 0 ? Verdict.LAST : Verdict.MORE;
  }

  private boolean expectsValue() {
    return expected == Expected.VALUE || expected == Expected.VALUE_OR_END;
  }

  private boolean keyNamesRecords() {
    String name = key();
    return RECORD_LISTS.contains(name) || (isPage && PAGED_LISTS.contains(name));
  }

  /** The latest key of the value itself; empty where it is too long to matter. */
  private String key() {
    return keyLength > key.length ? "" : new String(key, 0, keyLength, StandardCharsets.US_ASCII);
  }

  private static boolean endsLiteral(int b) {
    return switch (b) {
      case ' ', '\t', '\r', '\n', '"', '{', '[', '}', ']', ':', ',' -> true;
      default -> false;
    };
  }

  private Verdict misplaced(int b) {
    return broken("a " + (char) b + " stands where none may");
  }

  private Verdict broken(String why) {
    complaint = why;
    return Verdict.BROKEN;
  }
}
