package io.pumpwatch.jobs.output;

/**
 * Text that comes from logs, made fit to be shown: an attacker chooses user agents, flows and
 * identities, and people read them in terminals, spreadsheets and browsers.
 */
public final class LogText {

  /** The most characters of a text column. */
  static final int COLUMN_CHARACTERS = 1024;

  /** The most characters of a text inside a list. */
  static final int ELEMENT_CHARACTERS = 256;

  private static final char CUT = '…';

  private LogText() {}

  /** Fit for a column, null for null. */
  public static String shown(String text) {
    return shown(text, COLUMN_CHARACTERS);
  }

  /** Fit for an element of a list, null for null. */
  public static String shownInList(String text) {
    return shown(text, ELEMENT_CHARACTERS);
  }

  private static String shown(String text, int maxCharacters) {
    if (text == null || (text.length() <= maxCharacters && isPlain(text))) {
      return text;
    }
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < text.length(); ) {
      int character = text.codePointAt(i);
      i += Character.charCount(character);
      String next =
          isControl(character)
              ? String.format("\\u%04x", character)
              : Character.toString(character);
      if (shown.length() + next.length() > maxCharacters - (i < text.length() ? 1 : 0)) {
        return shown.append(CUT).toString();
      }
      shown.append(next);
    }
    return shown.toString();
  }

  private static boolean isPlain(String text) {
    return text.codePoints().noneMatch(LogText::isControl);
  }

  /**
   * Control characters, those that turn the direction of text, line separators, half surrogates.
   */
  private static boolean isControl(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }
}
