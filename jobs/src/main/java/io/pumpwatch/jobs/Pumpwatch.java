package io.pumpwatch.jobs;

import io.pumpwatch.datasets.simulate.ProfileCatalogue;
import io.pumpwatch.datasets.simulate.Worlds;
import io.pumpwatch.jobs.command.BacktestCommand;
import io.pumpwatch.jobs.command.BaselineCommand;
import io.pumpwatch.jobs.command.BenchmarkCommand;
import io.pumpwatch.jobs.command.BenchmarkRowCommand;
import io.pumpwatch.jobs.command.CheckCommand;
import io.pumpwatch.jobs.command.ClusterCommand;
import io.pumpwatch.jobs.command.DetectCommand;
import io.pumpwatch.jobs.command.EraseCommand;
import io.pumpwatch.jobs.command.ExitCodes;
import io.pumpwatch.jobs.command.ExplainCommand;
import io.pumpwatch.jobs.command.FindingsCommand;
import io.pumpwatch.jobs.command.NormalizeCommand;
import io.pumpwatch.jobs.command.NormalizeOptions;
import io.pumpwatch.jobs.command.PumpwatchCommand;
import io.pumpwatch.jobs.command.ReportCommand;
import io.pumpwatch.jobs.command.SettingsCommand;
import io.pumpwatch.jobs.command.SimulateCommand;
import io.pumpwatch.jobs.command.TablesCommand;
import io.pumpwatch.jobs.command.TriageCommand;
import io.pumpwatch.jobs.command.run.Progress;
import io.pumpwatch.jobs.command.text.CopyingWriter;
import io.pumpwatch.jobs.input.format.LogFormats;
import io.pumpwatch.jobs.output.FindingsReader;
import io.pumpwatch.jobs.output.postgres.CredentialSource;
import io.pumpwatch.jobs.settings.Settings;
import java.io.File;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;

/** The command line: the main class of the jar, on this machine and on a cluster. */
public final class Pumpwatch {
  private Pumpwatch() {}

  /** Runs one command. */
  public static void main(String[] arguments) {
    CommandLine commandLine = PumpwatchCommand.with(System.getenv(), commands());
    if (isGuest()) {
      runAsGuest(commandLine, arguments);
    } else {
      LocalFileSystems.initialize(System.getenv());
      // Threads are not waited for: of Flink's, those that fetched splits may stay behind.
      System.exit(commandLine.execute(arguments));
    }
  }

  private static List<?> commands() {
    List<String> formats = LogFormats.offeredNames();
    FindingsInPostgres postgres = new FindingsInPostgres(CredentialSource.ENVIRONMENT);
    BenchmarkJob benchmark = new BenchmarkJob(program().resolveSibling("benchmark"));
    return List.of(
        new BacktestCommand(formats, new BacktestJob(), new ReportJob()),
        new BaselineCommand(formats, new BaselineJob()),
        new BenchmarkCommand(benchmark),
        new BenchmarkRowCommand(benchmark),
        new CheckCommand(formats, new CheckJob()),
        new ClusterCommand(flinkLibraries()),
        new DetectCommand(formats, new RecoveredJob(new DetectJob(postgres), RecoveredJob.PAUSE)),
        new EraseCommand(new EraseJob(postgres), System.getenv()),
        new FindingsCommand(FindingsReader::latest, postgres::latest, postgres::decided),
        new ExplainCommand(FindingsReader::latest, FindingsReader::windows),
        new NormalizeCommand(formats, Pumpwatch::normalize),
        new ReportCommand(new ReportJob()),
        new SettingsCommand(Settings.defaults()),
        new SimulateCommand(
            ProfileCatalogue.names(), Worlds.names(), SimulateJob.formats(), new SimulateJob()),
        new TablesCommand(postgres::migrate),
        new TriageCommand(postgres::triage));
  }

  /** What is beside the program on the class path: the jars of Flink, where the launcher put it. */
  private static List<Path> flinkLibraries() {
    Path program = program();
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath())
        .filter(entry -> !entry.equals(program))
        .toList();
  }

  private static Path program() {
    return Path.of(Pumpwatch.class.getProtectionDomain().getCodeSource().getLocation().getPath());
  }

  private static NormalizeCommand.Outcome normalize(NormalizeOptions options, Progress progress)
      throws Exception {
    DetectInput input = DetectInput.of(options.input(), options.settings());
    return NormalizeJob.run(
        options.parallelism(),
        input.history(),
        input.rawLogs(),
        options.output(),
        progress::follow);
  }

  /**
   * On a cluster the program is a guest in a JVM that goes on without it. Whoever submitted it may
   * see nothing but the exception that it ends with.
   */
  private static boolean isGuest() {
    return Pumpwatch.class.getClassLoader() != ClassLoader.getSystemClassLoader();
  }

  private static void runAsGuest(CommandLine commandLine, String[] arguments) {
    StringBuilder said = new StringBuilder();
    commandLine.setErr(
        new PrintWriter(new CopyingWriter(commandLine.getErr(), said), /* autoFlush= */ true));
    int exitCode = commandLine.execute(arguments);
    if (exitCode != ExitCodes.DONE) {
      throw new IllegalStateException(
          "pumpwatch ended with exit code " + exitCode + "\n" + said.toString().strip());
    }
  }
}
