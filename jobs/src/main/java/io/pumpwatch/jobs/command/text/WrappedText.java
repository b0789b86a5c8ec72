package io.pumpwatch.jobs.command.text;

import java.util.ArrayList;
import java.util.List;

/** Text on as many lines as a width asks for, broken only between its pieces. */
public final class WrappedText {
  private WrappedText() {}

  /**
   * The words of a text.
   *
   * @param start what the first line begins with; the lines after it are indented as far
   * @param width of a line, in characters; a word that is wider stands alone
   */
  public static List<String> ofWords(String start, String text, int width) {
    return wrap(start, List.of(text.split(" ", -1)), width);
  }

  /**
   * Items of a list, with commas between them.
   *
   * @param start what the first line begins with; the lines after it are indented as far
   * @param width of a line, in characters; an item that is wider stands alone
   */
  public static List<String> ofItems(String start, List<String> items, int width) {
    List<String> pieces = new ArrayList<>(items);
    for (int i = 0; i < pieces.size() - 1; i++) {
      pieces.set(i, pieces.get(i) + ",");
    }
    return wrap(start, pieces, width);
  }

  private static List<String> wrap(String start, List<String> pieces, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(start);
    boolean begun = false;
    for (String piece : pieces) {
      if (begun && length(line) + 1 + length(piece) > width) {
        lines.add(line.toString());
        line = new StringBuilder(" ".repeat(length(start)));
        begun = false;
      }
      line.append(begun ? " " : "").append(piece);
      begun = true;
    }
    lines.add(line.toString());
    return lines;
  }

  private static int length(CharSequence text) {
    return Character.codePointCount(text, 0, text.length());
  }
}
