package io.pumpwatch.finding;

import io.pumpwatch.feature.TrafficFeatures;
import io.pumpwatch.pattern.PatternMatch;
import io.pumpwatch.pattern.PatternMatch.MatchedWindow;
import io.pumpwatch.pattern.PatternMode;
import io.pumpwatch.pattern.PumpingPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Joins matches into an episode, those that end together at once, and keeps what was told. */
final class EpisodeRun {
  /** What every episode here opens with. */
  static final Opening OPENING = new Opening("rules-1", "run-1", PatternMode.ALERT);

  private final PumpingPattern pattern;
  private final Map<Long, List<PatternMatch>> matches = new TreeMap<>();
  private final List<Episode> states = new ArrayList<>();
  private final List<String> evidence = new ArrayList<>();

  EpisodeRun(PumpingPattern pattern) {
    this.pattern = pattern;
  }

  /** A match of those windows, each with the stage it matched. */
  static PatternMatch match(
      PumpingPattern pattern, String shape, List<String> stages, List<TrafficFeatures> rows) {
    List<MatchedWindow> windows = new ArrayList<>();
    for (int i = 0; i < stages.size(); i++) {
      windows.add(new MatchedWindow(stages.get(i), rows.get(i)));
    }
    return new PatternMatch(pattern.name(), shape, windows);
  }

  EpisodeRun match(String shape, List<String> stages, TrafficFeatures... rows) {
    PatternMatch match = match(pattern, shape, stages, List.of(rows));
    matches.computeIfAbsent(match.detectedAt(), unused -> new ArrayList<>()).add(match);
    return this;
  }

  /** Takes the matches in time order and gives the episode as it then stands. */
  Episode episode() {
    Episode episode = null;
    for (List<PatternMatch> together : matches.values()) {
      episode =
          Episode.after(
              episode,
              together,
              pattern,
              OPENING,
              (findingId, stage, features) ->
                  evidence.add(stage + " " + features.window().sends()));
      states.add(episode);
    }
    return episode;
  }

  /** The episode after each moment. */
  List<Episode> states() {
    return states;
  }

  /** The windows told as evidence: stage and sends. */
  List<String> evidence() {
    return evidence;
  }
}
