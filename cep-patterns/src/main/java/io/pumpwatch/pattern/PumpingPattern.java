package io.pumpwatch.pattern;

import io.pumpwatch.feature.Exceedance;
import io.pumpwatch.feature.TrafficFeatures;
import java.io.Serializable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One signature of SMS pumping: a record of its thresholds.
 *
 * <p>Thresholds are evaluated into the features ({@link #exceedances}), so that they can change
 * without changing what the CEP patterns ({@link #shapes}) look like; only windows that reach a
 * limit come to CEP at all.
 */
public interface PumpingPattern extends Serializable {

  /** Its name in findings and settings, kebab-case. */
  String name();

  /**
   * The same pattern with that many times the evidence demanded; lengths of time stay.
   *
   * @param evidence above 0
   */
  PumpingPattern demanding(double evidence);

  /** The names of its statistics: no other pattern has one of that name. */
  List<String> statistics();

  /**
   * The pattern's statistics that reach their limit in this window, by name; empty in a quiet one.
   * Health is not known yet, so those belong to them as well that may reach it once it is.
   */
  Map<String, Exceedance> exceedances(TrafficFeatures features);

  /**
   * Whether a statistic stands once the health of the tenant is known. Only those that reach their
   * limit are asked about.
   */
  default boolean confirms(String statistic, TrafficFeatures features) {
    return true;
  }

  /**
   * A statistic as it stands once the health of the tenant is known.
   *
   * @param candidate as it was before
   */
  default Exceedance judged(String statistic, Exceedance candidate, TrafficFeatures features) {
    return candidate;
  }

  /** The pattern's statistics that stand now that the health of the tenant is known, by name. */
  default Map<String, Exceedance> standing(TrafficFeatures candidate) {
    Map<String, Exceedance> standing = new LinkedHashMap<>();
    for (String statistic : statistics()) {
      Exceedance before = candidate.exceedances().get(statistic);
      if (before != null) {
        Exceedance judged = judged(statistic, before, candidate);
        if (judged.reached() && confirms(statistic, candidate)) {
          standing.put(statistic, judged);
        }
      }
    }
    return standing;
  }

  /**
   * Whether the statistic of that name is one that a finding rests on which those features make.
   */
  boolean decides(String statistic, TrafficFeatures features);

  /** Whether the window is judged together with the one just before it, which then is evidence. */
  default boolean judgesWithPreceding(TrafficFeatures features) {
    return false;
  }

  /** The stories it tells, each a CEP pattern over the windows of one key. */
  List<PatternShape> shapes();

  /**
   * Whether the evidence reaches back to where the trials began to fail, rather than to the first
   * window of the match.
   */
  boolean claimsSpan();

  /**
   * Whether evidence is what windows hold and grows with them. Else it is that of the first match,
   * and later ones only keep the episode going.
   */
  default boolean restsOnWindows() {
    return true;
  }

  /** How long a key must be quiet for its episode to be over. */
  Duration episodeGap();

  /** What a person is told of an episode. */
  Assessment assess(EpisodeEvidence evidence);
}
