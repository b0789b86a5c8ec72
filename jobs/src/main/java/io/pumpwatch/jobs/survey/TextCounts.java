package io.pumpwatch.jobs.survey;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How often texts of a log came. Whoever writes into the log chooses them, so that only so many
 * different ones are told apart.
 */
public final class TextCounts {
  private static final int MOST_TEXTS = 10_000;

  /**
   * A text and how often it came.
   *
   * @param text as it stood in the log
   * @param count from 1
   */
  public record Counted(String text, long count) {}

  private final Map<String, Long> counts = new HashMap<>();

  void add(String text) {
    if (counts.size() < MOST_TEXTS || counts.containsKey(text)) {
      counts.merge(text, 1L, Long::sum);
    }
  }

  /** How many different texts came, of those that were told apart. */
  public int distinct() {
    return counts.size();
  }

  /** The texts that came most often, first those; among equals in alphabetical order. */
  public List<Counted> top(int most) {
    return counts.entrySet().stream()
        .map(entry -> new Counted(entry.getKey(), entry.getValue()))
        .sorted(Comparator.comparingLong(Counted::count).reversed().thenComparing(Counted::text))
        .limit(most)
        .toList();
  }
}
