package io.pumpwatch.pattern;

import io.pumpwatch.feature.TrafficFeatures;
import io.pumpwatch.feature.TrafficKey;
import java.util.List;

/**
 * Windows of one key that told a pattern's story.
 *
 * @param pattern name of the pattern
 * @param shape name of the story
 * @param windows in time order, at least one
 */
public record PatternMatch(String pattern, String shape, List<MatchedWindow> windows) {

  /**
   * A window and the part it played.
   *
   * @param stage the stage it matched
   * @param features the window
   */
  public record MatchedWindow(String stage, TrafficFeatures features) {}

  /** Whose traffic. */
  public TrafficKey key() {
    return windows.get(0).features().key();
  }

  /** The window that decided. */
  public TrafficFeatures deciding() {
    return windows.get(windows.size() - 1).features();
  }

  /** End of the window that decided, milliseconds since the epoch. */
  public long detectedAt() {
    return deciding().windowEnd();
  }
}
