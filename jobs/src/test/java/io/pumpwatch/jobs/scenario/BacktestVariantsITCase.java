package io.pumpwatch.jobs.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pumpwatch.finding.Finding;
import io.pumpwatch.jobs.BacktestJob;
import io.pumpwatch.jobs.ReportJob;
import io.pumpwatch.jobs.command.BacktestCommand;
import io.pumpwatch.jobs.command.ExitCodes;
import io.pumpwatch.jobs.command.PumpwatchCommand;
import io.pumpwatch.jobs.command.text.PathText;
import io.pumpwatch.jobs.input.format.LogFormats;
import io.pumpwatch.jobs.output.FindingsReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes of several variants of the settings in one pass over the bundled sample. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BacktestVariantsITCase {
  private static final String CAUTIOUS = "detection.protection=cautious";
  private static final String SHADOW = "detection.modes.burst=shadow";

  private final StringWriter out = new StringWriter();
  private LogFolder logs;
  private Path output;
  private int exitCode;
  private JsonNode comparison;

  @BeforeAll
  void backtest(@TempDir Path folder) throws Exception {
    logs = LogFolder.ofSample(folder.resolve("sample"));
    output = folder.resolve("compared");
    exitCode =
        run(
            "--settings=" + logs.settings(),
            "--sweep=detection.protection=cautious,standard,aggressive",
            "--sweep=" + SHADOW);
    comparison = new ObjectMapper().readTree(output.resolve("variants.json").toFile());
  }

  private int run(String... options) {
    List<String> arguments = new ArrayList<>(List.of("backtest"));
    arguments.addAll(
        List.of("--input=" + logs.logs(), "--labels=" + logs.labels(), "--output=" + output));
    arguments.addAll(List.of(options));
    return PumpwatchCommand.with(
            Map.of(),
            List.of(
                new BacktestCommand(LogFormats.offeredNames(), new BacktestJob(), new ReportJob())))
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(new StringWriter()))
        .execute(arguments.toArray(String[]::new));
  }

  private Path variant(String name) {
    return output.resolve("variants").resolve(name);
  }

  private static List<Finding> findings(Path folder) throws IOException {
    return FindingsReader.latest(PathText.parse(folder.resolve("findings").toString()));
  }

  @ParameterizedTest
  @ValueSource(strings = {CAUTIOUS, SHADOW})
  void eachVariantFindsWhatItFindsAlone(String name) throws Exception {
    Files.copy(
        variant(name).resolve("settings.yaml"),
        logs.settings(),
        StandardCopyOption.REPLACE_EXISTING);
    List<Finding> alone = Detection.over(logs, Execution.BATCH_ON_TWO_SLOTS).findings();

    assertThat(alone).hasSizeGreaterThan(10);
    RowForRow.assertSame(name, alone, findings(variant(name)));
  }

  @Test
  void theFirstIsWhatTheFolderTellsOf() throws Exception {
    assertThat(exitCode).isEqualTo(ExitCodes.DONE);
    assertThat(comparison.path("first").asText()).isEqualTo("settings");
    assertThat(findings(output)).isEqualTo(findings(variant("settings")));
    assertThat(output.resolve("scorecard.json"))
        .hasSameTextualContentAs(variant("settings").resolve("scorecard.json"));
    assertThat(output.resolve("finding-windows")).isDirectory();
    assertThat(output.resolve("report.html")).content().contains("detection.protection=cautious");
  }

  /** What the settings have already is not tried twice. */
  @Test
  void valuesOfASweepKnowTheirVariants() {
    assertThat(comparison.path("variants").findValuesAsText("name"))
        .containsExactly("settings", CAUTIOUS, "detection.protection=aggressive", SHADOW);
    assertThat(comparison.path("sweeps").path("detection.protection").findValuesAsText("variant"))
        .containsExactly(CAUTIOUS, "settings", "detection.protection=aggressive");
  }

  @Test
  void whatDiffersIsTold() {
    JsonNode cautious = comparison.path("variants").get(1);
    JsonNode shadow = comparison.path("variants").get(3);

    assertThat(cautious.path("settings").path("detection.protection").path("value").asText())
        .isEqualTo("cautious");
    assertThat(cautious.path("changes").path("later").asInt()).isPositive();
    assertThat(cautious.path("time_to_detect_median_minutes").asDouble())
        .isGreaterThan(
            comparison.path("variants").get(0).path("time_to_detect_median_minutes").asDouble());
    assertThat(shadow.path("changes").path("gone").asInt()).isPositive();
    assertThat(shadow.path("changed_findings"))
        .allSatisfy(
            change -> {
              assertThat(change.path("kind").asText()).isEqualTo("gone");
              assertThat(change.path("pattern").asText()).isEqualTo("burst");
            });
    assertThat(out.toString().lines())
        .anyMatch(line -> line.startsWith("4 variants over 1.0 days"))
        .anyMatch(line -> line.startsWith(SHADOW));
  }
}
