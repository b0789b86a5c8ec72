package io.pumpwatch.pattern;

import io.pumpwatch.event.EventType;
import io.pumpwatch.feature.CountSurprise;
import io.pumpwatch.feature.DistinctCounter;
import io.pumpwatch.feature.Exceedance;
import io.pumpwatch.feature.Expectation;
import io.pumpwatch.feature.Grain;
import io.pumpwatch.feature.TrafficFeatures;
import io.pumpwatch.feature.TrafficKey;
import io.pumpwatch.feature.TrafficTally;
import io.pumpwatch.finding.Severity;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.pattern.Pattern;

/**
 * More attempts than the key's normal life explains: two adjacent minutes over the limit, or one
 * minute, or the sum of two adjacent ones, at a multiple of it, so that a burst of seconds is seen
 * wherever the minute falls. A key whose codes come back as usual is busy, not attacked; a wider
 * key in which a single client or number sends leaves the claim to that one. A surge of an
 * identity, network, country or flow is informational unless most of its trials fail.
 *
 * @param floors least attempts a minute that count, by key label; a label that is missing is not
 *     watched
 * @param falseAlarmProbability chance that a normal minute reaches the limit, where the expectation
 *     asks for more than the floor
 * @param flashMultiple how many times the limit one minute, or two adjacent ones together, must
 *     reach alone
 * @param convertingShare share of the last hour's attempts that came back verified from which a key
 *     counts as converting
 * @param episodeGap how long a key must be quiet for its episode to be over
 */
