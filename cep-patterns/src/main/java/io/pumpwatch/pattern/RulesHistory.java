package io.pumpwatch.pattern;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Which rules held when, in event time. */
public final class RulesHistory {
  private final List<RulesVersion> newestFirst;

  private RulesHistory(List<RulesVersion> newestFirst) {
    this.newestFirst = newestFirst;
  }

  /**
   * A history.
   *
   * @param first the rules that hold from the beginning
   * @param changes in any order, each with a time of its own
   */
  public static RulesHistory of(RulesVersion first, List<RulesVersion> changes) {
    return new RulesHistory(
        Stream.concat(Stream.of(first), changes.stream())
            .sorted(Comparator.comparingLong(RulesVersion::effectiveFrom).reversed())
            .toList());
  }

  /** The rules by which a window is judged that begins then, milliseconds since the epoch. */
  public RulesVersion at(long windowStart) {
    for (RulesVersion version : newestFirst) {
      if (version.effectiveFrom() <= windowStart) {
        return version;
      }
    }
    throw new IllegalStateException("no rules hold at " + windowStart);
  }
}
