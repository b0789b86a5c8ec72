package io.pumpwatch.jobs.backtest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * How well findings did: the content of {@code scorecard.json}, whose keys are the components'
 * names in snake case. Findings are those that alert. Shares lie between 0 and 1. What cannot be
 * said is null: a share of nothing, a rate over no time, and all that needs labels where there are
 * none.
 *
 * @param days from the first message to the last
 * @param findings how many alerted
 * @param incidents how many they make up
 * @param attacks how many are labelled
 * @param detected how many of them a finding hits
 * @param recall detected attacks / attacks
 * @param timeToDetectMinutes from the start of an attack to the first finding that hits it, over
 *     the attacks detected
 * @param messagesToDetect messages of an attack until then
 * @param costBeforeDetectionShare what the attacks cost before they were detected / what they cost;
 *     one that is missed is never detected
 * @param findingPrecision findings that hit an attack / findings
 * @param incidentPrecision incidents of which a finding hits an attack / incidents
 * @param falseFindingsPerDay findings that hit no attack, a day
 * @param falseIncidentsPerDay incidents that hit no attack, a day
 * @param benignFlagged benign episodes that a false finding is about
 * @param findingsPerAttack findings that hit a detected attack, on average
 * @param incidentsPerAttack incidents that hit a detected attack, on average
 * @param fraudMoneyStoppedShare what would not have been spent on attacks, had every finding
 *     blocked its entity, within its tenant and flow, for 24 hours from its detection / what they
 *     cost
 * @param legitimateLostShare messages of no attack that this would have blocked / such messages
 * @param byPattern the same, had the findings of a pattern been all
 * @param byProfile the episodes of each profile
 * @param references published rules in our place, by name; empty where they were not asked for
 * @param attackResults what became of each attack, in the order of their starts
 * @param benignResults what became of each benign episode
 */
public record Scorecard(
    double days,
    long findings,
    long incidents,
    long attacks,
    long detected,
    Double recall,
    Spread timeToDetectMinutes,
    Spread messagesToDetect,
    Double costBeforeDetectionShare,
    Double findingPrecision,
    Double incidentPrecision,
    Double falseFindingsPerDay,
    Double falseIncidentsPerDay,
    Long benignFlagged,
    Double findingsPerAttack,
    Double incidentsPerAttack,
    Double fraudMoneyStoppedShare,
    Double legitimateLostShare,
    Map<String, PatternScore> byPattern,
    Map<String, ProfileScore> byProfile,
    Map<String, ReferenceScore> references,
    List<AttackResult> attackResults,
    List<BenignResult> benignResults) {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  /** The middle and the far end of what was measured; null where nothing was. */
  public record Spread(Double median, Double p90) {
    static Spread of(List<Double> values) {
      return new Spread(Quantile.of(values, 0.5), Quantile.of(values, 0.9));
    }
  }

  /** How the findings of one pattern did; the components are those of the whole. */
  public record PatternScore(
      long findings,
      long detected,
      Double recall,
      Spread timeToDetectMinutes,
      Double findingPrecision,
      Double falseFindingsPerDay,
      Double fraudMoneyStoppedShare,
      Double legitimateLostShare) {}

  /**
   * What became of the episodes of one profile.
   *
   * @param kind {@code attack} or {@code benign}
   * @param episodes how many there are
   * @param hit attacks detected, or benign episodes flagged
   * @param recall of attacks only, as are time, cost and money
   * @param legitimateLostShare of benign episodes only: their messages blocked / their messages
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ProfileScore(
      String kind,
      long episodes,
      long hit,
      Double recall,
      Spread timeToDetectMinutes,
      Double costBeforeDetectionShare,
      Double fraudMoneyStoppedShare,
      Double legitimateLostShare) {}

  /** How a published rule did, alone; the components are those of the whole. */
  public record ReferenceScore(
      long findings,
      long incidents,
      long detected,
      Double recall,
      Spread timeToDetectMinutes,
      Double findingPrecision,
      Double falseFindingsPerDay,
      Double falseIncidentsPerDay,
      Long benignFlagged,
      Double fraudMoneyStoppedShare,
      Double legitimateLostShare) {}

  /**
   * What became of one attack.
   *
   * @param labelId of its label
   * @param profile of its label
   * @param start of its label
   * @param detectedAt when the first finding that hits it was detected; null where none does
   * @param minutes to detection, null where it was missed
   * @param messages of the attack before that, null where it was missed
   * @param totalMessages of the attack
   * @param costUsd of the attack
   * @param costBeforeDetectionUsd what it cost before that; all, where it was missed
   * @param stoppedUsd what would not have been spent
   * @param firstFinding the first that hits it, as pattern, entity kind and entity
   * @param findingIds all that hit it, in the order of detection
   * @param incidents how many they make up
   */
  public record AttackResult(
      String labelId,
      String profile,
      Instant start,
      Instant detectedAt,
      Double minutes,
      Long messages,
      long totalMessages,
      double costUsd,
      double costBeforeDetectionUsd,
      double stoppedUsd,
      String firstFinding,
      List<String> findingIds,
      long incidents) {

    /** Whether a finding hits it. */
    public boolean detected() {
      return detectedAt != null;
    }
  }

  /**
   * What became of one benign episode.
   *
   * @param labelId of its label
   * @param profile of its label
   * @param messages of the episode
   * @param blockedMessages those of them that acting on the findings would have blocked
   * @param firstFinding the first false finding about it, as pattern, entity kind and entity; null
   *     where there is none
   * @param findingIds all false findings about it, in the order of detection
   */
  public record BenignResult(
      String labelId,
      String profile,
      long messages,
      long blockedMessages,
      String firstFinding,
      List<String> findingIds) {

    /** Whether a false finding is about it. */
    public boolean flagged() {
      return !findingIds.isEmpty();
    }
  }

  /** As it stands in {@code scorecard.json}. */
  public String toJson() {
    try {
      return JSON.writeValueAsString(this) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a scorecard that is no JSON", e);
    }
  }
}
