package io.pumpwatch.pattern;

import io.pumpwatch.feature.Baseline;
import io.pumpwatch.feature.Exceedance;
import io.pumpwatch.feature.LogSource;
import io.pumpwatch.feature.PriorBaseline;
import io.pumpwatch.feature.TrafficFeatures;
import io.pumpwatch.feature.TrialRules;
import io.pumpwatch.finding.AlertVolume;
import io.pumpwatch.pattern.limit.LimitOverride;
import io.pumpwatch.pattern.limit.PatternLimits;
import io.pumpwatch.suppression.AllowListEntry;
import io.pumpwatch.suppression.Campaign;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that decides what is found: the catalogue of patterns with their thresholds, what a
 * trial is, and what is normal before anything was learnt.
 *
 * @param protection how soon something is called an attack
 * @param falseAlarms how many false alarms are wished for, where limits are to come from that
 * @param trials what makes a trial of a number's messages
 * @param priors expectations of a cold start
 * @param modes what is done with what each pattern finds, by its name
 * @param burst thresholds of {@code burst}
 * @param sequentialNumbers thresholds of {@code sequential-numbers}
 * @param sendToSuccessImbalance thresholds of {@code send-to-success-imbalance}
 * @param partialConversion thresholds of {@code partial-conversion}
 * @param repeatFlood thresholds of {@code repeat-flood}
 * @param unrequestedSends thresholds of {@code unrequested-sends}
 * @param countrySpread thresholds of {@code country-spread}
 * @param spendSurge thresholds of {@code spend-surge}
 * @param silentSource thresholds of {@code silent-source}
 * @param alertVolume when the number of alerts is news itself
 * @param overrides limits that hold for some traffic, the first that matches alone
 * @param allowList traffic whose findings page nobody, because somebody answers for it
 * @param campaigns announced traffic, whose volume pages nobody
 */
