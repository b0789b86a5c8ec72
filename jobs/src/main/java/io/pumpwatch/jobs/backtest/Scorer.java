package io.pumpwatch.jobs.backtest;

import io.pumpwatch.datasets.simulate.profile.Label;
import io.pumpwatch.finding.Finding;
import io.pumpwatch.jobs.backtest.Scorecard.AttackResult;
import io.pumpwatch.jobs.backtest.Scorecard.BenignResult;
import io.pumpwatch.jobs.backtest.Scorecard.PatternScore;
import io.pumpwatch.jobs.backtest.Scorecard.ProfileScore;
import io.pumpwatch.jobs.backtest.Scorecard.ReferenceScore;
import io.pumpwatch.jobs.backtest.Scorecard.Spread;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Scores findings against labels by the events that both are about. It neither knows nor asks who
 * made the findings. Only those that alert count.
 */
public final class Scorer {
  private static final double MICROS = 1e6;
  private static final double SECONDS_PER_MINUTE = 60;
  private static final double SECONDS_PER_DAY = 86_400;

  private final List<Finding> alerting;
  private final Map<String, List<Finding>> references;
  private final boolean labelled;
  private final List<Label> attacks;
  private final List<Label> benign;
  private final EvidenceNames names;

  /**
   * @param findings the last revision of each
   * @param labels empty where nobody said what the traffic holds: then nothing but counts are told
   */
  public Scorer(List<Finding> findings, Optional<List<Label>> labels) {
    this(findings, Map.of(), labels);
  }

  /**
   * @param findings the last revision of each
   * @param references what others found in the same events, by the names to score it under, none of
   *     which is a pattern's; a finding may stand under several
   * @param labels empty where nobody said what the traffic holds: then nothing but counts are told
   */
  public Scorer(
      List<Finding> findings, Map<String, List<Finding>> references, Optional<List<Label>> labels) {
    this(findings, references, labels, EvidenceNames.OWN);
  }

  /**
   * @param names under which evidence is kept that other scorers share
   */
  Scorer(
      List<Finding> findings,
      Map<String, List<Finding>> references,
      Optional<List<Label>> labels,
      EvidenceNames names) {
    this.names = names;
    this.alerting = alerting(findings);
    this.references = new LinkedHashMap<>();
    references.forEach((name, found) -> this.references.put(name, alerting(found)));
    this.labelled = labels.isPresent();
    this.attacks = ofKind(Label.Kind.ATTACK, labels.orElse(List.of()));
    this.benign = ofKind(Label.Kind.BENIGN, labels.orElse(List.of()));
  }

  private static List<Finding> alerting(List<Finding> findings) {
    return findings.stream()
        .filter(Finding::alerting)
        .filter(Finding::tellsOfTraffic)
        .sorted(Comparator.comparing(Finding::detectedAt).thenComparing(Finding::findingId))
        .toList();
  }

  private static List<Label> ofKind(Label.Kind kind, List<Label> labels) {
    return labels.stream()
        .filter(label -> label.kind() == kind)
        .sorted(Comparator.comparing(Label::start).thenComparing(Label::labelId))
        .toList();
  }

  /** Counts the events of a part of the traffic. */
  public EvidenceFolding folding() {
    return new EvidenceFolding(scopes(), claims());
  }

  /** Evidence of no event yet, for {@link #score} once it has seen all. */
  public Evidence evidence() {
    return new Evidence(scopes(), claims());
  }

  List<FindingScope> scopes() {
    Map<String, FindingScope> scopes = new LinkedHashMap<>();
    for (Finding finding : alerting) {
      List<String> groups =
          List.of(names.group(finding.pattern()), names.group(Evidence.ALL_PATTERNS));
      scopes.put(finding.findingId(), FindingScope.of(finding, groups));
    }
    references.forEach(
        (name, findings) ->
            findings.forEach(
                finding ->
                    scopes.merge(
                        finding.findingId(),
                        FindingScope.of(finding, List.of(names.group(name))),
                        FindingScope::andItsGroups)));
    return List.copyOf(scopes.values());
  }

  List<LabelClaim> claims() {
    return both(attacks, benign).stream().map(LabelClaim::new).toList();
  }

  private static List<Label> both(List<Label> some, List<Label> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }

  /** The score, given what all events say. */
  public Scorecard score(Evidence evidence) {
    return new Scoring(alerting, Evidence.ALL_PATTERNS, evidence).scorecard();
  }

  /** How many different incidents the findings make up. */
  private static long incidents(Collection<Finding> findings) {
    return findings.stream().map(Finding::incidentId).distinct().count();
  }

