package io.pumpwatch.jobs.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.jobs.BenchmarkJob;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class PumpwatchCommandTest {

  /** Settings of no interest. */
  public record Nothing() {}

  static List<Object> commands() {
    List<String> formats = List.of("canonical", "cloudtrail");
    return List.of(
        new DetectCommand(
            formats,
            options -> {
              throw new UsageException("not here");
            }),
        new BacktestCommand(
            formats,
            options -> {
              throw new UsageException("not here");
            },
            output -> List.of()),
        new BenchmarkCommand(new BenchmarkJob(Path.of("libraries"))),
        new ReportCommand(output -> List.of()),
        new NormalizeCommand(
            formats,
            (options, progress) -> {
              throw new UsageException("not here");
            }),
        new SimulateCommand(
            List.of("burst-attack", "launch-day"),
            List.of("standard"),
            formats,
            (options, progress) -> {
              throw new UsageException("not here");
            }),
        new FindingsCommand(folder -> List.of(), url -> List.of(), url -> List.of()),
        new TablesCommand(url -> List.of()),
        new TriageCommand(
            (url, idStart, triage) -> {
              throw new UsageException("not here");
            }),
        new ExplainCommand(folder -> List.of(), (folder, findingId) -> List.of()),
        new SettingsCommand(new Nothing()));
  }

  private static String name(Object command) {
    return command.getClass().getAnnotation(CommandLine.Command.class).name();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void helpsWithEachCommand(Object command) {
    CommandLineRun help = CommandLineRun.of(command, name(command), "--help");

    assertThat(help.exitCode()).isZero();
    assertThat(help.err()).isEmpty();
    assertThat(help.out())
        .anyMatch(line -> line.startsWith("Usage: pumpwatch " + name(command)))
        .contains("Examples:", "Exit codes:")
        .anyMatch(line -> line.contains("--stack-trace"))
        .noneMatch(line -> line.contains("${"))
        .allMatch(line -> line.length() <= 80);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void listsTheCommandsThatThereAre(Object command) {
    CommandLineRun help = CommandLineRun.of(command, "--help");
    assertThat(help.exitCode()).isZero();
    assertThat(help.out())
        .contains("Commands:")
        .filteredOn(line -> line.matches("  [a-z]+  .*"))
        .singleElement()
        .asString()
        .startsWith("  " + name(command));
  }

  @Test
  void namesTheWordsThatAnOptionTakes() {
    List<String> help = CommandLineRun.of(commands().get(0), "detect", "--help").out();
    assertThat(String.join(" ", help).replaceAll(" +", " "))
        .contains("auto, canonical, cloudtrail (default: auto)")
        .contains("auto, batch, streaming (default: auto)");
  }

  @Test
  void callsItselfWhatTheLauncherWasCalled() {
    CommandLineRun help =
        CommandLineRun.of(
            Map.of("PUMPWATCH_COMMAND", "deploy/bin/pumpwatch"),
            commands().get(0),
            "detect",
            "--help");
    assertThat(help.out()).contains("  deploy/bin/pumpwatch detect");
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    CommandLineRun unknown = CommandLineRun.of(commands().get(0), "detct");
    assertThat(unknown.exitCode()).isEqualTo(ExitCodes.REFUSED);
    assertThat(unknown.err())
        .containsExactly(
            "Unmatched argument at index 0: 'detct' (did you mean detect?)",
            "See pumpwatch --help");

    CommandLineRun nothing = CommandLineRun.of(commands().get(0));
    assertThat(nothing.exitCode()).isEqualTo(ExitCodes.REFUSED);
    assertThat(nothing.err()).anyMatch(line -> line.startsWith("Usage: pumpwatch"));
  }

  @Test
  void tellsItsVersion() {
    CommandLineRun version = CommandLineRun.of(commands().get(0), "--version");
    assertThat(version.exitCode()).isZero();
    assertThat(version.out()).singleElement().asString().startsWith("pumpwatch ");
  }
}
