package io.pumpwatch.jobs.backtest;

import static io.pumpwatch.jobs.backtest.TrafficExample.DOLLAR;
import static io.pumpwatch.jobs.backtest.TrafficExample.NOON;
import static io.pumpwatch.jobs.backtest.TrafficExample.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pumpwatch.datasets.simulate.profile.Label;
import io.pumpwatch.event.EventType;
import io.pumpwatch.finding.Finding;
import io.pumpwatch.finding.Severity;
import io.pumpwatch.jobs.backtest.Scorecard.ReferenceScore;
import io.pumpwatch.jobs.backtest.Scorecard.Spread;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An hour in which 60 messages of an attack go to one block in Gabon and 90 of customers to
 * Germany, 30 of these from one office, and two days around it with a message to Gabon now and
 * then.
 */
class ScorerTest {
  private static final Offset<Double> EXACTLY = within(1e-9);
  private static final String BLOCK = "+2417701";
  private static final String OFFICE = "203.0.113.9";

  private static final Label ATTACK =
      LabelExample.attack("pumping-1").tenants("acme").prefixes(BLOCK).label();
  private static final Label LOOK_ALIKE =
      LabelExample.benign("office-1").tenants("acme").sourceIps(OFFICE).label();
  private static final List<Label> LABELS = List.of(LOOK_ALIKE, ATTACK);

  private static TrafficExample traffic() {
    TrafficExample traffic = new TrafficExample();
    for (int i = 0; i < 60; i++) {
      traffic.message(minute(i), BLOCK + "00" + (10 + i), "GA", "198.51.100." + i);
      traffic.message(minute(i), "+49151234560" + (10 + i), "DE", "192.0.2." + i);
      if (i % 2 == 0) {
        traffic.message(minute(i), "+49151234561" + (10 + i), "DE", OFFICE);
      }
    }
    for (Instant day : List.of(NOON.minusSeconds(86_400), NOON.plusSeconds(86_400))) {
      for (int i = 0; i < 35; i++) {
        traffic.message(day.plusSeconds(i), "+24106123" + (400 + i), "GA", "192.0.2." + i);
      }
    }
    return traffic;
  }

  private static FindingExample onBlock(String id) {
    return FindingExample.on(id, "destination_block", BLOCK).digitsLeftOut(4);
  }

  @Test
  void anAttackThatIsFoundLateCostsUntilThen() {
    Scorecard score = traffic().score(LABELS, onBlock("f").detectedAt(minute(45)).finding());

    assertThat(score.attacks()).isEqualTo(1);
    assertThat(score.detected()).isEqualTo(1);
    assertThat(score.recall()).isEqualTo(1.0);
    assertThat(score.timeToDetectMinutes()).isEqualTo(new Spread(45.0, 45.0));
    assertThat(score.messagesToDetect()).isEqualTo(new Spread(45.0, 45.0));
    assertThat(score.costBeforeDetectionShare()).isEqualTo(0.75, EXACTLY);
    assertThat(score.fraudMoneyStoppedShare()).isEqualTo(0.25, EXACTLY);
    assertThat(score.legitimateLostShare()).isZero();
    assertThat(score.findingPrecision()).isEqualTo(1.0);
    assertThat(score.falseFindingsPerDay()).isZero();
    assertThat(score.benignFlagged()).isZero();
    assertThat(score.attackResults())
        .singleElement()
        .satisfies(
            result -> {
              assertThat(result.detectedAt()).isEqualTo(minute(45));
              assertThat(result.totalMessages()).isEqualTo(60);
              assertThat(result.costUsd()).isEqualTo(60.0, EXACTLY);
              assertThat(result.firstFinding()).isEqualTo("burst on destination_block " + BLOCK);
              assertThat(result.findingIds()).containsExactly("f");
            });
  }

