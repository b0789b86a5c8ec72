package io.pumpwatch.jobs.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pumpwatch.jobs.BacktestJob;
import io.pumpwatch.jobs.ReportJob;
import io.pumpwatch.jobs.command.BacktestCommand;
import io.pumpwatch.jobs.command.ExitCodes;
import io.pumpwatch.jobs.command.PumpwatchCommand;
import io.pumpwatch.jobs.input.format.LogFormats;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What somebody sees who runs {@code backtest} for the first time. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BundledSampleBacktestITCase {
  private final StringWriter out = new StringWriter();
  private Path output;
  private int exitCode;
  private JsonNode scorecard;

  @BeforeAll
  void backtest(@TempDir Path folder) throws Exception {
    output = folder.resolve("scored");
    exitCode =
        PumpwatchCommand.with(
                Map.of(),
                List.of(
                    new BacktestCommand(
                        LogFormats.offeredNames(), new BacktestJob(), new ReportJob())))
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(new StringWriter()))
            .execute("backtest", "--references", "--output=" + output, "--parallelism=2");
    scorecard = new ObjectMapper().readTree(output.resolve("scorecard.json").toFile());
  }

  @Test
  void everyAttackIsFoundAndNoLookAlikeFlagged() {
    assertThat(exitCode).isEqualTo(ExitCodes.DONE);
    assertThat(scorecard.path("attacks").asInt()).isEqualTo(4);
    assertThat(scorecard.path("detected").asInt()).isEqualTo(4);
    assertThat(scorecard.path("recall").asDouble()).isEqualTo(1.0);
    assertThat(scorecard.path("benign_flagged").asInt(-1)).isZero();
    assertThat(scorecard.path("benign_results")).hasSize(4);
    assertThat(scorecard.path("finding_precision").asDouble()).isEqualTo(1.0);
    assertThat(scorecard.path("false_findings_per_day").asDouble(-1)).isZero();
    assertThat(scorecard.path("false_incidents_per_day").asDouble(-1)).isZero();
    assertThat(scorecard.path("days").asDouble()).isBetween(0.9, 1.1);
  }

  @Test
  void attacksAreFoundBeforeMuchIsSpentAndActingSavesMostOfIt() {
    assertThat(scorecard.path("time_to_detect_minutes").path("median").asDouble())
        .isBetween(1.0, 30.0);
    assertThat(scorecard.path("messages_to_detect").path("median").asDouble()).isBetween(1.0, 60.0);
    assertThat(scorecard.path("cost_before_detection_share").asDouble()).isBetween(0.001, 0.2);
    assertThat(scorecard.path("fraud_money_stopped_share").asDouble()).isBetween(0.7, 1.0);
    assertThat(scorecard.path("legitimate_lost_share").asDouble(-1)).isBetween(0.0, 0.1);
  }

  /** The messages of an attack are known: those of its label. */
  @Test
  void attacksHaveTheMessagesOfTheirLabels() throws Exception {
    Map<String, Integer> messages = new TreeMap<>();
    for (String line : Files.readAllLines(LogFolder.ofSample(output.resolve("sample")).labels())) {
      JsonNode label = new ObjectMapper().readTree(line);
      messages.put(label.path("label_id").asText(), label.path("message_ids").size());
    }

    assertThat(scorecard.path("attack_results"))
        .hasSize(4)
        .allSatisfy(
            result ->
                assertThat(result.path("total_messages").asInt())
                    .as(result.path("label_id").asText())
                    .isPositive()
                    .isLessThanOrEqualTo(messages.get(result.path("label_id").asText())));
  }

  @Test
  void eachPatternAndProfileHasItsScore() {
    assertThat(scorecard.path("by_pattern").fieldNames())
        .toIterable()
        .containsExactly(
            "burst", "repeat-flood", "send-to-success-imbalance", "sequential-numbers");
    assertThat(scorecard.path("by_profile").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "single-address-burst",
            "low-and-slow",
            "shuffled-block",
            "resend-abuse",
            "campus-nat",
            "marketing-campaign",
            "company-enrolment",
            "carrier-outage");
  }

  /** The block is sharp, the budget fires everywhere, and rates see what comes from one address. */
  @Test
  void publishedRulesAreScoredOnTheSameEvents() {
    JsonNode references = scorecard.path("references");
    assertThat(references.fieldNames())
        .toIterable()
        .containsExactly(
            "siem-rules",
            "sentinel",
            "qradar",
            "splunk",
            "elastic-hunt",
            "gitlab-dial-code",
            "country-surge",
            "country-conversion",
            "authgear-budget",
            "block-conversion");
    assertThat(references)
        .allSatisfy(
            reference -> {
              assertThat(reference.path("recall").asDouble(-1)).isBetween(0.0, 1.0);
              assertThat(reference.path("false_findings_per_day").asDouble(-1)).isNotNegative();
              assertThat(reference.path("fraud_money_stopped_share").asDouble(-1))
                  .isBetween(0.0, 1.0);
              assertThat(reference.path("legitimate_lost_share").asDouble(-1)).isBetween(0.0, 1.0);
            });
    assertThat(references.path("siem-rules").path("findings").asLong())
        .isEqualTo(
            references.path("sentinel").path("findings").asLong()
                + references.path("qradar").path("findings").asLong()
                + references.path("splunk").path("findings").asLong());
    assertThat(references.path("siem-rules").path("detected").asInt()).isPositive();
    assertThat(references.path("block-conversion").path("detected").asInt()).isPositive();
    assertThat(references.path("authgear-budget").path("false_findings_per_day").asDouble())
        .isGreaterThan(
            references.path("block-conversion").path("false_findings_per_day").asDouble());
    assertThat(out.toString().lines()).anyMatch(line -> line.startsWith("block-conversion "));
  }

  @Test
  void tellsAPersonAndLeavesWhatDetectLeaves() {
    assertThat(out.toString().lines())
        .contains("Attacks 4, found 4: recall 100.0%", "  harmless look-alikes 4, flagged 0")
        .anyMatch(line -> line.startsWith("low-and-slow-1 "));
    assertThat(output.resolve("findings")).isDirectory();
    assertThat(output.resolve("run.json")).content().contains("wall_seconds");
    assertThat(output.resolve("report.html")).content().contains("low-and-slow-1");
  }
}
