package io.pumpwatch.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pumpwatch.jobs.backtest.Scorecard;
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
    Path log =
        Files.writeString(
            folder.resolve("app.ndjson"),
            """
            {"event_time": "2026-01-05T13:00:00Z", "event_type": "requested", "message_id": "m1", "destination": "+4915123456789", "price_usd": 0.5}
            {"event_time": "2026-01-05T13:00:01Z", "event_type": "sent", "message_id": "m1", "destination": "+4915123456789", "price_usd": 0.5}
            {"event_time": "2026-01-05T13:00:02Z", "event_type": "sent", "message_id": "m1", "destination": "+4915123456789", "price_usd": 0.5}
            {"event_time": "2026-01-06T13:00:00Z", "event_type": "sent", "message_id": "m2", "destination": "+4915123456789", "price_usd": 0.5}
            """);
    return new BacktestOptions(
        new DetectOptions(
            "run-1",
            new InputSelection(List.of(PathText.parse(log.toString())), null, null, null),
            null,
            new OutputDirectory(PathText.parse(folder + "/out")),
            2,
            RunMode.AUTO),
        labels == null ? null : PathText.parse(labels.toString()),
        false);
  }

  private Scorecard backtest(Path labels) throws Exception {
    BacktestOptions options = options(labels);
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
    Scorecard scorecard = backtest(Files.writeString(folder.resolve("labels.ndjson"), LABEL));

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

  @Test
  void withoutLabelsFindingsAreCounted() throws Exception {
    Scorecard scorecard = backtest(null);

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