public record BurstPattern(
    Map<String, Long> floors,
    double falseAlarmProbability,
    double flashMultiple,
    double convertingShare,
    Duration episodeGap)
    implements PumpingPattern {
  public static final String NAME = "burst";

  static final String SURGE = "surge";
  static final String SUSTAINED = "sustained";
  static final String FLASH = "flash";

  /** Statistic: attempts of the minute. */
  public static final String RATE = "burst-rate";

  /** Statistic: attempts of the minute and of the adjacent one before it. */
  public static final String PAIR = "burst-pair";

  /** The thresholds that ship. */
  public static BurstPattern defaults() {
    Map<String, Long> floors = new LinkedHashMap<>();
    floors.put("source_ip", 12L);
    floors.put("source_network", 30L);
    floors.put("identity", 240L);
    floors.put("user", 9L);
    floors.put("destination", 9L);
    floors.put("destination_block_2", 6L);
    floors.put("destination_block_3", 10L);
    floors.put("destination_block_4", 15L);
    floors.put("network", 120L);
    floors.put("country", 150L);
    floors.put("flow", 400L);
    return new BurstPattern(floors, 1e-6, 5.0 / 3, 0.25, Duration.ofHours(1));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public BurstPattern demanding(double evidence) {
    Map<String, Long> demanded = new LinkedHashMap<>(floors);
    demanded.replaceAll((label, floor) -> (long) Math.ceil(floor * evidence));
    return new BurstPattern(
        demanded,
        Math.pow(falseAlarmProbability, evidence),
        flashMultiple,
        convertingShare,
        episodeGap);
  }

  @Override
  public List<String> statistics() {
    return List.of(RATE, PAIR);
  }

  @Override
  public Map<String, Exceedance> exceedances(TrafficFeatures features) {
    Long floor = floors.get(features.key().label());
    if (isWide(features.key()) && features.expectation().source().equals(Expectation.PRIOR)) {
      return Map.of();
    }
    long pair = features.attemptsOfTwo();
    if (floor == null || pair < floor || standsForOne(features) || converting(features)) {
      return Map.of();
    }
    Expectation expectation = features.expectation();
    long limit =
        Math.max(
            floor,
            CountSurprise.limit(
                expectation.attemptsPerMinute(), expectation.dispersion(), falseAlarmProbability));
    Map<String, Exceedance> reached = new LinkedHashMap<>();
    Exceedance rate = new Exceedance(features.window().attempts(), limit);
    if (rate.reached()) {
      reached.put(RATE, rate);
    }
    Exceedance flash = new Exceedance(pair, Math.ceil(limit * flashMultiple));
    if (flash.reached()) {
      reached.put(PAIR, flash);
    }
    return reached;
  }

  /** A surge of a wide key is an attack only if its codes do not come back: campaigns surge too. */
  private static String reason(EpisodeEvidence evidence) {
    String harmless = HarmlessReason.of(evidence);
    TrafficTally tally = evidence.tally();
    return harmless.isEmpty()
            && isWide(evidence.key())
            && tally.failedTrials() <= tally.succeededTrials()
        ? ", but nothing says that codes do not come back: this may be a campaign"
        : harmless;
  }

  /** Whether a key is too large for one prior to fit every tenant. */
  private static boolean isWide(TrafficKey key) {
    return key.is(Grain.IDENTITY)
        || key.is(Grain.NETWORK)
        || key.is(Grain.COUNTRY)
        || key.is(Grain.FLOW);
  }

  /** A network of one client, or a block of one number, is that client's or number's burst. */
  private static boolean standsForOne(TrafficFeatures features) {
    return (features.key().is(Grain.SOURCE_NETWORK)
            && distinctInTwo(features, TrafficTally::clients) < 2)
        || (features.key().isBlock() && distinctInTwo(features, TrafficTally::destinations) < 2);
  }

  private static long distinctInTwo(
      TrafficFeatures features, Function<TrafficTally, DistinctCounter> values) {
    DistinctCounter both = values.apply(features.window()).copy();
    if (features.previous() != null) {
      both.merge(values.apply(features.previous()));
    }
    return both.estimate();
  }

  private boolean converting(TrafficFeatures features) {
    return features.recentVerified() >= convertingShare * features.recentAttempts()
        && features.recentVerified() > 0;
  }

  @Override
  public boolean decides(String statistic, TrafficFeatures features) {
    return statistic.equals(judgesWithPreceding(features) ? PAIR : RATE);
  }

  @Override
  public boolean judgesWithPreceding(TrafficFeatures features) {
    return features.exceedance(PAIR).reached();
  }

  @Override
  public List<PatternShape> shapes() {
    Pattern<TrafficFeatures, ?> sustained =
        Pattern.<TrafficFeatures>begin(SURGE, AfterMatchSkipStrategy.skipPastLastEvent())
            .where(new Reaches(RATE))
            .next(SUSTAINED)
            .where(new Reaches(RATE))
            .where(AfterStage.adjacent(SURGE))
            .within(Duration.ofMinutes(2));
    Pattern<TrafficFeatures, ?> flash =
        Pattern.<TrafficFeatures>begin(FLASH, AfterMatchSkipStrategy.skipPastLastEvent())
            .where(new Reaches(PAIR))
            .within(Duration.ofMinutes(2));
    return List.of(new PatternShape(SUSTAINED, sustained), new PatternShape(FLASH, flash));
  }

  @Override
  public boolean claimsSpan() {
    return false;
  }

  @Override
  public Assessment assess(EpisodeEvidence evidence) {
    TrafficTally tally = evidence.tally();
    String reason = reason(evidence);
    String explanation =
        String.format(
            Locale.ROOT,
            "%s: %,d attempts%s%s%s, %s, where %.1f attempts are normal; %.0f attempts %s against"
                + " a limit of %.0f decided%s.",
            Impact.entity(evidence.key()),
            tally.attempts(),
            Impact.some(" to %,d number%s", tally.destinations().estimate()),
            Impact.some(" from %,d client%s", tally.clients().estimate()),
            Impact.some(", %,d of them refused", tally.count(EventType.BLOCKED)),
            Impact.toll(tally),
            evidence.expectedAttempts(),
            evidence.score(),
            PAIR.equals(evidence.statistic()) ? "within two minutes" : "in a minute",
            evidence.limit(),
            reason);
    return new Assessment(
        reason.isEmpty() ? Impact.severity(tally) : Severity.INFORMATIONAL,
        Impact.confidence(evidence),
        explanation,
        Impact.action(evidence.key(), tally));
  }
}
