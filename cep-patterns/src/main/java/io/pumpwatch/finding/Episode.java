package io.pumpwatch.finding;

import io.pumpwatch.feature.Exceedance;
import io.pumpwatch.feature.Expectation;
import io.pumpwatch.feature.Grain;
import io.pumpwatch.feature.SequenceStatistic;
import io.pumpwatch.feature.TenantHealth;
import io.pumpwatch.feature.TrafficFeatures;
import io.pumpwatch.feature.TrafficKey;
import io.pumpwatch.feature.TrafficTally;
import io.pumpwatch.pattern.EpisodeEvidence;
import io.pumpwatch.pattern.PatternMatch;
import io.pumpwatch.pattern.PatternMatch.MatchedWindow;
import io.pumpwatch.pattern.PumpingPattern;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A stretch of matches of one pattern on one key with no gap as long as the pattern's: what one
 * finding claims. It is a function of the matches in time order.
 *
 * @param opening what it opened with
 * @param findingId stable id of the finding
 * @param pattern name of the pattern
 * @param key whose traffic
 * @param start start of the evidence, milliseconds since the epoch
 * @param end end of the evidence, milliseconds since the epoch
 * @param detectedAt end of the window that decided first
 * @param lastMatch end of the window that matched last
 * @param revision of the finding, 1 when opened
 * @param severity at the last revision
 * @param sendsAtRevision sends at the last revision
 * @param statistic that was furthest over its limit
 * @param decided that statistic against its limit
 * @param expectation what is normal for the key
 * @param sequence the closest the block's numbers came
 * @param health what was known of the tenant at the last match; on a wide key that opened in an
 *     outage, that it was one
 * @param tally the evidence
 */
