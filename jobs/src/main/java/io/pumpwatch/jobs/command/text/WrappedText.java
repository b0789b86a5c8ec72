package io.pumpwatch.jobs.command.text;

import java.util.List;
import org.apache.commons.text.WordUtils;

/** Running text as lines of a width, made inert. */
public final class WrappedText {
  /** The width that every terminal and page has. */
  public static final int USUAL_WIDTH = 80;

  private WrappedText() {}

  /**
   * The text in lines; a word that is longer than a line stands alone and whole.
   *
   * @param first what stands before the first line
   * @param text the text
   * @param indent how many spaces stand before each further line, no fewer than {@code first} has
   *     characters
   * @param width how long a line may be
   */
  public static List<String> lines(String first, String text, int indent, int width) {
    String further = System.lineSeparator() + " ".repeat(indent);
    String wrapped = WordUtils.wrap(InertText.of(text), width - indent, further, false);
    return (first + wrapped).lines().toList();
  }
}
