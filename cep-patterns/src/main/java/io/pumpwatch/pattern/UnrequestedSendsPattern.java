package io.pumpwatch.pattern;

import io.pumpwatch.feature.Exceedance;
import io.pumpwatch.feature.Grain;
import io.pumpwatch.feature.TrafficFeatures;
import io.pumpwatch.feature.TrafficTally;
import io.pumpwatch.finding.Severity;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.pattern.Pattern;

/**
 * The provider accepts messages that no application asked for: a credential is used behind the
 * application's back. Silent where the tenant's applications do not log what they are asked for.
 *
 * @param unrequestedSessions number sessions of an hour that nobody asked for, from which a
 *     credential is watched
 * @param countingSessions how many count
 * @param patience how long the second is waited for after the first
 * @param episodeGap how long a credential must be quiet for its episode to be over
 */
public record UnrequestedSendsPattern(
    int unrequestedSessions, int countingSessions, Duration patience, Duration episodeGap)
    implements PumpingPattern {
  public static final String NAME = "unrequested-sends";

  static final String UNREQUESTED = "unrequested";
  static final String CONTINUED = "continued";

  /** Statistic: sessions that nobody asked for, against the number from which that is watched. */
  public static final String STRAY = "unrequested-stray";

  /** Statistic: the same against the number that counts. */
  public static final String SESSIONS = "unrequested-sessions";

  /** The thresholds that ship. */
  public static UnrequestedSendsPattern defaults() {
    return new UnrequestedSendsPattern(5, 10, Duration.ofHours(1), Duration.ofHours(6));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public UnrequestedSendsPattern demanding(double evidence) {
    return new UnrequestedSendsPattern(
        unrequestedSessions, (int) Math.ceil(countingSessions * evidence), patience, episodeGap);
  }

  @Override
  public List<String> statistics() {
    return List.of(STRAY, SESSIONS);
  }

  @Override
  public Map<String, Exceedance> exceedances(TrafficFeatures features) {
    Exceedance stray = new Exceedance(features.recentUnrequested(), unrequestedSessions);
    if (!features.key().is(Grain.IDENTITY) || !stray.reached()) {
      return Map.of();
    }
    Map<String, Exceedance> reached = new LinkedHashMap<>();
    reached.put(STRAY, stray);
    Exceedance sessions = new Exceedance(stray.score(), countingSessions);
    if (sessions.reached()) {
      reached.put(SESSIONS, sessions);
    }
    return reached;
  }

  @Override
  public boolean confirms(String statistic, TrafficFeatures features) {
    return features.health().requestsLogged();
  }

  @Override
  public boolean decides(String statistic, TrafficFeatures features) {
    return SESSIONS.equals(statistic);
  }

  @Override
  public List<PatternShape> shapes() {
    Pattern<TrafficFeatures, ?> stray =
        Pattern.<TrafficFeatures>begin(UNREQUESTED, AfterMatchSkipStrategy.skipPastLastEvent())
            .where(new Reaches(STRAY))
            .followedBy(CONTINUED)
            .where(new Reaches(SESSIONS))
            .within(patience);
    Pattern<TrafficFeatures, ?> flood =
        Pattern.<TrafficFeatures>begin(CONTINUED, AfterMatchSkipStrategy.skipPastLastEvent())
            .where(new Reaches(SESSIONS))
            .within(patience);
    return List.of(new PatternShape("stray", stray), new PatternShape("flood", flood));
  }

  @Override
  public boolean claimsSpan() {
    return false;
  }

  @Override
  public Assessment assess(EpisodeEvidence evidence) {
    TrafficTally tally = evidence.tally();
    String explanation =
        String.format(
            Locale.ROOT,
            "%s: a provider accepted messages to %,d numbers that no application had asked for, %s;"
                + " %.0f of them within an hour against a limit of %.0f decided.",
            Impact.entity(evidence.key()),
            tally.unrequested(),
            Impact.toll(tally),
            evidence.score(),
            evidence.limit());
    return new Assessment(
        Impact.severity(tally).atLeast(Severity.HIGH),
        Impact.confidence(evidence),
        explanation,
        Impact.action(evidence.key(), tally));
  }
}
