package io.pumpwatch.jobs.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pumpwatch.jobs.backtest.Scorecard;
import io.pumpwatch.jobs.command.run.DetectOutcome;
import io.pumpwatch.jobs.command.run.OutputDirectory;
import io.pumpwatch.jobs.command.run.Progress;
import io.pumpwatch.jobs.command.run.RunReport;
import io.pumpwatch.jobs.command.text.PathText;
import io.pumpwatch.jobs.settings.Settings;
import io.pumpwatch.jobs.sweep.Comparison;
import io.pumpwatch.jobs.sweep.ScoredVariant;
import io.pumpwatch.jobs.sweep.Sweep;
import io.pumpwatch.jobs.sweep.Variants;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BacktestCommandTest {
  private static final Instant START = Instant.parse("2026-01-05T13:00:00Z");

  private static final Scorecard SCORECARD =
      new Scorecard(
          13.96,
          21,
          20,
          2,
          1,
          0.5,
          new Scorecard.Spread(12.0, 12.0),
          new Scorecard.Spread(23.0, 23.0),
          0.625,
          0.9,
          0.85,
          0.15,
          null,
          1L,
          19.0,
          18.0,
          0.375,
          0.0021,
          Map.of(
              "burst",
              new Scorecard.PatternScore(
                  21, 1, 0.5, new Scorecard.Spread(12.0, 12.0), 0.9, 0.15, 0.375, 0.0021)),
          Map.of(),
          Map.of(
              "siem-rules",
              new Scorecard.ReferenceScore(
                  398,
                  31,
                  1,
                  0.5,
                  new Scorecard.Spread(4.5, 9.0),
                  0.01,
                  28.4,
                  1.93,
                  8L,
                  0.4551,
                  0.264)),
          List.of(
              new Scorecard.AttackResult(
                  "pumping-1",
                  "pumping",
                  START,
                  START.plusSeconds(720),
                  12.0,
                  23L,
                  1200,
                  240.0,
                  30.0,
                  150.0,
                  "burst on country GA",
                  List.of("f1"),
                  1),
              new Scorecard.AttackResult(
                  "pumping-2\u001b",
                  "pumping",
                  START,
                  null,
                  null,
                  null,
                  800,
                  160.0,
                  160.0,
                  0.0,
                  null,
                  List.of(),
                  0)),
          List.of(
              new Scorecard.BenignResult(
                  "launch-1", "launch", 900, 12, "burst on tenant acme", List.of("f2")),
              new Scorecard.BenignResult("launch-2", "launch", 900, 0, null, List.of())));

  @TempDir private Path temporary;
  private final List<BacktestOptions> runs = new ArrayList<>();
  private Path logs;
  private Path labels;
  private Path output;

  @BeforeEach
  void files() throws IOException {
    logs = Files.createDirectories(temporary.resolve("logs"));
    labels = Files.writeString(temporary.resolve("labels.ndjson"), "");
    output = temporary.resolve("scored");
  }

  private CommandLineRun backtest(BacktestCommand.Job job, String... arguments) {
    return CommandLineRun.of(
        new BacktestCommand(List.of("cloudtrail"), job, reported -> List.of("3 incidents")),
        arguments);
  }

  private BacktestCommand.PreparedBacktest backtest(
      BacktestOptions options, Optional<DetectOutcome> outcome) {
    runs.add(options);
    return new BacktestCommand.PreparedBacktest() {
      @Override
      public DetectCommand.PreparedRun run() {
        return progress -> outcome;
      }

      @Override
      public boolean triesVariants() {
        return !options.sweeps().isEmpty();
      }

      @Override
      public Scorecard score(Progress progress) {
        return SCORECARD;
      }

      @Override
      public Comparison compare(Progress progress) {
        Variants variants = Variants.of(Map.of("mine", Settings.defaults()), options.sweeps());
        return new Comparison(
            variants.all().stream()
                .map(variant -> new ScoredVariant(variant, SCORECARD, List.of()))
                .toList(),
            variants.points());
      }
    };
  }

  private static DetectOutcome outcome(BacktestOptions options, long dead) {
    return new DetectOutcome(
        new RunReport(
            options.run().runId(),
            "0123456789abcdef",
            "batch",
            2,
            START,
            1.0,
            new RunReport.Records(2, 2 - dead, 0, dead),
            new RunReport.Events(2 - dead, 2 - dead, 0, 0),
            "off: by the settings",
            Map.of("cloudtrail", 2 - dead),
            Map.of(),
            0,
            0,
            new RunReport.Findings(0, 0, Map.of()),
            2.0,
            List.of()),
        1,
        0,
        "dead-letters",
        "late-events",
        List.of(),
        Map.of(),
        List.of());
  }

  @Test
  void tellsHowVariantsCompare() throws IOException {
    CommandLineRun run =
        backtest(
            options -> backtest(options, Optional.of(outcome(options, 0))),
            "backtest",
            "--input=" + logs,
            "--labels=" + labels,
            "--sweep=detection.burst.flash-multiple=2,3",
            "--sweep=detection.protection=cautious",
            "--output=" + output);

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .containsSequence(
            "4 variants over 14.0 days; new, gone, earlier and later are findings, against mine",
            "")
        .anyMatch(
            line -> line.matches("detection.burst.flash-multiple=3 +50.0% .* 21 +.*0 +0 +0 +0"));
    assertThat(output.resolve("scorecard.json")).isRegularFile();
    assertThat(output.resolve("variants.json")).content().contains("flash-multiple", "\"first\"");
    assertThat(runs)
        .singleElement()
        .extracting(BacktestOptions::sweeps)
        .asInstanceOf(InstanceOfAssertFactories.list(Sweep.class))
        .containsExactly(
            new Sweep("detection.burst.flash-multiple", List.of("2", "3")),
            new Sweep("detection.protection", List.of("cautious")));
  }

  @Test
  void severalSettingsAreTriedInTheirOrder() throws IOException {
    Path mine = Files.writeString(temporary.resolve("mine.yaml"), "{}");
    Path theirs = Files.writeString(temporary.resolve("theirs.yaml"), "{}");
    backtest(
        options -> backtest(options, Optional.of(outcome(options, 0))),
        "backtest",
        "--input=" + logs,
        "--settings=" + mine,
        "--settings=" + theirs,
        "--output=" + output);

    assertThat(runs)
        .singleElement()
        .satisfies(
            options -> {
              assertThat(options.run().settings()).isEqualTo(mine);
              assertThat(options.otherSettings()).containsExactly(theirs);
            });
  }

  @Test
  void aSweepWithoutValuesIsRefused() {
    CommandLineRun run =
        backtest(
            options -> backtest(options, Optional.empty()),
            "backtest",
            "--input=" + logs,
            "--sweep=detection.protection",
            "--output=" + output);

    assertThat(run.exitCode()).isEqualTo(ExitCodes.REFUSED);
    assertThat(run.err())
        .contains("--sweep: expected KEY=VALUE[,VALUE…], found \"detection.protection\"");
    assertThat(runs).isEmpty();
  }

  @Test
  void tellsTheScoreAndKeepsIt() throws IOException {
    CommandLineRun run =
        backtest(
            options -> backtest(options, Optional.of(outcome(options, 0))),
            "backtest",
            "--input=" + logs,
            "--labels=" + labels,
            "--output=" + output,
            "--parallelism=2");

    assertThat(run.err()).containsExactly("Reading the input again to score the findings");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .containsSequence(
            "21 findings alert, in 20 incidents, over 14.0 days",
            "Attacks 2, found 1: recall 50.0%",
            "  half of those found within 12.0 minutes and 23.0 messages, nine in ten within 12.0"
                + " and 23.0",
            "  62.5% of what the attacks cost was spent before, or on those missed",
            "  19.0 findings and 18.0 incidents for each attack found",
            "Right 90.0% of the findings and 85.0% of the incidents",
            "  0.2 false findings and - false incidents a day",
            "  harmless look-alikes 2, flagged 1",
            "Had each finding blocked its entity for 24 hours",
            "  of what the attacks cost 37.5% saved, of legitimate messages 0.2% lost",
            "",
            "pattern  findings  right  attacks  median min  saved  lost",
            "burst          21  90.0%        1        12.0  37.5%  0.2%",
            "",
            "published rule  attacks  false/day  incidents/day  flagged  median min  saved   lost",
            "siem-rules            1       28.4            1.9        8         4.5  45.5%  26.4%",
            "",
            "attack      start (UTC)       found after     messages     cost    saved  first by",
            "pumping-1   2026-01-05 13:00     12.0 min  23 of 1,200  $240.00  $150.00  burst on"
                + " country GA",
            "pumping-2\ufffd  2026-01-05 13:00       missed          800  $160.00    $0.00  -",
            "",
            "look-alike flagged  messages  lost  first by",
            "launch-1                 900    12  burst on tenant acme",
            "The scorecard is in " + output.resolve("scorecard.json"),
            "The report is in " + output.resolve("report.html"),
            "  too many to show all: it leaves out 3 incidents");
    JsonNode kept = new ObjectMapper().readTree(output.resolve("scorecard.json").toFile());
    assertThat(kept.fieldNames())
        .toIterable()
        .contains(
            "attacks",
            "detected",
            "recall",
            "time_to_detect_minutes",
            "cost_before_detection_share",
            "finding_precision",
            "false_findings_per_day",
            "false_incidents_per_day",
            "benign_flagged",
            "incidents_per_attack",
            "fraud_money_stopped_share",
            "legitimate_lost_share",
            "by_pattern",
            "by_profile",
            "references");
    assertThat(kept.path("references").path("siem-rules").fieldNames())
        .toIterable()
        .contains(
            "detected",
            "recall",
            "time_to_detect_minutes",
            "false_findings_per_day",
            "false_incidents_per_day",
            "benign_flagged",
            "fraud_money_stopped_share",
            "legitimate_lost_share");
    assertThat(kept.path("time_to_detect_minutes").fieldNames())
        .toIterable()
        .containsExactly("median", "p90");
    assertThat(kept.path("attack_results").path(0).path("detected_at").asText())
        .isEqualTo("2026-01-05T13:12:00Z");
  }

  @Test
  void asksForWhatTheOptionsSay() {
    backtest(
        options -> backtest(options, Optional.of(outcome(options, 0))),
        "backtest",
        "--input=" + logs,
        "--labels=" + labels,
        "--output=" + output,
        "--from=2026-01-05",
        "--references",
        "--mode=streaming",
        "--parallelism=3");

    assertThat(runs)
        .singleElement()
        .satisfies(
            options -> {
              assertThat(options.labels()).isEqualTo(PathText.parse(labels.toString()));
              assertThat(options.references()).isTrue();
              assertThat(options.run())
                  .isEqualTo(
                      new DetectOptions(
                          options.run().runId(),
                          new InputSelection(
                              List.of(PathText.parse(logs.toString())),
                              null,
                              Instant.parse("2026-01-05T00:00:00Z"),
                              null),
                          null,
                          new OutputDirectory(PathText.parse(output.toString())),
                          3,
                          RunMode.STREAMING));
            });
  }

  @Test
  void refusesFilesThatAreNotThereOrGoAway() throws IOException {
    Files.createDirectories(output);
    CommandLineRun absent =
        backtest(
            options -> backtest(options, Optional.empty()),
            "backtest",
            "--labels=" + temporary.resolve("none"),
            "--input=" + logs,
            "--output=" + temporary.resolve("labels.ndjson"));
    assertThat(absent.exitCode()).isEqualTo(ExitCodes.REFUSED);
    assertThat(absent.err())
        .containsExactly(
            "--labels " + temporary.resolve("none") + ": there is no such file",
            "--output " + labels + " is a file; a folder is needed",
            "See pumpwatch backtest --help");

    Path inside = Files.writeString(output.resolve("labels.ndjson"), "");
    assertThat(
            backtest(
                    options -> backtest(options, Optional.empty()),
                    "backtest",
                    "--labels=" + inside,
                    "--output=" + output)
                .err())
        .contains("--labels " + inside + " lies in the output folder");
    assertThat(
            backtest(
                    options -> backtest(options, Optional.empty()),
                    "backtest",
                    "--references",
                    "--input=" + logs,
                    "--output=" + output)
                .err())
        .contains("--references needs --labels: without them there are only counts");
    assertThat(runs).isEmpty();
  }

  @Test
  void failsWhereThereIsNothingToScore() {
    CommandLineRun detached =
        backtest(
            options -> backtest(options, Optional.empty()),
            "backtest",
            "--input=" + logs,
            "--output=" + output);
    assertThat(detached.exitCode()).isEqualTo(ExitCodes.FAILED);
    assertThat(detached.err())
        .containsExactly(
            "backtest failed: it has to wait for its run, which was submitted detached");

    CommandLineRun unreadable =
        backtest(
            options -> backtest(options, Optional.of(outcome(options, 2))),
            "backtest",
            "--input=" + logs,
            "--output=" + output);
    assertThat(unreadable.exitCode()).isEqualTo(ExitCodes.FAILED);
    assertThat(unreadable.err()).contains("backtest failed: no record of the input could be read");
    assertThat(output.resolve("scorecard.json")).doesNotExist();
  }
}
