package io.pumpwatch.jobs;

import io.pumpwatch.datasets.simulate.ProfileCatalogue;
import io.pumpwatch.jobs.command.CheckCommand;
import io.pumpwatch.jobs.command.DetectCommand;
import io.pumpwatch.jobs.command.ExitCodes;
import io.pumpwatch.jobs.command.ExplainCommand;
import io.pumpwatch.jobs.command.FindingsCommand;
import io.pumpwatch.jobs.command.NormalizeCommand;
import io.pumpwatch.jobs.command.NormalizeOptions;
import io.pumpwatch.jobs.command.PumpwatchCommand;
import io.pumpwatch.jobs.command.SettingsCommand;
import io.pumpwatch.jobs.command.SimulateCommand;
import io.pumpwatch.jobs.command.TablesCommand;
import io.pumpwatch.jobs.command.TriageCommand;
import io.pumpwatch.jobs.command.run.Progress;
import io.pumpwatch.jobs.input.format.LogFormats;
import io.pumpwatch.jobs.output.FindingsReader;
import io.pumpwatch.jobs.output.postgres.CredentialSource;
import io.pumpwatch.jobs.settings.Settings;
import java.util.List;

/** The command line: the main class of the jar, on this machine and on a cluster. */
public final class Pumpwatch {
  private Pumpwatch() {}

  /** Runs one command. */
  public static void main(String[] arguments) {
    if (!isGuest()) {
      LocalFileSystems.initialize(System.getenv());
    }
    end(PumpwatchCommand.with(System.getenv(), commands()).execute(arguments));
  }

  private static List<?> commands() {
    List<String> formats = LogFormats.offeredNames();
    FindingsInPostgres postgres = new FindingsInPostgres(CredentialSource.ENVIRONMENT);
    return List.of(
        new CheckCommand(formats, new CheckJob()),
        new DetectCommand(formats, new RecoveredJob(new DetectJob(postgres), RecoveredJob.PAUSE)),
        new FindingsCommand(FindingsReader::latest, postgres::latest),
        new ExplainCommand(FindingsReader::latest, FindingsReader::windows),
        new NormalizeCommand(formats, Pumpwatch::normalize),
        new SettingsCommand(Settings.defaults()),
        new SimulateCommand(ProfileCatalogue.names(), SimulateJob.formats(), new SimulateJob()),
        new TablesCommand(postgres::migrate),
        new TriageCommand(postgres::triage));
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

  /** On a cluster the program is a guest in a JVM that goes on without it. */
  private static boolean isGuest() {
    return Pumpwatch.class.getClassLoader() != ClassLoader.getSystemClassLoader();
  }

  /**
   * Ends the process, where it is ours, and does not wait for threads: of Flink's, those that
   * fetched splits may stay behind.
   */
  private static void end(int exitCode) {
    if (!isGuest()) {
      System.exit(exitCode);
    } else if (exitCode != ExitCodes.DONE) {
      throw new IllegalStateException("pumpwatch ended with exit code " + exitCode);
    }
  }
}