  private static Double share(double part, double whole) {
    return whole > 0 ? part / whole : null;
  }

  private static String text(Finding finding) {
    return finding.pattern() + " on " + finding.entityKind() + " " + finding.entityValue();
  }

  /** One scoring. */
  private final class Scoring {
    private final List<Finding> findings;
    private final String group;
    private final Evidence evidence;
    private final Hits hits;
    private final double days;

    /** Of findings, in the order of detection, by the group that their blocking is counted for. */
    Scoring(List<Finding> findings, String group, Evidence evidence) {
      this.findings = findings;
      this.group = group;
      this.evidence = evidence;
      this.hits = new Hits(findings, both(attacks, benign), evidence, names);
      this.days = evidence.span().toSeconds() / SECONDS_PER_DAY;
    }

    Scorecard scorecard() {
      List<AttackResult> attackResults = attackResults();
      List<BenignResult> benignResults = benign.stream().map(this::benignResult).toList();
      long incidents = incidents(findings);
      return new Scorecard(
          days,
          findings.size(),
          incidents,
          attacks.size(),
          detected(attackResults).size(),
          recall(attackResults),
          minutes(attackResults),
          messages(attackResults),
          costBeforeDetectionShare(attackResults),
          precision(findings),
          whereLabelled(share(trueIncidents(), incidents)),
          falseFindingsPerDay(findings),
          whereLabelled(share(incidents - trueIncidents(), days)),
          labelled ? benignResults.stream().filter(BenignResult::flagged).count() : null,
          mean(attackResults, attack -> attack.findingIds().size()),
          mean(attackResults, AttackResult::incidents),
          stoppedShare(attackResults),
          lostShare(group),
          byPattern(),
          byProfile(attackResults, benignResults),
          references(),
          attackResults,
          benignResults);
    }

    private Map<String, ReferenceScore> references() {
      Map<String, ReferenceScore> scores = new LinkedHashMap<>();
      references.forEach(
          (name, found) -> scores.put(name, new Scoring(found, name, evidence).referenceScore()));
      return scores;
    }

    private ReferenceScore referenceScore() {
      List<AttackResult> attackResults = attackResults();
      long incidents = incidents(findings);
      return new ReferenceScore(
          findings.size(),
          incidents,
          detected(attackResults).size(),
          recall(attackResults),
          minutes(attackResults),
          precision(findings),
          falseFindingsPerDay(findings),
          whereLabelled(share(incidents - trueIncidents(), days)),
          labelled ? benign.stream().filter(episode -> !flags(episode).isEmpty()).count() : null,
          stoppedShare(attackResults),
          lostShare(group));
    }

    private List<AttackResult> attackResults() {
      return attacks.stream().map(attack -> attackResult(attack, hits.on(attack), group)).toList();
    }

    private long trueIncidents() {
      return incidents(findings.stream().filter(hits::anAttack).toList());
    }

    private AttackResult attackResult(Label attack, List<Finding> found, String pattern) {
      String id = attack.labelId();
      SendTally all = evidence.ofAttack(id);
      Instant detectedAt = found.isEmpty() ? null : found.get(0).detectedAt();
      SendTally before = detectedAt == null ? all : evidence.ofAttackBefore(id, detectedAt);
      SendTally blocked =
          evidence.tally(EvidenceKey.of(Measure.ATTACK_BLOCKED, id, names.group(pattern)));
      return new AttackResult(
          id,
          attack.profile(),
          attack.start(),
          detectedAt,
          detectedAt == null ? null : minutesBetween(attack.start(), detectedAt),
          detectedAt == null ? null : before.sends(),
          all.sends(),
          all.cost() / MICROS,
          Math.min(before.cost(), all.cost()) / MICROS,
          blocked.costAsPartOf(all) / MICROS,
          found.isEmpty() ? null : text(found.get(0)),
          found.stream().map(Finding::findingId).toList(),
          incidents(found));
    }

    /** An episode that was going on already when the attack began was in time. */
    private static double minutesBetween(Instant start, Instant detectedAt) {
      return Math.max(0, Duration.between(start, detectedAt).toSeconds() / SECONDS_PER_MINUTE);
    }

    private BenignResult benignResult(Label episode) {
      List<Finding> flags = flags(episode);
      return new BenignResult(
          episode.labelId(),
          episode.profile(),
          evidence.tally(EvidenceKey.of(Measure.OF_BENIGN, episode.labelId())).sends(),
          evidence
              .tally(
                  EvidenceKey.of(
                      Measure.BENIGN_BLOCKED,
                      episode.labelId(),
                      names.group(Evidence.ALL_PATTERNS)))
              .sends(),
          flags.isEmpty() ? null : text(flags.get(0)),
          flags.stream().map(Finding::findingId).toList());
    }

