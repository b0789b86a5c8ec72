package io.pumpwatch.jobs.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.finding.Finding;
import io.pumpwatch.finding.Severity;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every published exercise is found, and found whole, wherever in a minute it begins. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ExercisesAreFound {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  private final Map<Integer, Detection> detections = new HashMap<>();

  @TempDir Path folder;

  /** A test that takes the second of the minute in which the exercises begin. */
  @Retention(RetentionPolicy.RUNTIME)
  @ParameterizedTest(name = "from second {0}")
  @MethodSource("seconds")
  private @interface WhereverTheMinuteFalls {}

  /** The seconds of a minute in which the exercises begin. */
  abstract IntStream seconds();

  private Detection from(int second) throws Exception {
    Detection detection = detections.get(second);
    if (detection == null) {
      Scenario scenario = RedTeamExercise.all(NOON.plusSeconds(second));
      LogFolder logs = Arrangement.asWritten().write(scenario, folder.resolve("from-" + second));
      detection = Detection.over(logs, Execution.BATCH_ON_ONE_SLOT);
      detections.put(second, detection);
    }
    return detection;
  }

  @WhereverTheMinuteFalls
  void textsThroughSnsAreFoundOnTheNumber(int second) throws Exception {
    Finding finding =
        only(from(second).findings("burst", "destination", RedTeamExercise.SNS_NUMBER));

    assertCounts(finding, 0, 15, 0, 15);
    assertThat(finding.delivered()).isEqualTo(15);
    assertThat(finding.costUsd()).isEqualTo(0.6);
    assertThat(finding.costIsEstimated()).isFalse();
    assertThat(finding.messageIds()).hasSize(15);
    assertThat(finding.provider()).isEqualTo("aws_sns");
    assertSpans(finding, NOON.plusSeconds(second), Duration.ofMillis(4_666));
    assertThat(finding.explanation())
        .isEqualTo(
            "number +447700900123: 15 attempts to 1 number, USD 0.60, where 0.0 attempts are"
                + " normal; 15 attempts within two minutes against a limit of 5 decided.");
    assertThat(finding.recommendedAction()).isEqualTo("block destination +447700900123");
  }

  @WhereverTheMinuteFalls
  void publicationsWithoutANumberAreAtMostLowOnWhoPublished(int second) throws Exception {
    Instant start = NOON.plus(1, ChronoUnit.HOURS);

    assertThat(from(second).findings())
        .filteredOn(
            finding ->
                finding.windowEnd().isAfter(start)
                    && finding.windowStart().isBefore(start.plusSeconds(300)))
        .allSatisfy(
            finding -> {
              assertThat(finding.severity().atMost(Severity.LOW)).isEqualTo(finding.severity());
              assertThat(finding.entityKind()).isIn("source_ip", "source_network", "identity");
            });
    assertThat(from(second).report().byFormat()).containsEntry("cloudtrail", 15L + 20);
  }

  @WhereverTheMinuteFalls
  void forgottenPasswordsAreFoundOnTheUserAndTheClient(int second) throws Exception {
    Detection detection = from(second);
    List<Finding> claims =
        List.of(
            only(detection.findings("burst", "user", RedTeamExercise.COGNITO_USER)),
            only(detection.findings("burst", "source_ip", RedTeamExercise.COGNITO_CLIENT)));

    for (Finding finding : claims) {
      assertCounts(finding, 16, 0, 4, 16);
      assertThat(finding.distinctUsers()).isEqualTo(1);
      assertThat(finding.distinctSourceIps()).isEqualTo(1);
      assertThat(finding.flow()).isEqualTo("password_reset");
      assertSpans(
          finding, NOON.plus(2, ChronoUnit.HOURS).plusSeconds(second), Duration.ofMillis(9_500));
      assertThat(finding.explanation())
          .contains(
              finding.entityValue(), "20 attempts", "4 of them refused", "within two minutes");
    }
    assertThat(claims.get(0).recommendedAction())
        .isEqualTo(
            "hold codes for user " + RedTeamExercise.COGNITO_USER + " on flow password_reset");
  }

  @WhereverTheMinuteFalls
  void requestsForCodesAreFoundOnTheClientAndRefusedOnesAreNoSends(int second) throws Exception {
    Finding finding = only(from(second).findings("burst", "source_ip", RedTeamExercise.WEB_CLIENT));

    assertCounts(finding, 40, 0, 20, 40);
    assertThat(finding.costIsEstimated()).isTrue();
    assertThat(finding.topUserAgents())
        .singleElement()
        .satisfies(
            agent -> {
              assertThat(agent.value()).isEqualTo("python-requests/2.32.3");
              assertThat(agent.count()).isEqualTo(60);
            });
    assertSpans(
        finding, NOON.plus(3, ChronoUnit.HOURS).plusSeconds(second), Duration.ofMillis(14_750));
    assertThat(finding.explanation())
        .contains("60 attempts", "20 of them refused", "limit of 20 decided");
    assertThat(finding.recommendedAction()).isEqualTo("challenge 198.51.100.77");
  }

  @WhereverTheMinuteFalls
  void messagesThroughTwilioAreFoundOnTheNumber(int second) throws Exception {
    Finding finding =
        only(from(second).findings("burst", "destination", RedTeamExercise.TWILIO_NUMBER));

    assertCounts(finding, 5, 5, 0, 5);
    assertThat(finding.delivered()).isEqualTo(5);
    assertThat(finding.provider()).isEqualTo("twilio");
    assertThat(finding.country()).isEqualTo("US");
    assertSpans(
        finding, NOON.plus(4, ChronoUnit.HOURS).plusSeconds(second), Duration.ofMillis(4_300));
    assertThat(finding.explanation())
        .isEqualTo(
            "number +12025550143: 5 attempts to 1 number, USD 0.04 by tariff, where 0.0 attempts"
                + " are normal; 5 attempts within two minutes against a limit of 5 decided.");
  }

  /** The table is upserted by id: another id for the same episode would be another finding. */
  @WhereverTheMinuteFalls
  void theIdIsOfTheFirstMinuteAndStaysTheSameForGood(int second) throws Exception {
    assertThat(only(from(second).findings("burst", "destination", RedTeamExercise.SNS_NUMBER)))
        .extracting(Finding::findingId)
        .isEqualTo("2dae7599b06a2d57d2342d679f85f92e");
  }

  @WhereverTheMinuteFalls
  void nothingElseIsFound(int second) throws Exception {
    assertThat(from(second).findings())
        .extracting(Finding::entityValue)
        .doesNotHaveDuplicates()
        .isSubsetOf(
            RedTeamExercise.SNS_NUMBER,
            RedTeamExercise.COGNITO_USER,
            RedTeamExercise.COGNITO_CLIENT,
            RedTeamExercise.WEB_CLIENT,
            RedTeamExercise.TWILIO_NUMBER);
    assertThat(from(second).findings())
        .allSatisfy(
            finding -> {
              assertThat(finding.status()).isEqualTo(Finding.CLOSED);
              assertThat(finding.alerting()).isTrue();
            });
  }

  private static Finding only(List<Finding> findings) {
    assertThat(findings).hasSize(1);
    return findings.get(0);
  }

  private static void assertCounts(
      Finding finding, long requested, long sent, long blocked, long sends) {
    assertThat(finding.requested()).as("requested").isEqualTo(requested);
    assertThat(finding.sent()).as("sent").isEqualTo(sent);
    assertThat(finding.blocked()).as("blocked").isEqualTo(blocked);
    assertThat(finding.sends()).as("sends").isEqualTo(sends);
  }

  /** The evidence is the minutes in which anything was attempted, from the first to the last. */
  private static void assertSpans(Finding finding, Instant first, Duration toLast) {
    Instant last = first.plus(toLast);
    assertThat(finding.windowStart()).isEqualTo(first.truncatedTo(ChronoUnit.MINUTES));
    assertThat(finding.windowEnd())
        .isEqualTo(last.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES));
    assertThat(finding.detectedAt()).isBetween(finding.windowStart(), finding.windowEnd());
  }
}