public record DetectionRules(
    ProtectionLevel protection,
    FalseAlarmBudget falseAlarms,
    TrialRules trials,
    PriorBaseline priors,
    Map<String, PatternMode> modes,
    BurstPattern burst,
    SequentialNumbersPattern sequentialNumbers,
    SendToSuccessImbalancePattern sendToSuccessImbalance,
    PartialConversionPattern partialConversion,
    RepeatFloodPattern repeatFlood,
    UnrequestedSendsPattern unrequestedSends,
    CountrySpreadPattern countrySpread,
    SpendSurgePattern spendSurge,
    SilentSourcePattern silentSource,
    AlertVolume alertVolume,
    List<LimitOverride> overrides,
    List<AllowListEntry> allowList,
    List<Campaign> campaigns)
    implements Judge, Serializable {

  public DetectionRules {
    overrides = List.copyOf(overrides);
    allowList = List.copyOf(allowList);
    campaigns = List.copyOf(campaigns);
  }

  /** Rules that are the same for all traffic and hold nothing back. */
  public DetectionRules(
      ProtectionLevel protection,
      FalseAlarmBudget falseAlarms,
      TrialRules trials,
      PriorBaseline priors,
      Map<String, PatternMode> modes,
      BurstPattern burst,
      SequentialNumbersPattern sequentialNumbers,
      SendToSuccessImbalancePattern sendToSuccessImbalance,
      PartialConversionPattern partialConversion,
      RepeatFloodPattern repeatFlood,
      UnrequestedSendsPattern unrequestedSends,
      CountrySpreadPattern countrySpread,
      SpendSurgePattern spendSurge,
      SilentSourcePattern silentSource) {
    this(
        protection,
        falseAlarms,
        trials,
        priors,
        modes,
        burst,
        sequentialNumbers,
        sendToSuccessImbalance,
        partialConversion,
        repeatFlood,
        unrequestedSends,
        countrySpread,
        spendSurge,
        silentSource,
        AlertVolume.defaults(),
        List.of(),
        List.of(),
        List.of());
  }

  /** The rules that ship. */
  public static DetectionRules defaults() {
    return new DetectionRules(
        ProtectionLevel.STANDARD,
        FalseAlarmBudget.unstated(),
        TrialRules.defaults(),
        PriorBaseline.defaults(),
        alerting(),
        BurstPattern.defaults(),
        SequentialNumbersPattern.defaults(),
        SendToSuccessImbalancePattern.defaults(),
        PartialConversionPattern.defaults(),
        RepeatFloodPattern.defaults(),
        UnrequestedSendsPattern.defaults(),
        CountrySpreadPattern.defaults(),
        SpendSurgePattern.defaults(),
        SilentSourcePattern.defaults());
  }

  private static Map<String, PatternMode> alerting() {
    Map<String, PatternMode> modes = new LinkedHashMap<>();
    for (String name :
        List.of(
            BurstPattern.NAME,
            SequentialNumbersPattern.NAME,
            SendToSuccessImbalancePattern.NAME,
            PartialConversionPattern.NAME,
            RepeatFloodPattern.NAME,
            UnrequestedSendsPattern.NAME,
            CountrySpreadPattern.NAME,
            SpendSurgePattern.NAME,
            SilentSourcePattern.NAME,
            AlertVolume.NAME)) {
      modes.put(name, PatternMode.ALERT);
    }
    return modes;
  }

  /** The catalogue. */
  public List<PumpingPattern> patterns() {
    return List.of(
        burst,
        sequentialNumbers,
        sendToSuccessImbalance,
        partialConversion,
        repeatFlood,
        unrequestedSends,
        countrySpread,
        spendSurge,
        silentSource);
  }

  /** The pattern of that name; a match of a pattern that is not in the catalogue is impossible. */
  public PumpingPattern pattern(String name) {
    return patterns().stream()
        .filter(pattern -> pattern.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no pattern " + name));
  }

  /** What is done with what that pattern finds. */
  public PatternMode mode(PumpingPattern pattern) {
    return mode(pattern.name());
  }

  /** What is done with findings of that name. */
  public PatternMode mode(String pattern) {
    return modes.getOrDefault(pattern, PatternMode.ALERT);
  }

  /**
   * What of other rules cannot take the place of these in a job that runs; empty where they can.
   * Lengths of time are built into timers and patterns that state already rests on.
   */
  public Optional<String> obstacleTo(DetectionRules other) {
    Map<String, String> changed = other.structure();
    return structure().entrySet().stream()
        .filter(part -> !part.getValue().equals(changed.get(part.getKey())))
        .map(Map.Entry::getKey)
        .findFirst()
        .map(part -> part.equals("trials") ? part : "lengths of time of " + part);
  }

  /** What state rests on, by the name of what it belongs to: lengths of time and stages. */
  public Map<String, String> structure() {
    Map<String, String> structure = new LinkedHashMap<>();
    structure.put("trials", trials.toString());
    for (PumpingPattern pattern : patterns()) {
      structure.put(
          pattern.name(),
          "episodes "
              + pattern.episodeGap()
              + " apart, stages "
              + String.join(" ", structures(pattern)));
    }
    return structure;
  }

  private static List<String> structures(PumpingPattern pattern) {
    return pattern.shapes().stream().map(PatternShape::structure).toList();
  }

  /**
   * The rules with the limits that the wished rate of false alarms makes of those that stand in
   * them, where one is wished for, and the protection level of these. What an override states is
   * not the wish's to change.
   */
  public DetectionRules inEffect() {
    return falseAlarms.isStated() ? wished().atProtectionLevel() : atProtectionLevel();
  }

  private DetectionRules wished() {
    return new DetectionRules(
        protection,
        falseAlarms,
        trials,
        priors,
        modes,
        falseAlarms.limit(burst),
        falseAlarms.limit(sequentialNumbers),
        falseAlarms.limit(sendToSuccessImbalance),
        falseAlarms.limit(partialConversion),
        repeatFlood,
        unrequestedSends,
        countrySpread,
        spendSurge,
        silentSource,
        alertVolume,
        overrides,
        allowList,
        campaigns);
  }

  private DetectionRules atProtectionLevel() {
    double evidence = protection.evidence();
    return new DetectionRules(
        protection,
        falseAlarms,
        trials,
        priors,
        modes,
        burst.demanding(evidence),
        sequentialNumbers.demanding(evidence),
        sendToSuccessImbalance.demanding(evidence),
        partialConversion.demanding(evidence),
        repeatFlood.demanding(evidence),
        unrequestedSends.demanding(evidence),
        countrySpread.demanding(evidence),
        spendSurge.demanding(evidence),
        silentSource.demanding(evidence),
        alertVolume,
        overrides.stream().map(this::atProtectionLevel).toList(),
        allowList,
        campaigns);
  }

  /** What differs is on the level of the traffic: the override then says every limit. */
  private LimitOverride atProtectionLevel(LimitOverride override) {
    return new LimitOverride(
        override.match(), null, PatternLimits.of(overridden(override).atProtectionLevel()));
  }

  /** The rules as they are for the traffic of that override alone. */
  public DetectionRules overridden(LimitOverride override) {
    PatternLimits limits = override.limits();
    return new DetectionRules(
        override.protection() == null ? protection : override.protection(),
        falseAlarms,
        trials,
        priors,
        modes,
        limits.burst().over(burst),
        limits.sequentialNumbers().over(sequentialNumbers),
        limits.sendToSuccessImbalance().over(sendToSuccessImbalance),
        limits.partialConversion().over(partialConversion),
        limits.repeatFlood().over(repeatFlood),
        limits.unrequestedSends().over(unrequestedSends),
        limits.countrySpread().over(countrySpread),
        limits.spendSurge().over(spendSurge),
        limits.silentSource().over(silentSource),
        alertVolume,
        List.of(),
        allowList,
        campaigns);
  }

  /** The patterns with the limits that hold for the traffic of that window. */
  private List<PumpingPattern> judging(TrafficFeatures features) {
    return rulesFor(features).patterns();
  }

  private DetectionRules rulesFor(TrafficFeatures features) {
    for (LimitOverride override : overrides) {
      if (override.match().holds(features)) {
        return overridden(override);
      }
    }
    return this;
  }

  @Override
  public Baseline baseline() {
    return priors;
  }

  @Override
  public TrafficFeatures evaluate(TrafficFeatures features) {
    Map<String, Exceedance> reached = new LinkedHashMap<>();
    for (PumpingPattern pattern : judging(features)) {
      if (mode(pattern) != PatternMode.OFF) {
        reached.putAll(pattern.exceedances(features));
      }
    }
    return reached.isEmpty() ? features : features.withExceedances(reached);
  }

  @Override
  public TrafficFeatures evaluateSilence(TrafficFeatures empty, Map<LogSource, Long> missingRows) {
    return mode(silentSource) == PatternMode.OFF
        ? empty
        : empty.withExceedances(rulesFor(empty).silentSource.missing(missingRows));
  }

  @Override
  public List<TrafficFeatures> claims(List<TrafficFeatures> scored) {
    return BlockClaims.of(scored, patterns());
  }

  @Override
  public TrafficFeatures confirm(TrafficFeatures candidate) {
    Map<String, Exceedance> standing = new LinkedHashMap<>();
    for (PumpingPattern pattern : judging(candidate)) {
      standing.putAll(pattern.standing(candidate));
    }
    return candidate.withExceedances(standing);
  }
}
