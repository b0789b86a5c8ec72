package io.pumpwatch.pattern;

import io.pumpwatch.feature.Exceedance;
import io.pumpwatch.feature.Grain;
import io.pumpwatch.feature.TrafficFeatures;
import io.pumpwatch.feature.TrafficTally;
import io.pumpwatch.finding.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.pattern.Pattern;

/**
 * One client asks for codes to numbers of many countries, and they do not come back. A person has a
 * number or two; an address that many share has customers who answer. Each country's part may be
 * far too small to be seen in it.
 *
 * @param countries countries among the client's failed trials that count
 * @param evidence least evidence of its trials, nats
 * @param greatestConversion share of its trials that may have succeeded
 * @param patience how long a match may take
 * @param episodeGap how long a client must be quiet for its episode to be over
 */
public record CountrySpreadPattern(
    int countries,
    double evidence,
    double greatestConversion,
    Duration patience,
    Duration episodeGap)
    implements PumpingPattern {
  public static final String NAME = "country-spread";

  static final String SPREAD = "spread";

  /** Statistic: countries among the failed trials. */
  public static final String COUNTRIES = "spread-countries";

  /** The thresholds that ship. */
  public static CountrySpreadPattern defaults() {
    return new CountrySpreadPattern(5, 6, 0.2, Duration.ofHours(6), Duration.ofHours(6));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public CountrySpreadPattern demanding(double more) {
    return new CountrySpreadPattern(
        countries, evidence * more, greatestConversion, patience, episodeGap);
  }

  @Override
  public List<String> statistics() {
    return List.of(COUNTRIES);
  }

  @Override
  public Map<String, Exceedance> exceedances(TrafficFeatures features) {
    TrafficTally span = features.span();
    if (!features.key().is(Grain.SOURCE_IP)
        || span == null
        || features.trialEvidence() < evidence
        || features.recentFailedTrials() <= 0
        || span.succeededTrials()
            > greatestConversion * (span.failedTrials() + span.succeededTrials())) {
      return Map.of();
    }
    Exceedance spread = new Exceedance(span.failedCountries().estimate(), countries);
    return spread.reached() ? Map.of(COUNTRIES, spread) : Map.of();
  }

  @Override
  public boolean decides(String statistic, TrafficFeatures features) {
    return COUNTRIES.equals(statistic);
  }

  @Override
  public List<PatternShape> shapes() {
    return List.of(
        new PatternShape(
            SPREAD,
            Pattern.<TrafficFeatures>begin(SPREAD, AfterMatchSkipStrategy.skipPastLastEvent())
                .where(new Reaches(COUNTRIES))
                .where(new SuccessLogged(true))
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
            "%s: %,d of %,d number sessions failed, in %.0f countries against a limit of %.0f,"
                + " where a person writes to one or two, %s%s.",
            Impact.entity(evidenceSoFar.key()),
            tally.failedTrials(),
            tally.failedTrials() + tally.succeededTrials(),
            evidenceSoFar.score(),
            evidenceSoFar.limit(),
            Impact.toll(tally),
            reason);
    return new Assessment(
        reason.isEmpty() ? Impact.severity(tally) : Severity.INFORMATIONAL,
        Impact.confidence(evidenceSoFar),
        explanation,
        Impact.action(evidenceSoFar.key(), tally));
  }
}
