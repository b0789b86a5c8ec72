package io.pumpwatch.jobs.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.datasets.simulate.world.LogLine;
import io.pumpwatch.finding.Finding;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Fifteen texts through Amazon SNS, of which the API's log, the delivery log and the bill all tell:
 * they are fifteen sends, and cost what fifteen cost.
 */
class OneMessageManySourcesITCase {
  private static final Instant START = Instant.parse("2026-03-02T12:00:03Z");
  private static final long SENDS = 15;
  private static final double DOLLARS = 0.6;
  private static final DateTimeFormatter BILLED =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  @TempDir Path folder;

  private static Scenario scenario() {
    Map<String, List<LogLine>> logs = new HashMap<>();
    logs.putAll(RedTeamExercise.snsToOneNumber(START).logs());
    logs.put("cloudtrail", publicationsOfTheSameMessages());
    logs.put("bill", bill());
    return new Scenario("one message, many sources", "", logs);
  }

  private static List<LogLine> publicationsOfTheSameMessages() {
    List<LogLine> lines = new ArrayList<>();
    for (LogLine line : RedTeamExercise.snsPublications(START).logs().get("sns-cloudtrail")) {
      lines.add(
          new LogLine(
              line.writtenMicros(),
              line.text()
                  .replace(
                      "\"messageId\":\"10000000-0000-4000-8000",
                      "\"messageId\":\"00000000-0000-4000-8000")));
    }
    return lines;
  }

  private static List<LogLine> bill() {
    List<LogLine> lines = new ArrayList<>();
    lines.add(
        new LogLine(
            0,
            "PublishTimeUTC,MessageId,DestinationPhoneNumber,MessageType,DeliveryStatus,"
                + "PriceInUSD,PartNumber,TotalParts"));
    for (int i = 0; i < SENDS; i++) {
      Instant time = START.plus(Duration.ofSeconds(5).multipliedBy(i).dividedBy(SENDS));
      lines.add(
          new LogLine(
              0,
              String.format(
                  Locale.ROOT,
                  "%s,00000000-0000-4000-8000-%012d,%s,Transactional,"
                      + "Message has been accepted by phone,0.04,1,1",
                  BILLED.format(time),
                  i,
                  RedTeamExercise.SNS_NUMBER.substring(1))));
    }
    return lines;
  }

  static List<Execution> executions() {
    return List.of(Execution.BATCH_ON_TWO_SLOTS, Execution.STREAMING_ON_TWO_SLOTS);
  }

  private Detection detect(String settings, Execution execution) throws Exception {
    Path input = folder.resolve("in-" + execution.mode() + settings.hashCode());
    Scenario scenario = scenario().withSettings(settings + RedTeamExercise.closeWatch());
    return Detection.over(Arrangement.asWritten().write(scenario, input), execution);
  }

  private static Finding ofTheNumber(Detection detection) {
    List<Finding> found = detection.findings("burst", "destination", RedTeamExercise.SNS_NUMBER);
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  @ParameterizedTest
  @MethodSource("executions")
  void sendsAndCostCountOnce(Execution execution) throws Exception {
    Detection detection = detect("", execution);

    assertThat(detection.report().deduplicate())
        .startsWith("on: ")
        .contains("both report sent for tenant default");
    // Of each message: sent three times, delivered twice.
    assertThat(detection.report().events().duplicates()).isEqualTo(3 * SENDS);
    Finding finding = ofTheNumber(detection);
    assertThat(finding.sends()).isEqualTo(SENDS);
    assertThat(finding.delivered()).isEqualTo(SENDS);
    assertThat(finding.costUsd()).isEqualTo(DOLLARS);
    assertThat(finding.costIsEstimated()).isFalse();
    assertThat(finding.topSourceIps())
        .as("the API's log knows the client, the delivery log the number")
        .extracting("value")
        .containsExactly(RedTeamExercise.SNS_CLIENT);
  }

  @Test
  void batchAndStreamingAgree() throws Exception {
    RowForRow.assertSame(
        "streaming",
        detect("", Execution.BATCH_ON_ONE_SLOT).findings(),
        detect("", Execution.STREAMING_ON_TWO_SLOTS).findings());
  }

  /** What is still open when the input ends is measured by all of it. */
  @Test
  void aReplayHoursLaterMovesTimeThoughItDoesNotCount() throws Exception {
    Map<String, List<LogLine>> logs = new HashMap<>();
    logs.putAll(RedTeamExercise.snsToOneNumber(START).logs());
    logs.put(
        "replay",
        RedTeamExercise.snsToOneNumber(START.plus(Duration.ofHours(4))).logs().get("sns-delivery"));
    Scenario replayed = new Scenario("a replay", RedTeamExercise.closeWatch(), logs);
    Detection batch =
        Detection.over(
            Arrangement.asWritten().write(replayed, folder.resolve("batch")),
            Execution.BATCH_ON_ONE_SLOT);
    Detection streaming =
        Detection.over(
            Arrangement.asWritten().write(replayed, folder.resolve("streaming")),
            Execution.STREAMING_ON_TWO_SLOTS);

    assertThat(ofTheNumber(batch).cutByEndOfInput()).isFalse();
    RowForRow.assertSame("streaming", batch.findings(), streaming.findings());
  }

  @Test
  void everyRowCountsWhereAskedFor() throws Exception {
    Detection detection = detect("deduplicate:\n  mode: off\n", Execution.BATCH_ON_TWO_SLOTS);

    assertThat(detection.report().deduplicate()).isEqualTo("off: by the settings");
    assertThat(detection.report().events().duplicates()).isZero();
    assertThat(ofTheNumber(detection).sends()).isEqualTo(2 * SENDS);
  }
}
