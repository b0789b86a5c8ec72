package io.pumpwatch.pattern;

import io.pumpwatch.feature.Exceedance;
import io.pumpwatch.feature.LogSource;
import io.pumpwatch.feature.TrafficFeatures;
import io.pumpwatch.finding.Severity;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.pattern.Pattern;

/**
 * A source that a tenant's log always had is silent: patterns that need it are blind, and a
 * dashboard that shows nothing looks like peace. It is told to those who run the logs, so always
 * informational.
 *
 * @param missingRows rows that the same hours held at least on each of the seven days before, that
 *     count as missing
 * @param patience how long a match may take
 * @param episodeGap how long the source must not be seen to be missing for the episode to be over
 */
public record SilentSourcePattern(long missingRows, Duration patience, Duration episodeGap)
    implements PumpingPattern {
  public static final String NAME = "silent-source";

  static final String SILENCE = "silence";

  private static final String PREFIX = "silent-";

  /** The thresholds that ship. */
  public static SilentSourcePattern defaults() {
    return new SilentSourcePattern(50, Duration.ofHours(1), Duration.ofHours(6));
  }

  /** Statistic: rows of that source that are missing. */
  public static String statistic(LogSource source) {
    return PREFIX + source.word();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public SilentSourcePattern demanding(double evidence) {
    return new SilentSourcePattern((long) Math.ceil(missingRows * evidence), patience, episodeGap);
  }

  @Override
  public List<String> statistics() {
    return Arrays.stream(LogSource.values()).map(SilentSourcePattern::statistic).toList();
  }

  /** Nothing that a window holds: what is missing from none is judged by {@link #missing}. */
  @Override
  public Map<String, Exceedance> exceedances(TrafficFeatures features) {
    return Map.of();
  }

  /** The statistics that reach their limit where that many rows of each source are missing. */
  Map<String, Exceedance> missing(Map<LogSource, Long> rows) {
    Map<String, Exceedance> reached = new LinkedHashMap<>();
    rows.forEach(
        (source, count) -> {
          Exceedance missing = new Exceedance(count, missingRows);
          if (missing.reached()) {
            reached.put(statistic(source), missing);
          }
        });
    return reached;
  }

  @Override
  public boolean decides(String statistic, TrafficFeatures features) {
    return statistics().contains(statistic);
  }

  @Override
  public List<PatternShape> shapes() {
    Pattern<TrafficFeatures, TrafficFeatures> silence =
        Pattern.begin(SILENCE, AfterMatchSkipStrategy.skipPastLastEvent());
    for (String statistic : statistics()) {
      silence = silence.or(new Reaches(statistic));
    }
    return List.of(new PatternShape(SILENCE, silence.within(patience)));
  }

  @Override
  public boolean claimsSpan() {
    return false;
  }

  /** What is missing lies in no window. */
  @Override
  public boolean restsOnWindows() {
    return false;
  }

  @Override
  public Assessment assess(EpisodeEvidence evidence) {
    LogSource source = source(evidence.statistic());
    String explanation =
        String.format(
            Locale.ROOT,
            "%s: no %s, where the same hours of each of the last seven days held at least %.0f"
                + " (limit %.0f): %s.",
            Impact.entity(evidence.key()),
            source.rows(),
            evidence.score(),
            evidence.limit(),
            source == LogSource.SUCCESSES
                ? "while this lasts, codes that do not come back say nothing"
                : "while this lasts, nothing can be found in them");
    return new Assessment(
        Severity.INFORMATIONAL,
        Impact.confidence(evidence),
        explanation,
        "check the source that logs " + source.rows());
  }

  private static LogSource source(String statistic) {
    return LogSource.valueOf(statistic.substring(PREFIX.length()).toUpperCase(Locale.ROOT));
  }
}