  @Test
  void anAttackThatIsMissedCostsAll() {
    Scorecard score = traffic().score(LABELS);

    assertThat(score.detected()).isZero();
    assertThat(score.recall()).isEqualTo(0.0);
    assertThat(score.timeToDetectMinutes()).isEqualTo(new Spread(null, null));
    assertThat(score.costBeforeDetectionShare()).isEqualTo(1.0, EXACTLY);
    assertThat(score.fraudMoneyStoppedShare()).isZero();
    assertThat(score.findingPrecision()).isNull();
    assertThat(score.incidentPrecision()).isNull();
    assertThat(score.incidentsPerAttack()).isNull();
    assertThat(score.falseFindingsPerDay()).isZero();
  }

  @Test
  void whatOthersFoundIsScoredApart() {
    Finding late = onBlock("r-1").pattern("rule").detectedAt(minute(45)).finding();
    Finding office =
        FindingExample.on("r-2", "source_ip", OFFICE).pattern("rule").incident("i").finding();
    Finding again =
        FindingExample.on("r-3", "source_ip", OFFICE).pattern("rule").incident("i").finding();
    Map<String, List<Finding>> references = new LinkedHashMap<>();
    references.put("silent", List.of());
    references.put("rule", List.of(late, office, again));
    references.put("late", List.of(late));

    Scorecard score = traffic().score(LABELS, references, onBlock("f").finding());
    Scorecard alone = traffic().score(LABELS, onBlock("f").finding());
    ReferenceScore rule = score.references().get("rule");

    assertThat(alone.references()).isEmpty();
    assertThat(score.references().keySet()).containsExactly("silent", "rule", "late");
    assertThat(score).usingRecursiveComparison().ignoringFields("references").isEqualTo(alone);
    assertThat(score.references().get("silent").recall()).isZero();
    assertThat(score.references().get("silent").legitimateLostShare()).isZero();
    assertThat(score.references().get("late").fraudMoneyStoppedShare()).isEqualTo(0.25, EXACTLY);
    assertThat(score.references().get("late").legitimateLostShare()).isZero();
    assertThat(rule.findings()).isEqualTo(3);
    assertThat(rule.incidents()).isEqualTo(2);
    assertThat(rule.detected()).isEqualTo(1);
    assertThat(rule.recall()).isEqualTo(1.0);
    assertThat(rule.timeToDetectMinutes()).isEqualTo(new Spread(45.0, 45.0));
    assertThat(rule.findingPrecision()).isEqualTo(1 / 3.0, EXACTLY);
    assertThat(rule.falseFindingsPerDay()).isEqualTo(2 / score.days(), EXACTLY);
    assertThat(rule.falseIncidentsPerDay()).isEqualTo(1 / score.days(), EXACTLY);
    assertThat(rule.benignFlagged()).isEqualTo(1);
    assertThat(rule.fraudMoneyStoppedShare()).isEqualTo(0.25, EXACTLY);
    // 25 of the office's 30 messages, of the 90 of the hour and the 70 around it
    assertThat(rule.legitimateLostShare()).isEqualTo(25 / 160.0, EXACTLY);
  }

