package io.pumpwatch.jobs.input.format;

import java.util.List;
import java.util.Locale;

/**
 * A pattern over a whole text in any letter case: {@code *} stands for any characters, {@code ?}
 * for one. Matching takes at most pattern times text steps.
 */
final class Glob {
  private final String pattern;

  Glob(String pattern) {
    this.pattern = pattern.toLowerCase(Locale.ROOT);
  }

  static List<Glob> all(List<String> patterns) {
    return patterns.stream().map(Glob::new).toList();
  }

  static boolean anyMatches(List<Glob> globs, String text) {
    return text != null && globs.stream().anyMatch(glob -> glob.matches(text));
  }

  int length() {
    return pattern.length();
  }

  boolean matches(String value) {
    String text = value.toLowerCase(Locale.ROOT);
    int inText = 0;
    int inPattern = 0;
    int afterStar = -1;
    int retryFrom = 0;
    while (inText < text.length()) {
      char wanted = inPattern < pattern.length() ? pattern.charAt(inPattern) : '\0';
      if (inPattern < pattern.length() && wanted == '*') {
        afterStar = ++inPattern;
        retryFrom = inText;
      } else if (inPattern < pattern.length() && (wanted == '?' || wanted == text.charAt(inText))) {
        inPattern++;
        inText++;
      } else if (afterStar >= 0) {
        inPattern = afterStar;
        inText = ++retryFrom;
      } else {
        return false;
      }
    }
    while (inPattern < pattern.length() && pattern.charAt(inPattern) == '*') {
      inPattern++;
    }
    return inPattern == pattern.length();
  }
}