public record Episode(
    Opening opening,
    String findingId,
    String pattern,
    TrafficKey key,
    long start,
    long end,
    long detectedAt,
    long lastMatch,
    int revision,
    Severity severity,
    long sendsAtRevision,
    String statistic,
    Exceedance decided,
    Expectation expectation,
    SequenceStatistic sequence,
    TenantHealth health,
    TrafficTally tally) {
  private static final double MILLIS_PER_MINUTE = 60_000;

  /** Told of each window that becomes evidence. */
  public interface EvidenceWindows {
    /**
     * @param findingId the finding whose evidence it is
     * @param stage the stage that the window matched
     * @param features the window
     */
    void accept(String findingId, String stage, TrafficFeatures features);
  }

  /** Matches that end together are taken in this order, whatever order they came in. */
  public static final Comparator<PatternMatch> ORDER =
      Comparator.<PatternMatch>comparingLong(
              match -> match.windows().get(0).features().windowStart())
          .thenComparing(PatternMatch::shape);

  /**
   * The episode after matches that end together.
   *
   * @param episode the episode so far, or null
   * @param matches of one pattern and key, all ending at the same time
   * @param rules the pattern
   * @param opening what an episode that opens now opens with
   * @param windows told of each window that becomes evidence
   */
  public static Episode after(
      Episode episode,
      List<PatternMatch> matches,
      PumpingPattern rules,
      Opening opening,
      EvidenceWindows windows) {
    Episode current = episode;
    for (PatternMatch match : matches.stream().sorted(ORDER).toList()) {
      current =
          current == null
              ? open(match, rules, opening, windows)
              : current.extend(match, rules, windows);
    }
    Severity assessed = rules.assess(current.evidence()).severity();
    long sends = current.tally.sends();
    boolean opened = episode == null;
    boolean revised =
        opened
            || assessed != current.severity
            || (sends > 0 && sends >= 2 * current.sendsAtRevision);
    return revised ? current.revise(opened ? 1 : current.revision + 1, assessed, sends) : current;
  }

  private static Episode open(
      PatternMatch match, PumpingPattern rules, Opening opening, EvidenceWindows windows) {
    List<MatchedWindow> evidence = evidence(match, rules);
    TrafficFeatures first = evidence.get(0).features();
    TrafficFeatures deciding = match.deciding();
    String findingId = id(match.pattern(), match.key(), first.windowStart());
    boolean spans = rules.claimsSpan() && deciding.span() != null;
    TrafficTally tally = spans ? deciding.span().copy() : TrafficTally.create(match.key());
    for (MatchedWindow window : evidence) {
      if (!spans || window.features().windowStart() < deciding.spanStart()) {
        tally.merge(window.features().window());
      }
      if (rules.restsOnWindows()) {
        windows.accept(findingId, window.stage(), window.features());
      }
    }
    Map.Entry<String, Exceedance> furthest = furthest(deciding, rules);
    return new Episode(
        opening,
        findingId,
        match.pattern(),
        match.key(),
        spans ? Math.min(deciding.spanStart(), first.windowStart()) : first.windowStart(),
        deciding.windowEnd(),
        deciding.windowEnd(),
        deciding.windowEnd(),
        0,
        Severity.INFORMATIONAL,
        0,
        furthest.getKey(),
        furthest.getValue(),
        deciding.expectation(),
        deciding.sequence(),
        deciding.health(),
        tally);
  }

  private Episode extend(PatternMatch match, PumpingPattern rules, EvidenceWindows windows) {
    TrafficFeatures deciding = match.deciding();
    if (!rules.restsOnWindows()) {
      return keptGoing(deciding.windowEnd());
    }
    // The span that the episode opened with holds the windows between the matches as well.
    boolean spans = rules.claimsSpan() && deciding.span() != null && deciding.spanStart() <= start;
    TrafficTally extended = spans ? deciding.span().copy() : tally.copy();
    for (MatchedWindow window : evidence(match, rules)) {
      // Stories may share windows; each is evidence once.
      if (window.features().windowStart() >= end) {
        if (!spans) {
          extended.merge(window.features().window());
        }
        windows.accept(findingId, window.stage(), window.features());
      }
    }
    Map.Entry<String, Exceedance> furthest = furthest(deciding, rules);
    boolean further = ratio(furthest.getValue()) > ratio(decided);
    return new Episode(
        opening,
        findingId,
        pattern,
        key,
        start,
        Math.max(end, deciding.windowEnd()),
        detectedAt,
        Math.max(lastMatch, deciding.windowEnd()),
        revision,
        severity,
        sendsAtRevision,
        further ? furthest.getKey() : statistic,
        further ? furthest.getValue() : decided,
        expectation,
        deciding.sequence().score() > sequence.score() ? deciding.sequence() : sequence,
        healthAfter(deciding.health()),
        extended);
  }

  private Episode keptGoing(long time) {
    return new Episode(
        opening,
        findingId,
        pattern,
        key,
        start,
        end,
        detectedAt,
        Math.max(lastMatch, time),
        revision,
        severity,
        sendsAtRevision,
        statistic,
        decided,
        expectation,
        sequence,
        health,
        tally);
  }

  /**
   * What an outage left on a wide key is still its evidence when all else is well again: such an
   * episode stays one of the outage.
   */
  private TenantHealth healthAfter(TenantHealth now) {
    boolean narrow = key.isBlock() || key.is(Grain.DESTINATION) || key.is(Grain.SOURCE_IP);
    return narrow || !health.restCollapsed() ? now : now.collapsed();
  }

  /** The windows of the match, and the one before them where the first was judged with it. */
  private static List<MatchedWindow> evidence(PatternMatch match, PumpingPattern rules) {
    MatchedWindow first = match.windows().get(0);
    TrafficFeatures features = first.features();
    if (features.previous() == null || !rules.judgesWithPreceding(features)) {
      return match.windows();
    }
    List<MatchedWindow> windows = new ArrayList<>();
    windows.add(new MatchedWindow(first.stage(), features.preceding()));
    windows.addAll(match.windows());
    return windows;
  }

  private Episode revise(int newRevision, Severity newSeverity, long sends) {
    return new Episode(
        opening,
        findingId,
        pattern,
        key,
        start,
        end,
        detectedAt,
        lastMatch,
        newRevision,
        newSeverity,
        sends,
        statistic,
        decided,
        expectation,
        sequence,
        health,
        tally);
  }

  /** The same, opened with something else. */
  public Episode openedWith(Opening other) {
    return new Episode(
        other,
        findingId,
        pattern,
        key,
        start,
        end,
        detectedAt,
        lastMatch,
        revision,
        severity,
        sendsAtRevision,
        statistic,
        decided,
        expectation,
        sequence,
        health,
        tally);
  }

  /** The last revision, made when the episode is over. */
  public Episode closed() {
    return revise(revision + 1, severity, tally.sends());
  }

  /**
   * The statistic of the pattern that is furthest over its limit in that window, one that decides
   * if any does.
   */
  static Map.Entry<String, Exceedance> furthest(TrafficFeatures features, PumpingPattern rules) {
    return features.exceedances().entrySet().stream()
        .filter(entry -> rules.statistics().contains(entry.getKey()))
        .max(
            Comparator.<Map.Entry<String, Exceedance>, Boolean>comparing(
                    entry -> rules.decides(entry.getKey(), features))
                .thenComparing(entry -> ratio(entry.getValue()))
                .thenComparing(Map.Entry::getKey))
        .orElseThrow(
            () -> new IllegalStateException("match without a statistic on " + features.key()));
  }

  private static double ratio(Exceedance exceedance) {
    return exceedance.score() / exceedance.limit();
  }

  /** What the episode rests on so far. */
  public EpisodeEvidence evidence() {
    return new EpisodeEvidence(
        key,
        start,
        end,
        tally,
        statistic,
        decided.score(),
        decided.limit(),
        expectation,
        expectation.attemptsPerMinute() * (end - start) / MILLIS_PER_MINUTE,
        sequence,
        health);
  }

  private static String id(String pattern, TrafficKey key, long firstWindow) {
    return StableId.of(
        pattern,
        key.tenant(),
        key.grain(),
        key.value(),
        Integer.toString(key.digits()),
        Long.toString(firstWindow));
  }
}
