package io.pumpwatch.jobs.backtest;

import java.util.HashMap;
import java.util.Map;

/**
 * Under which names a scorer finds its part of evidence that several scorers share.
 *
 * @param scorer which of them, empty for one that shares with nobody
 * @param scopes the scope that each finding's evidence is kept for, by the finding's id, where that
 *     is not the finding's own
 */
record EvidenceNames(String scorer, Map<String, String> scopes) {
  /** Of a scorer that shares with nobody. */
  static final EvidenceNames OWN = new EvidenceNames("", Map.of());

  /** Of one scorer among others. */
  static EvidenceNames of(int scorer) {
    return new EvidenceNames(Integer.toString(scorer), new HashMap<>());
  }

  /** The group that blocking is counted for. */
  String group(String pattern) {
    return scorer.isEmpty() ? pattern : scorer + "/" + pattern;
  }

  /** The scope that stands for a finding. */
  String scope(String findingId) {
    return scopes.getOrDefault(findingId, findingId);
  }
}
