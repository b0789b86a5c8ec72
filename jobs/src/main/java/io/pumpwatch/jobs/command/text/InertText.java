package io.pumpwatch.jobs.command.text;

/**
 * Makes text from logs safe to print: what would move the cursor, colour the terminal, turn the
 * reading direction, hide itself or start a new line becomes {@code U+FFFD}.
 */
public final class InertText {
  private static final int REPLACEMENT = 0xFFFD;
  private static final String ELLIPSIS = "…";

  private InertText() {}

  /** The text on one line, its control, format, separator and unpaired characters replaced. */
  public static String of(String text) {
    StringBuilder inert = new StringBuilder(text.length());
    text.codePoints()
        .map(character -> isActive(character) ? REPLACEMENT : character)
        .forEach(inert::appendCodePoint);
    return inert.toString();
  }

  /** The same, cut with an ellipsis where it is longer than that many characters. */
  public static String of(String text, int longest) {
    return cut(of(text), longest);
  }

  /** The text, cut with an ellipsis where it is longer than that many characters. */
  static String cut(String text, int longest) {
    if (text.codePointCount(0, text.length()) <= longest) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, longest - 1)) + ELLIPSIS;
  }

  private static boolean isActive(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          true;
      default -> false;
    };
  }
}
