package io.pumpwatch.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pumpwatch.finding.Finding;
import io.pumpwatch.jobs.baseline.BaselineContent;
import io.pumpwatch.jobs.baseline.BaselineTable;
import io.pumpwatch.jobs.command.BaselineRequest;
import io.pumpwatch.jobs.command.DetectCommand;
import io.pumpwatch.jobs.command.DetectOptions;
import io.pumpwatch.jobs.command.InputSelection;
import io.pumpwatch.jobs.command.RunMode;
import io.pumpwatch.jobs.command.UsageException;
import io.pumpwatch.jobs.command.run.BaselineReport;
import io.pumpwatch.jobs.command.run.OutputDirectory;
import io.pumpwatch.jobs.command.run.Progress;
import io.pumpwatch.jobs.command.run.RunReport;
import io.pumpwatch.jobs.command.run.RunStart;
import io.pumpwatch.jobs.command.text.PathText;
import io.pumpwatch.jobs.command.text.Terminal;
import io.pumpwatch.jobs.output.ParquetTableReader;
import io.pumpwatch.jobs.output.TableRow;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaselineJobITCase {
  @TempDir private static Path shared;
  private static Path history;

  @TempDir private Path folder;

  @BeforeAll
  static void writeHistory() throws Exception {
    history = BaselineHistory.write(shared.resolve("events.ndjson"));
  }

  /** A run that goes on learns what a baseline over the same days says. */
  @Test
  void aRunThatBeginsWithABaselineFindsWhatALongRunFinds() throws Exception {
    BaselineReport baseline = learn("normal", null, BaselineHistory.LAST_DAY);

    List<Finding> late =
        detect("late", BaselineHistory.LAST_DAY, folder.resolve("normal"), RunMode.BATCH);
    List<Finding> whole = detect("whole", null, null, RunMode.BATCH);
    List<Finding> streamed =
        detect("streamed", BaselineHistory.LAST_DAY, folder.resolve("normal"), RunMode.STREAMING);

    assertThat(whole).isNotEmpty();
    assertThat(late)
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("runId", "emittedAt")
        .containsExactlyElementsOf(whole);
    assertThat(streamed)
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("runId", "emittedAt")
        .containsExactlyElementsOf(whole);
    assertThat(Files.readString(folder.resolve("late/run.json")))
        .contains("\"baseline\" : \"" + baseline.baseline() + "\"");
  }

  @Test
  void onlyWithABaselineIsASurgeOfACountryKnownFromTheFirstDay() throws Exception {
    learn("normal", null, BaselineHistory.LAST_DAY);

    assertThat(detect("late", BaselineHistory.LAST_DAY, folder.resolve("normal"), RunMode.BATCH))
        .anySatisfy(BaselineJobITCase::isSurgeOfFrance);
    assertThat(detect("cold", BaselineHistory.LAST_DAY, null, RunMode.BATCH))
        .isNotEmpty()
        .noneSatisfy(BaselineJobITCase::isSurgeOfFrance);
  }

  private static void isSurgeOfFrance(Finding finding) {
    assertThat(finding.pattern()).isEqualTo("burst");
    assertThat(finding.entityKind()).isEqualTo("country");
    assertThat(finding.entityValue()).isEqualTo("FR");
    assertThat(finding.expectationSource()).isEqualTo("learnt");
  }

  @Test
  void aRowTellsPeopleWhatAKeyUsuallyDoes() throws Exception {
    learn("normal", null, BaselineHistory.LAST_DAY);

    TableRow france =
        rows("normal").stream()
            .filter(row -> row.text("kind").equals("habits"))
            .filter(row -> row.text("grain").equals("country") && row.text("value").equals("FR"))
            .filter(row -> row.timestamp("effective_from").equals(BaselineHistory.LAST_DAY))
            .findFirst()
            .orElseThrow();
    assertThat(france.integer("span_days")).isEqualTo(8);
    assertThat(france.timestamp("span_start"))
        .isEqualTo(BaselineHistory.FIRST_DAY.plus(Duration.ofDays(1)));
    assertThat(france.bigint("sends")).isEqualTo(8 * 150);
    assertThat(france.decimal("cost_usd")).isBetween(119.9, 120.1);
    assertThat(france.decimal("conversion_alpha")).isGreaterThan(800);
    assertThat(france.decimal("conversion_beta")).isBetween(150.0, 350.0);
    assertThat(france.decimal("entry_seconds_p50")).isBetween(5.0, 30.0);
    assertThat(france.text("attempts_by_hour_of_week").split(",")).hasSize(168);
    assertThat(france.text("run_id")).isEqualTo("run-normal");

    TableRow block =
        rows("normal").stream()
            .filter(row -> row.text("kind").equals("block"))
            .filter(row -> row.text("value").equals("+3361234"))
            .filter(row -> row.timestamp("effective_from").equals(BaselineHistory.LAST_DAY))
            .findFirst()
            .orElseThrow();
    assertThat(block.integer("proven_hundreds")).isBetween(95, 100);
    assertThat(block.text("sends_by")).isEqualTo("{\"acme\":1350}");
  }

  @Test
  void whatAFindingClaimsIsLeftOut() throws Exception {
    detect("found", null, null, RunMode.BATCH);
    BaselineReport all = learn("all", null, null);
    BaselineReport without = learn("without", folder.resolve("found"), null);

    assertThat(without.excludedFindings()).isPositive();
    assertThat(all.rows()).isGreaterThan(0);
    assertThat(sendsTo("all", "+2417701", BaselineHistory.END)).isEqualTo(60);
    assertThat(sendsTo("without", "+2417701", BaselineHistory.END)).isLessThan(20);
    assertThat(sendsTo("without", "+3361234", BaselineHistory.LAST_DAY))
        .isEqualTo(sendsTo("all", "+3361234", BaselineHistory.LAST_DAY))
        .isEqualTo(9 * 150);
  }

  @Test
  void theSameRowsHaveTheSameIdWhoeverWroteThem() throws Exception {
    BaselineReport one = learn("one", null, BaselineHistory.LAST_DAY);
    BaselineReport same = learn("same", null, BaselineHistory.LAST_DAY);
    BaselineReport other = learn("other", null, BaselineHistory.END);

    assertThat(one.baseline()).isEqualTo(same.baseline()).isNotEqualTo(other.baseline());
    assertThat(BaselineContent.of(PathText.parse(folder + "/one/baselines")).rows())
        .isEqualTo(one.rows());
    assertThat(one.lastEffectiveFrom()).isEqualTo(BaselineHistory.LAST_DAY);
    assertThat(one.days()).isEqualTo(BaselineHistory.DAYS - 1);
  }

  @Test
  void aFolderWithoutBaselinesIsRefused() throws Exception {
    Files.createDirectories(folder.resolve("empty/baselines"));

    for (String name : List.of("absent", "empty")) {
      assertThatThrownBy(
              () ->
                  new DetectJob()
                      .prepare(options("out", null, folder.resolve(name), RunMode.BATCH)))
          .isInstanceOf(UsageException.class)
          .hasMessageStartingWith("--baseline " + folder.resolve(name) + ": there ");
    }
  }

  private long sendsTo(String baseline, String block, Instant epoch) throws Exception {
    return rows(baseline).stream()
        .filter(row -> row.text("kind").equals("block") && row.text("value").startsWith(block))
        .filter(row -> row.timestamp("effective_from").equals(epoch))
        .mapToLong(row -> row.bigint("sends"))
        .sum();
  }

  private List<TableRow> rows(String baseline) throws Exception {
    List<TableRow> rows = new ArrayList<>();
    new ParquetTableReader<>(BaselineTable.writtenBy(null, null), row -> row)
        .readRows(PathText.parse(folder.resolve(baseline) + "/baselines"), rows::add);
    return rows;
  }

  private BaselineReport learn(String name, Path findings, Instant end) throws Exception {
    try (Progress progress = progress()) {
      return new BaselineJob()
          .run(
              new BaselineRequest(
                  "run-" + name,
                  selection(null, end),
                  null,
                  findings == null ? null : PathText.parse(findings.toString()),
                  PathText.parse(folder.resolve(name).toString()),
                  2),
              progress);
    }
  }

  private DetectOptions options(String name, Instant from, Path baseline, RunMode mode) {
    return new DetectOptions(
            "run-" + name,
            selection(from, null),
            null,
            new OutputDirectory(PathText.parse(folder.resolve(name).toString())),
            2,
            mode)
        .withBaseline(baseline == null ? null : PathText.parse(baseline.toString()));
  }

  private List<Finding> detect(String name, Instant from, Path baseline, RunMode mode)
      throws Exception {
    DetectOptions options = options(name, from, baseline, mode);
    DetectCommand.PreparedRun run = new DetectJob().prepare(options);
    options.output().begin(new RunStart(options.runId(), Instant.EPOCH, Map.of()));
    try (Progress progress = progress()) {
      RunReport report = run.execute(progress).orElseThrow().report();
      options.output().end(report);
    }
    return DetectRun.findings(options.output());
  }

  private static InputSelection selection(Instant from, Instant end) {
    return new InputSelection(List.of(PathText.parse(history.toString())), null, from, end);
  }

  private static Progress progress() {
    return Progress.start(new PrintWriter(Writer.nullWriter()), new Terminal(false, 80));
  }
}
