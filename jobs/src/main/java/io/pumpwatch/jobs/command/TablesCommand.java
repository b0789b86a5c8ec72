package io.pumpwatch.jobs.command;

import io.pumpwatch.jobs.output.postgres.PostgresUrl;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes the tables of findings in PostgreSQL. */
@Command(
    name = "tables",
    description = {
      "Makes the tables that findings are kept in, in PostgreSQL, and brings older ones up to date."
          + " Run it once before the first detect with --postgres-url and after each upgrade.",
      "",
      PostgresOptions.CREDENTIALS
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ${COMMAND-FULL-NAME} \\",
      "      --postgres-url jdbc:postgresql://localhost:5432/soc"
    })
public final class TablesCommand implements Callable<Integer> {

  /** What makes the tables. */
  @FunctionalInterface
  public interface Job {
    /** Applies the migrations that are missing, and names them. */
    List<String> migrate(PostgresUrl url) throws IOException;
  }

  private final Job job;

  @Spec private CommandSpec spec;

  @Option(
      names = PostgresOptions.URL,
      paramLabel = "URL",
      required = true,
      description = "The database: jdbc:postgresql://HOST:PORT/DATABASE, options behind a ?.")
  private PostgresUrl url;

  /** With what makes the tables. */
  public TablesCommand(Job job) {
    this.job = job;
  }

  @Override
  public Integer call() throws IOException {
    List<String> applied = job.migrate(url);
    PrintWriter out = spec.commandLine().getOut();
    applied.forEach(migration -> out.println("Applied migration " + migration));
    out.println(applied.isEmpty() ? "Nothing to do in " + url : "The tables are in " + url);
    out.flush();
    return ExitCodes.DONE;
  }
}
