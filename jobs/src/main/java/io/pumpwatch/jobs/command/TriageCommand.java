package io.pumpwatch.jobs.command;

import io.pumpwatch.jobs.command.findings.TriageReport;
import io.pumpwatch.jobs.output.postgres.PostgresUrl;
import io.pumpwatch.jobs.output.postgres.Triage;
import io.pumpwatch.jobs.output.postgres.TriageStatus;
import io.pumpwatch.jobs.output.postgres.TriagedFinding;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes down what the SOC says about a finding. */
@Command(
    name = "triage",
    description = {
      "Writes down, in PostgreSQL, how far the SOC has come with a finding, and prints it. Jobs never"
          + " change what is written here.",
      "",
      PostgresOptions.CREDENTIALS
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ${COMMAND-FULL-NAME} 3f2a90c1 --status investigating --assignee kim \\",
      "      --postgres-url jdbc:postgresql://localhost:5432/soc",
      "  ${COMMAND-FULL-NAME} 3f2a90c1 --status confirmed --note 'block is closed' \\",
      "      --postgres-url jdbc:postgresql://localhost:5432/soc"
    })
public final class TriageCommand implements Callable<Integer>, CheckedCommand {
  private static final String STATUS = "--status";

  /** What writes it down. */
  @FunctionalInterface
  public interface Job {
    /**
     * Writes it down.
     *
     * @param idStart the finding's id, or a start of it that no other has
     * @return the row as it is then
     */
    TriagedFinding write(PostgresUrl url, String idStart, Triage triage) throws IOException;
  }

  private final Job job;

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "ID",
      description = "The finding's id, or a start of it that no other has.")
  private String id;

  @Option(
      names = PostgresOptions.URL,
      paramLabel = "URL",
      required = true,
      description = "The database: jdbc:postgresql://HOST:PORT/DATABASE.")
  private PostgresUrl url;

  @Option(
      names = STATUS,
      paramLabel = "STATUS",
      description = "How far it has come: ${COMPLETION-CANDIDATES}.")
  private String status;

  @Option(
      names = "--assignee",
      paramLabel = "NAME",
      description = "Who looks at it; '' for nobody.")
  private String assignee;

  @Option(names = "--note", paramLabel = "TEXT", description = "A note; '' for none.")
  private String note;

  /** With what writes it down. */
  public TriageCommand(Job job) {
    this.job = job;
  }

  @Override
  public Map<String, Collection<String>> choices() {
    return Map.of(STATUS, Arrays.stream(TriageStatus.values()).map(TriageStatus::word).toList());
  }

  @Override
  public List<String> problems() {
    return status == null && assignee == null && note == null
        ? List.of("nothing to write: give " + STATUS + ", --assignee or --note")
        : List.of();
  }

  @Override
  public Integer call() throws IOException {
    Triage triage = new Triage(status == null ? null : TriageStatus.ofWord(status), assignee, note);
    TriagedFinding triaged = job.write(url, id, triage);
    new TriageReport(triaged).print(spec.commandLine().getOut());
    return ExitCodes.DONE;
  }
}