    private List<Finding> flags(Label episode) {
      return hits.on(episode).stream().filter(finding -> !hits.anAttack(finding)).toList();
    }

    private Map<String, PatternScore> byPattern() {
      Map<String, PatternScore> byPattern = new TreeMap<>();
      for (String pattern : findings.stream().map(Finding::pattern).distinct().toList()) {
        List<Finding> ofPattern = ofPattern(findings, pattern);
        List<AttackResult> results =
            attacks.stream()
                .map(attack -> attackResult(attack, ofPattern(hits.on(attack), pattern), pattern))
                .toList();
        byPattern.put(
            pattern,
            new PatternScore(
                ofPattern.size(),
                detected(results).size(),
                recall(results),
                minutes(results),
                precision(ofPattern),
                falseFindingsPerDay(ofPattern),
                stoppedShare(results),
                lostShare(pattern)));
      }
      return byPattern;
    }

    private static List<Finding> ofPattern(List<Finding> findings, String pattern) {
      return findings.stream().filter(finding -> finding.pattern().equals(pattern)).toList();
    }

    private Map<String, ProfileScore> byProfile(
        List<AttackResult> attackResults, List<BenignResult> benignResults) {
      Map<String, ProfileScore> byProfile = new TreeMap<>();
      grouped(benignResults, BenignResult::profile)
          .forEach((profile, results) -> byProfile.put(profile, benignScore(results)));
      grouped(attackResults, AttackResult::profile)
          .forEach((profile, results) -> byProfile.put(profile, attackScore(results)));
      return byProfile;
    }

    private ProfileScore attackScore(List<AttackResult> results) {
      return new ProfileScore(
          Label.Kind.ATTACK.word(),
          results.size(),
          detected(results).size(),
          recall(results),
          minutes(results),
          costBeforeDetectionShare(results),
          stoppedShare(results),
          null);
    }

    private ProfileScore benignScore(List<BenignResult> results) {
      return new ProfileScore(
          Label.Kind.BENIGN.word(),
          results.size(),
          results.stream().filter(BenignResult::flagged).count(),
          null,
          null,
          null,
          null,
          share(
              results.stream().mapToLong(BenignResult::blockedMessages).sum(),
              results.stream().mapToLong(BenignResult::messages).sum()));
    }

    private static <T> Map<String, List<T>> grouped(List<T> results, Function<T, String> profile) {
      return results.stream().collect(Collectors.groupingBy(profile));
    }

    private static List<AttackResult> detected(List<AttackResult> results) {
      return results.stream().filter(AttackResult::detected).toList();
    }

    private static Double recall(List<AttackResult> results) {
      return share(detected(results).size(), results.size());
    }

    private static Spread minutes(List<AttackResult> results) {
      return Spread.of(detected(results).stream().map(AttackResult::minutes).toList());
    }

    private static Spread messages(List<AttackResult> results) {
      return Spread.of(
          detected(results).stream().map(result -> result.messages().doubleValue()).toList());
    }

    private static Double costBeforeDetectionShare(List<AttackResult> results) {
      return share(
          sum(results, AttackResult::costBeforeDetectionUsd), sum(results, AttackResult::costUsd));
    }

    private static Double stoppedShare(List<AttackResult> results) {
      return share(sum(results, AttackResult::stoppedUsd), sum(results, AttackResult::costUsd));
    }

    private static Double mean(List<AttackResult> results, ToDoubleFunction<AttackResult> value) {
      List<AttackResult> detected = detected(results);
      return share(sum(detected, value), detected.size());
    }

    private static double sum(List<AttackResult> results, ToDoubleFunction<AttackResult> value) {
      return results.stream().mapToDouble(value).sum();
    }

    private Double precision(List<Finding> findings) {
      return whereLabelled(
          share(findings.stream().filter(hits::anAttack).count(), findings.size()));
    }

    private Double falseFindingsPerDay(List<Finding> findings) {
      return whereLabelled(
          share(findings.stream().filter(finding -> !hits.anAttack(finding)).count(), days));
    }

    private Double lostShare(String pattern) {
      return whereLabelled(
          share(
              sends(evidence.tallies(Measure.LEGITIMATE_BLOCKED, names.group(pattern))),
              sends(evidence.tallies(Measure.LEGITIMATE, ""))));
    }

    private static long sends(List<SendTally> tallies) {
      return tallies.stream().mapToLong(SendTally::sends).sum();
    }

    private Double whereLabelled(Double value) {
      return labelled ? value : null;
    }
  }
}
