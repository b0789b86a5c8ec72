package io.pumpwatch.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pumpwatch.jobs.backtest.Scorecard;
import io.pumpwatch.jobs.backtest.Scorecard.ReferenceScore;
import io.pumpwatch.jobs.command.BacktestCommand;
import io.pumpwatch.jobs.command.BacktestOptions;
import io.pumpwatch.jobs.command.DetectOptions;
import io.pumpwatch.jobs.command.InputSelection;
import io.pumpwatch.jobs.command.RunMode;
import io.pumpwatch.jobs.command.UsageException;
import io.pumpwatch.jobs.command.run.OutputDirectory;
import io.pumpwatch.jobs.command.run.Progress;
import io.pumpwatch.jobs.command.run.RunStart;
import io.pumpwatch.jobs.command.text.PathText;
import io.pumpwatch.jobs.command.text.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BacktestJobTest {
  private static final String LABEL =
      """
      {"label_id": "a-1", "kind": "attack", "profile": "a", "start": "2026-01-05T13:00:00Z",\
       "end": "2026-01-05T14:00:00Z", "prefixes": ["+4915123456"]}
      """;

  @TempDir private Path folder;

  private BacktestOptions options(Path labels) throws IOException {
    return options(
        labels,
        false,
        """
            {"event_time": "2026-01-05T13:00:00Z", "event_type": "requested", "message_id": "m1", "destination": "+4915123456789", "price_usd": 0.5}
            {"event_time": "2026-01-05T13:00:01Z", "event_type": "sent", "message_id": "m1", "destination": "+4915123456789", "price_usd": 0.5}
            {"event_time": "2026-01-05T13:00:02Z", "event_type": "sent", "message_id": "m1", "destination": "+4915123456789", "price_usd": 0.5}
            {"event_time": "2026-01-06T13:00:00Z", "event_type": "sent", "message_id": "m2", "destination": "+4915123456789", "price_usd": 0.5}
            """);
  }

  private BacktestOptions options(Path labels, boolean references, String rows) throws IOException {
    Path log = Files.writeString(folder.resolve("app.ndjson"), rows);
    return new BacktestOptions(
        new DetectOptions(
            "run-1",
            new InputSelection(List.of(PathText.parse(log.toString())), null, null, null),
            null,
            new OutputDirectory(PathText.parse(folder + "/out")),
            2,
            RunMode.AUTO),
        labels == null ? null : PathText.parse(labels.toString()),
        references);
  }

  private static Scorecard backtest(BacktestOptions options) throws Exception {
    BacktestCommand.PreparedBacktest backtest = new BacktestJob().prepare(options);
    options
        .run()
        .output()
        .begin(new RunStart("run-1", Instant.parse("2026-01-05T14:00:00Z"), Map.of()));
    try (Progress progress =
        Progress.start(new PrintWriter(Writer.nullWriter()), new Terminal(false, 80))) {
      assertThat(backtest.run().execute(progress)).isPresent();
      return backtest.score(progress);
    }
  }

  @Test
  void aMessageThatIsToldOfAgainAndAgainIsOne() throws Exception {
    Scorecard scorecard =
        backtest(options(Files.writeString(folder.resolve("labels.ndjson"), LABEL)));

    assertThat(scorecard.days()).isEqualTo(1.0);
    assertThat(scorecard.detected()).isZero();
    assertThat(scorecard.attackResults())
        .singleElement()
        .satisfies(
            result -> {
              assertThat(result.totalMessages()).isEqualTo(1);
              assertThat(result.costUsd()).isEqualTo(0.5);
            });
  }

  /**
   * Twenty messages to a block in half an hour, none verified, and one more when blocking is over.
   */
  @Test
  void publishedRulesAreScoredBesideOurs() throws Exception {
    Instant start = Instant.parse("2026-01-05T13:00:00Z");
    String row =
        """
        {"event_time": "%s", "event_type": "sent", "message_id": "m%d", "identity": "key", "destination": "+49151234561%02d", "price_usd": 0.5}
        """;
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      rows.append(String.format(Locale.ROOT, row, start.plusSeconds(90L * i), i, i));
    }
    rows.append(String.format(Locale.ROOT, row, start.plusSeconds(90_000), 20, 20));

    Map<String, ReferenceScore> references =
        backtest(
                options(
                    Files.writeString(folder.resolve("labels.ndjson"), LABEL),
                    true,
                    rows.toString()))
            .references();

    assertThat(references.get("block-conversion"))
        .satisfies(
            score -> {
              assertThat(score.findings()).isEqualTo(1);
              assertThat(score.recall()).isEqualTo(1.0);
              // The fifteenth message after 21 minutes, old enough to judge 3 minutes later.
              assertThat(score.timeToDetectMinutes().median()).isEqualTo(24.0);
              assertThat(score.falseFindingsPerDay()).isZero();
              assertThat(score.legitimateLostShare()).isZero();
            });
    assertThat(references.get("authgear-budget"))
        .satisfies(
            score -> {
              // The fourth message, and what comes after it is blocked.
              assertThat(score.timeToDetectMinutes().median()).isEqualTo(4.5);
              assertThat(score.fraudMoneyStoppedShare()).isEqualTo(0.85);
            });
    assertThat(references.get("siem-rules").findings()).isZero();
    assertThat(references.get("siem-rules").recall()).isZero();
  }

  @Test
  void withoutLabelsFindingsAreCounted() throws Exception {
    Scorecard scorecard = backtest(options(null));

    assertThat(scorecard.days()).isEqualTo(1.0);
    assertThat(scorecard.findings()).isZero();
    assertThat(scorecard.benignFlagged()).isNull();
  }

  @Test
  void labelsAreRefusedBeforeAnythingRuns() throws IOException {
    BacktestOptions bad =
        options(
            Files.writeString(
                folder.resolve("labels.ndjson"), LABEL + LABEL.replace("attack", "fraud")));

    assertThatThrownBy(() -> new BacktestJob().prepare(bad))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            """
            labels.ndjson:2: kind must be attack or benign, is fraud
            labels.ndjson:2: label_id a-1 is that of line 1 too""");
    assertThat(folder.resolve("out")).doesNotExist();
  }
}