  static Stream<Arguments> entities() {
    Instant dayBefore = NOON.minusSeconds(86_400);
    Instant dayAfter = NOON.plusSeconds(90_000);
    return Stream.of(
        Arguments.of("its block", onBlock("f"), true),
        Arguments.of("its block, any tenant", onBlock("f").tenant("*"), true),
        Arguments.of("its block, another tenant", onBlock("f").tenant("umbrella"), false),
        Arguments.of("part of it", FindingExample.on("f", "destination_block", BLOCK + "00"), true),
        Arguments.of("one number", FindingExample.on("f", "destination", BLOCK + "0012"), true),
        Arguments.of(
            "wider, mostly its", FindingExample.on("f", "destination_range", "+241"), true),
        Arguments.of(
            "wider, for days, mostly not its",
            FindingExample.on("f", "destination_range", "+241").window(dayBefore, dayAfter),
            false),
        Arguments.of(
            "another block", FindingExample.on("f", "destination_block", "+49151234"), false),
        Arguments.of(
            "its blocks together",
            FindingExample.on("f", "block_cohort", "GA").ranges(BLOCK + "00", BLOCK + "01"),
            true),
        Arguments.of(
            "blocks together, most not its",
            FindingExample.on("f", "block_cohort", "GA").ranges(BLOCK, "+4915123"),
            false),
        Arguments.of("its country", FindingExample.on("f", "country", "GA"), true),
        Arguments.of(
            "its country, for days",
            FindingExample.on("f", "country", "GA").window(dayBefore, dayAfter),
            false),
        Arguments.of("another country", FindingExample.on("f", "country", "DE"), false),
        Arguments.of("its flow", FindingExample.on("f", "flow", "signup_otp"), false),
        Arguments.of("everything", FindingExample.on("f", "tenant", "acme"), false),
        Arguments.of(
            "everything, always",
            FindingExample.on("f", "tenant", "acme").window(dayBefore, dayAfter),
            false),
        Arguments.of(
            "one of its clients", FindingExample.on("f", "source_ip", "198.51.100.7"), true),
        Arguments.of(
            "their network", FindingExample.on("f", "source_network", "198.51.100.0/24"), true),
        Arguments.of("another client", FindingExample.on("f", "source_ip", OFFICE), false),
        Arguments.of(
            "nine minutes early",
            onBlock("f").window(minute(-60), minute(-9)).detectedAt(minute(-9)),
            true),
        Arguments.of(
            "ten minutes early",
            onBlock("f").window(minute(-60), minute(-10)).detectedAt(minute(-10)),
            false),
        Arguments.of(
            "ten minutes late",
            onBlock("f").window(minute(70), minute(80)).detectedAt(minute(80)),
            false));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("entities")
  void hitsWhereTimeAndEntityAgree(String entity, FindingExample example, boolean hit) {
    Scorecard score = traffic().score(List.of(ATTACK), example.finding());

    assertThat(score.detected()).isEqualTo(hit ? 1 : 0);
    assertThat(score.findingPrecision()).isEqualTo(hit ? 1.0 : 0.0);
  }

  @Test
  void anEpisodeThatWentOnBeforeTheAttackIsInTime() {
    Scorecard score = traffic().score(LABELS, onBlock("f").detectedAt(minute(-5)).finding());

    assertThat(score.timeToDetectMinutes().median()).isZero();
    assertThat(score.messagesToDetect().median()).isZero();
    assertThat(score.fraudMoneyStoppedShare()).isEqualTo(1.0, EXACTLY);
  }

  @Test
  void aSplitAttackIsTwoIncidents() {
    Finding first = onBlock("f1").incident("i1").finding();
    Finding second = onBlock("f2").incident("i2").pattern("sequential-numbers").finding();
    Finding third = FindingExample.on("f3", "country", "GA").incident("i1").finding();

    Scorecard score = traffic().score(LABELS, first, second, third);

    assertThat(score.findings()).isEqualTo(3);
    assertThat(score.incidents()).isEqualTo(2);
    assertThat(score.detected()).isEqualTo(1);
    assertThat(score.findingsPerAttack()).isEqualTo(3.0);
    assertThat(score.incidentsPerAttack()).isEqualTo(2.0);
  }

  @Test
  void anIncidentWithOneHitIsNotFalse() {
    Finding hit = onBlock("f1").incident("i1").finding();
    Finding beside = FindingExample.on("f2", "source_ip", OFFICE).incident("i1").finding();
    Finding apart = FindingExample.on("f3", "country", "DE").incident("i2").finding();

    Scorecard score = traffic().score(LABELS, hit, beside, apart);

    assertThat(score.days()).isEqualTo(2.0, within(0.001));
    assertThat(score.findingPrecision()).isEqualTo(1 / 3.0, EXACTLY);
    assertThat(score.falseFindingsPerDay()).isEqualTo(1.0, within(0.001));
    assertThat(score.incidentPrecision()).isEqualTo(0.5, EXACTLY);
    assertThat(score.falseIncidentsPerDay()).isEqualTo(0.5, within(0.001));
  }

  @Test
  void aFalseFindingFlagsTheLookAlikeThatItIsAbout() {
    Scorecard score =
        traffic().score(LABELS, FindingExample.on("f", "source_ip", OFFICE).finding());

    assertThat(score.benignFlagged()).isEqualTo(1);
    assertThat(score.benignResults())
        .singleElement()
        .satisfies(
            result -> {
              assertThat(result.messages()).isEqualTo(30);
              assertThat(result.blockedMessages()).isEqualTo(25);
              assertThat(result.findingIds()).containsExactly("f");
            });
    assertThat(score.byProfile().get("office"))
        .isEqualTo(new Scorecard.ProfileScore("benign", 1, 1, null, null, null, null, 25 / 30.0));
    assertThat(score.legitimateLostShare()).isEqualTo(25 / 160.0, EXACTLY);
  }

  @Test
  void aFindingThatHitsAnAttackFlagsNothing() {
    Label around = LabelExample.benign("outage-1").countries("GA").label();

    Scorecard score = traffic().score(List.of(ATTACK, around), onBlock("f").finding());

    assertThat(score.detected()).isEqualTo(1);
    assertThat(score.benignFlagged()).isZero();
  }

  static Stream<FindingExample> silent() {
    return Stream.of(
        onBlock("shadow").mode("shadow"),
        onBlock("informational").severity(Severity.INFORMATIONAL),
        onBlock("suppressed").suppressedBy("campaign"),
        onBlock("explained").explainedBy("another"));
  }

  @ParameterizedTest
  @MethodSource("silent")
  void whatDoesNotAlertCountsForNothing(FindingExample example) {
    Scorecard score = traffic().score(LABELS, example.finding());

    assertThat(score.findings()).isZero();
    assertThat(score.detected()).isZero();
    assertThat(score.fraudMoneyStoppedShare()).isZero();
    assertThat(score.byPattern()).isEmpty();
  }

  @Test
  void withoutLabelsThereAreOnlyCounts() {
    Scorecard score =
        traffic()
            .scoreWithoutLabels(
                onBlock("f1").incident("i").finding(), onBlock("f2").incident("i").finding());

    assertThat(score.findings()).isEqualTo(2);
    assertThat(score.incidents()).isEqualTo(1);
    assertThat(score.days()).isPositive();
    assertThat(score.attacks()).isZero();
    assertThat(score.recall()).isNull();
    assertThat(score.findingPrecision()).isNull();
    assertThat(score.falseFindingsPerDay()).isNull();
    assertThat(score.falseIncidentsPerDay()).isNull();
    assertThat(score.benignFlagged()).isNull();
    assertThat(score.fraudMoneyStoppedShare()).isNull();
    assertThat(score.legitimateLostShare()).isNull();
  }

  @Test
  void labelsOfNothingMakeEveryFindingFalse() {
    Scorecard score = traffic().score(List.of(), onBlock("f").finding());

    assertThat(score.recall()).isNull();
    assertThat(score.findingPrecision()).isZero();
    assertThat(score.benignFlagged()).isZero();
  }

  @Test
  void withoutEventsThereAreNoRates() {
    Scorecard score = new TrafficExample().score(LABELS, onBlock("f").finding());

    assertThat(score.days()).isZero();
    assertThat(score.falseFindingsPerDay()).isNull();
    assertThat(score.costBeforeDetectionShare()).isNull();
    assertThat(score.legitimateLostShare()).isNull();
  }

  @Test
  void anActionEndsAfterADayAndKeepsToItsFlow() {
    TrafficExample traffic = new TrafficExample();
    for (long minutes : List.of(9L, 10L, 10 + 1439L, 10 + 1440L)) {
      traffic.add(
          TrafficExample.row(minute(minutes), EventType.SENT).destination(BLOCK + "0001").build(),
          DOLLAR);
      traffic.add(
          TrafficExample.row(minute(minutes), EventType.SENT)
              .flow("login_otp")
              .destination(BLOCK + "0001")
              .build(),
          DOLLAR);
    }
    Label attack =
        LabelExample.attack("pumping-1").between(NOON, minute(3000)).prefixes(BLOCK).label();

    Scorecard score = traffic.score(List.of(attack), onBlock("f").flow("signup_otp").finding());

    assertThat(score.fraudMoneyStoppedShare()).isEqualTo(2 / 8.0, EXACTLY);
  }

  @Test
  void whatWasRequestedAndNotSentCostsWhatRequestsDo() {
    TrafficExample traffic = new TrafficExample();
    for (int i = 0; i < 10; i++) {
      traffic.add(
          TrafficExample.row(minute(i), EventType.REQUESTED).destination(BLOCK + "000" + i).build(),
          2 * DOLLAR);
    }
    for (int i = 0; i < 4; i++) {
      traffic.add(
          TrafficExample.row(minute(i), EventType.SENT).destination(BLOCK + "000" + i).build(),
          DOLLAR);
    }

    Scorecard score = traffic.score(List.of(ATTACK), onBlock("f").detectedAt(minute(4)).finding());

    assertThat(score.attackResults().get(0).totalMessages()).isEqualTo(10);
    assertThat(score.attackResults().get(0).costUsd()).isEqualTo(4 * 1 + 6 * 2, EXACTLY);
    assertThat(score.costBeforeDetectionShare()).isEqualTo(4 / 16.0, EXACTLY);
    assertThat(score.fraudMoneyStoppedShare()).isEqualTo(12 / 16.0, EXACTLY);
  }

  @Test
  void aClientThatOnlyOneLogKnowsStopsWhatTheOtherSaysItCost() {
    TrafficExample traffic = new TrafficExample();
    for (int i = 0; i < 10; i++) {
      traffic.add(
          TrafficExample.row(minute(i), EventType.REQUESTED).sourceIp(OFFICE).build(), DOLLAR);
      traffic.add(
          TrafficExample.row(minute(i), EventType.SENT).messageId("m" + i).build(), 5 * DOLLAR);
    }
    Label attack =
        LabelExample.attack("pumping-1")
            .sourceIps(OFFICE)
            .messageIds("m0", "m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8", "m9")
            .label();

    Scorecard score =
        traffic.score(
            List.of(attack),
            FindingExample.on("f", "source_ip", OFFICE).detectedAt(minute(4)).finding());

    assertThat(score.attackResults().get(0).costUsd()).isEqualTo(50.0, EXACTLY);
    assertThat(score.attackResults().get(0).stoppedUsd()).isEqualTo(30.0, EXACTLY);
  }

  @Test
  void patternsAreScoredAsIfTheyWereAlone() {
    Finding slow = onBlock("f1").pattern("imbalance").detectedAt(minute(30)).finding();
    Finding wide = FindingExample.on("f2", "country", "DE").detectedAt(minute(30)).finding();

    Scorecard score = traffic().score(LABELS, slow, wide);

    assertThat(score.byPattern()).containsOnlyKeys("burst", "imbalance");
    Scorecard.PatternScore imbalance = score.byPattern().get("imbalance");
    assertThat(imbalance.detected()).isEqualTo(1);
    assertThat(imbalance.findingPrecision()).isEqualTo(1.0);
    assertThat(imbalance.fraudMoneyStoppedShare()).isEqualTo(0.5, EXACTLY);
    assertThat(imbalance.legitimateLostShare()).isZero();
    Scorecard.PatternScore burst = score.byPattern().get("burst");
    assertThat(burst.detected()).isZero();
    assertThat(burst.fraudMoneyStoppedShare()).isZero();
    assertThat(burst.legitimateLostShare()).isEqualTo(45 / 160.0, EXACTLY);
    assertThat(score.fraudMoneyStoppedShare()).isEqualTo(0.5, EXACTLY);
    assertThat(score.byProfile().get("pumping").fraudMoneyStoppedShare()).isEqualTo(0.5, EXACTLY);
  }

  @Test
  void rowsThatAreNoMessagesCountForNothing() {
    TrafficExample traffic = traffic();
    for (EventType type : List.of(EventType.DELIVERED, EventType.BLOCKED, EventType.VERIFIED)) {
      traffic.add(
          TrafficExample.row(minute(5), type).destination(BLOCK + "0015").country("GA").build(), 0);
    }

    assertThat(traffic.score(LABELS, onBlock("f").finding()))
        .isEqualTo(traffic().score(LABELS, onBlock("f").finding()));
  }
}
