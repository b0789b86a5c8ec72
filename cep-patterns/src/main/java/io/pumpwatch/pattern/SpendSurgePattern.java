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
 * A country, network or flow costs several times what it usually does, and codes do not come back:
 * a shift to dear destinations shows in money before it shows in counts. Silent until what is usual
 * was learnt. On a flow, which is not to be switched off, informational.
 *
 * @param floors least spend of an hour that counts, US dollars, by key label; a label that is
 *     missing is not watched
 * @param multiple how many times what the key usually spends in such an hour
 * @param evidence least evidence of its trials, nats
 * @param purity share of its failed trials that must be in blocks from which no code had come back
 * @param persistence how long it must go on
 * @param patience how long that is waited for
 * @param episodeGap how long a key must be quiet for its episode to be over
 */
public record SpendSurgePattern(
    Map<String, Double> floors,
    double multiple,
    double evidence,
    double purity,
    Duration persistence,
    Duration patience,
    Duration episodeGap)
    implements PumpingPattern {
  public static final String NAME = "spend-surge";

  static final String DEAR = "dear";
  static final String STILL_DEAR = "still-dear";

  /** Statistic: US dollars spent in the last hour. */
  public static final String SPEND = "spend-rate";

  private static final double MICROS = 1e6;

  /** The thresholds that ship. */
  public static SpendSurgePattern defaults() {
    Map<String, Double> floors = new LinkedHashMap<>();
    floors.put("network", 20.0);
    floors.put("country", 20.0);
    floors.put("flow", 50.0);
    return new SpendSurgePattern(
        floors, 4, 10, 0.8, Duration.ofMinutes(5), Duration.ofHours(6), Duration.ofHours(6));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public SpendSurgePattern demanding(double more) {
    Map<String, Double> demanded = new LinkedHashMap<>(floors);
    demanded.replaceAll((label, floor) -> floor * more);
    return new SpendSurgePattern(
        demanded, multiple, evidence * more, purity, persistence, patience, episodeGap);
  }

  @Override
  public List<String> statistics() {
    return List.of(SPEND);
  }

  @Override
  public Map<String, Exceedance> exceedances(TrafficFeatures features) {
    Double floor = floors.get(features.key().label());
    if (floor == null
        || features.usualCostMicroUsd() == 0
        || features.trialEvidence() < evidence
        || features.recentFailedTrials() <= features.recentSucceededTrials()
        || features.span() == null
        || features.span().novelFailed() < purity * features.span().failedTrials()) {
      return Map.of();
    }
    double usual = features.usualCostMicroUsd() / MICROS;
    Exceedance spend =
        new Exceedance(features.recentCostMicroUsd() / MICROS, Math.max(floor, multiple * usual));
    return spend.reached() ? Map.of(SPEND, spend) : Map.of();
  }

  @Override
  public boolean decides(String statistic, TrafficFeatures features) {
    return SPEND.equals(statistic);
  }

  @Override
  public List<PatternShape> shapes() {
    return List.of(
        new PatternShape(
            "surge",
            Pattern.<TrafficFeatures>begin(DEAR, AfterMatchSkipStrategy.skipPastLastEvent())
                .where(new Reaches(SPEND))
                .where(new SuccessLogged(true))
                .followedBy(STILL_DEAR)
                .where(new Reaches(SPEND))
                .where(new SuccessLogged(true))
                .where(AfterStage.atLeast(DEAR, persistence.toMillis()))
                .within(patience)));
  }

  @Override
  public boolean claimsSpan() {
    return true;
  }

  @Override
  public Assessment assess(EpisodeEvidence evidenceSoFar) {
    TrafficTally tally = evidenceSoFar.tally();
    String reason = HarmlessReason.of(evidenceSoFar);
    String explanation =
        String.format(
            Locale.ROOT,
            "%s: USD %,.2f spent within an hour against a limit of USD %,.2f, %,d of %,d number"
                + " sessions failed where %.0f %% normally succeed, %s in all%s.",
            Impact.entity(evidenceSoFar.key()),
            evidenceSoFar.score(),
            evidenceSoFar.limit(),
            tally.failedTrials(),
            tally.failedTrials() + tally.succeededTrials(),
            100 * evidenceSoFar.expectation().conversion(),
            Impact.toll(tally),
            reason);
    boolean harmless = !reason.isEmpty() || evidenceSoFar.key().is(Grain.FLOW);
    return new Assessment(
        harmless ? Severity.INFORMATIONAL : Impact.severity(tally),
        Impact.confidence(evidenceSoFar),
        explanation,
        HarmlessReason.isOutage(evidenceSoFar)
            ? "check the verification page"
            : Impact.action(evidenceSoFar.key(), tally));
  }
}
