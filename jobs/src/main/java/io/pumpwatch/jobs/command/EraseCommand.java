package io.pumpwatch.jobs.command;

import io.pumpwatch.jobs.command.run.OutputDirectory;
import io.pumpwatch.jobs.command.text.PathText;
import io.pumpwatch.jobs.output.TableRewriter.Outcome;
import io.pumpwatch.jobs.output.postgres.PostgresUrl;
import io.pumpwatch.jobs.privacy.ErasedNumber;
import io.pumpwatch.jobs.privacy.PrivacyKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.flink.core.fs.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes a number out of what was written. */
@Command(
    name = "erase",
    description = {
      "Takes a phone number out of the output of a run, or out of a database: rows about it go, in"
          + " all others only its block of 10 000 stays. Topics, archives, logs read and whatever"
          + " was told to others are not touched.",
      "",
      "Its pseudonym (settings privacy) goes too, where the environment holds the key: "
          + PrivacyKey.VARIABLE
          + " or "
          + PrivacyKey.FILE_VARIABLE
          + "."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ${COMMAND-FULL-NAME} --number +24177012345 january",
      "  ${COMMAND-FULL-NAME} --number +24177012345 \\",
      "      --postgres-url jdbc:postgresql://localhost:5432/soc"
    })
public final class EraseCommand implements Callable<Integer>, CheckedCommand {

  /** What takes it out. */
  public interface Job {
    /** Of the files of a run that has ended. */
    Outcome inFiles(OutputDirectory output, ErasedNumber number) throws IOException;

    /** Of the tables of a database. */
    Outcome inDatabase(PostgresUrl url, ErasedNumber number) throws IOException;
  }

  private final Job job;
  private final Map<String, String> environment;

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "DIR",
      description = "The output folder of a run.")
  private Path folder;

  @Option(
      names = PostgresOptions.URL,
      paramLabel = "URL",
      description = {
        "The database instead: jdbc:postgresql://HOST:PORT/DATABASE. The role needs DELETE on its"
            + " tables.",
        PostgresOptions.CREDENTIALS
      })
  private PostgresUrl url;

  @Option(
      names = "--number",
      paramLabel = "NUMBER",
      required = true,
      description = "The number in E.164: +24177012345.")
  private String number;

  /**
   * With what takes it out.
   *
   * @param environment that may hold the key of pseudonyms
   */
  public EraseCommand(Job job, Map<String, String> environment) {
    this.job = job;
    this.environment = Map.copyOf(environment);
  }

  @Override
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    if ((folder == null) == (url == null)) {
      problems.add("give DIR or " + PostgresOptions.URL);
    }
    if (folder != null) {
      new OutputDirectory(folder).absence().ifPresent(problems::add);
    }
    if (number != null) {
      try {
        erased();
      } catch (IllegalArgumentException e) {
        problems.add("--number " + e.getMessage());
      }
    }
    return problems;
  }

  private ErasedNumber erased() {
    boolean hasKey =
        environment.containsKey(PrivacyKey.VARIABLE)
            || environment.containsKey(PrivacyKey.FILE_VARIABLE);
    return ErasedNumber.of(
        number, hasKey ? Optional.of(PrivacyKey.of(environment)) : Optional.empty());
  }

  @Override
  public Integer call() throws IOException {
    Outcome outcome;
    if (url == null) {
      OutputDirectory output = new OutputDirectory(folder);
      if (output.holdsUnfinishedRun()) {
        throw new UsageException(
            PathText.print(folder) + ": its run has not ended, and would write more");
      }
      outcome = job.inFiles(output, erased());
    } else {
      outcome = job.inDatabase(url, erased());
    }
    PrintWriter out = spec.commandLine().getOut();
    out.printf("Removed %,d rows, changed %,d%n", outcome.removed(), outcome.changed());
    out.flush();
    return ExitCodes.DONE;
  }
}
