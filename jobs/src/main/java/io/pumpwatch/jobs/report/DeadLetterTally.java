package io.pumpwatch.jobs.report;

import io.pumpwatch.jobs.input.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts dead letters by file, format and reason. */
public final class DeadLetterTally {
  private static final int MOST_KINDS = 5000;
  private static final int EXCERPT_BYTES = 160;

  private static final Comparator<DeadLetterEntry> MOST_FREQUENT_FIRST =
      Comparator.comparingLong(DeadLetterEntry::count)
          .reversed()
          .thenComparing(DeadLetterEntry::fileOrTopic)
          .thenComparing(DeadLetterEntry::reason, Comparator.nullsFirst(Comparator.naturalOrder()));

  private record Kind(String fileOrTopic, String format, String reason) {}

  private final Map<Kind, DeadLetterEntry> kinds = new HashMap<>();
  private long letters;

  /** Counts one. Of too many kinds, those that come late are counted in the total alone. */
  public void add(DeadLetter letter) {
    letters++;
    Kind kind = new Kind(letter.fileOrTopic(), letter.format(), letter.reason());
    DeadLetterEntry known = kinds.get(kind);
    if (known != null) {
      kinds.put(
          kind,
          new DeadLetterEntry(
              known.fileOrTopic(),
              known.format(),
              known.reason(),
              known.count() + 1,
              known.position(),
              known.excerpt()));
    } else if (kinds.size() < MOST_KINDS) {
      kinds.put(
          kind,
          new DeadLetterEntry(
              letter.fileOrTopic(),
              letter.format(),
              letter.reason(),
              1,
              letter.position(),
              excerpt(letter.raw())));
    }
  }

  private static String excerpt(byte[] raw) {
    return raw == null
        ? ""
        : new String(raw, 0, Math.min(raw.length, EXCERPT_BYTES), StandardCharsets.UTF_8);
  }

  /** How many were counted. */
  long letters() {
    return letters;
  }

  /** The most frequent kinds. */
  List<DeadLetterEntry> mostFrequent(int most) {
    return kinds.values().stream().sorted(MOST_FREQUENT_FIRST).limit(most).toList();
  }
}
