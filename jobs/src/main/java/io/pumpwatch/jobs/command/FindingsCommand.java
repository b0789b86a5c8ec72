package io.pumpwatch.jobs.command;

import io.pumpwatch.finding.Finding;
import io.pumpwatch.finding.Severity;
import io.pumpwatch.jobs.command.findings.FindingEvents;
import io.pumpwatch.jobs.command.findings.FindingIds;
import io.pumpwatch.jobs.command.findings.FindingRows;
import io.pumpwatch.jobs.command.findings.FindingsTable;
import io.pumpwatch.jobs.command.findings.ModesTable;
import io.pumpwatch.jobs.command.findings.TriageLabel;
import io.pumpwatch.jobs.command.run.OutputDirectory;
import io.pumpwatch.jobs.command.text.PathText;
import io.pumpwatch.jobs.command.text.Terminal;
import io.pumpwatch.jobs.output.postgres.PostgresUrl;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.flink.core.fs.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the findings of a run, or of a database. */
@Command(
    name = "findings",
    description = "Prints the findings of a run, or of a database, the latest revision of each.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ${COMMAND-FULL-NAME}",
      "  ${COMMAND-FULL-NAME} january --severity high --long",
      "  ${COMMAND-FULL-NAME} january --format csv > findings.csv",
      "  ${COMMAND-FULL-NAME} january --format ndjson \\",
      "      --since 2026-01-05 | jq .recommended_action",
      "  ${COMMAND-FULL-NAME} january --modes",
      "  ${COMMAND-FULL-NAME} --format labels > labels.ndjson \\",
      "      --postgres-url jdbc:postgresql://localhost:5432/soc",
      "  ${COMMAND-FULL-NAME} january --format cef | logger --tag pumpwatch",
      "",
      "ndjson and csv have the columns of the findings table. In csv, text that a spreadsheet would"
          + " take for a formula gets a leading apostrophe; phone numbers and their prefixes do not.",
      "ocsf and cef are for a SIEM: one event a line for each finding, the alerting ones marked."
    })
public final class FindingsCommand implements Callable<Integer>, CheckedCommand {

  /** How findings are printed. */
  enum Format {
    /** For a person. */
    TABLE,
    /** One JSON object a line. */
    NDJSON,
    /** RFC 4180, with a header. */
    CSV,
    /** What the SOC has decided, as labels for a backtest. */
    LABELS,
    /** One Detection Finding of OCSF a line. */
    OCSF,
    /** One event of ArcSight's Common Event Format a line. */
    CEF;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final FindingSource files;
  private final FindingTable table;
  private final TriageTable triage;

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "DIR",
      description = "The output folder of the run (default: " + OutputDirectory.DEFAULT + ").")
  private Path folder;

  @Option(
      names = PostgresOptions.URL,
      paramLabel = "URL",
      description = {
        "Print the findings of this database instead: jdbc:postgresql://HOST:PORT/DATABASE.",
        PostgresOptions.CREDENTIALS
      })
  private PostgresUrl url;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = {
        "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).",
        "labels, of a database alone: the findings that were triaged as confirmed, resolved or false"
            + " positive, in the form that backtest --labels takes."
      })
  private Format format;

  @Option(
      names = "--severity",
      paramLabel = "LEAST",
      defaultValue = "informational",
      description =
          "Only this severity and above: informational, low, medium, high or critical (default:"
              + " ${DEFAULT-VALUE}).")
  private Severity severity;

  @Option(
      names = "--pattern",
      paramLabel = "NAME",
      description = "Only this pattern; repeat it for more.")
  private List<String> patterns = List.of();

  @Option(names = "--tenant", paramLabel = "NAME", description = "Only this tenant.")
  private String tenant;

  @Option(
      names = "--incident",
      paramLabel = "ID",
      description = "Only findings of this incident; the start of its id will do.")
  private String incident;

  @Option(
      names = "--since",
      paramLabel = "INSTANT",
      description = "Only findings detected at this time or later, in event time.")
  private Instant since;

  @Option(names = "--long", description = "After the table, the explanation of each finding.")
  private boolean explained;

  @Option(
      names = "--modes",
      description =
          "In place of the table: by pattern, what alerted and what would have, had it not been in"
              + " shadow.")
  private boolean modes;

  /**
   * With what reads findings, the latest revision of each.
   *
   * @param files from a run's output folder
   * @param table from a database
   * @param triage from a database, with what the SOC says of them
   */
  public FindingsCommand(FindingSource files, FindingTable table, TriageTable triage) {
    this.files = files;
    this.table = table;
    this.triage = triage;
  }

  @Override
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (url != null && folder != null) {
      problems.add("give DIR or " + PostgresOptions.URL + ", not both");
    } else if (url == null && (folder != null || isParsed())) {
      output().absence().ifPresent(problems::add);
    }
    if (explained && format != Format.TABLE && format != null) {
      problems.add("--long goes with --format table; " + format + " has every column as it is");
    }
    if (modes && format != Format.TABLE && format != null) {
      problems.add("--modes is a table of its own, and goes with --format table");
    }
    if (modes && explained) {
      problems.add("--modes or --long, not both");
    }
    if (format == Format.LABELS && url == null && isParsed()) {
      problems.add(
          "--format labels needs " + PostgresOptions.URL + ": what the SOC decides is kept there");
    }
    return problems;
  }

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (format == Format.LABELS) {
      triage.decided(url).stream()
          .filter(triaged -> selects(triaged.finding()))
          .forEach(triaged -> out.println(new TriageLabel(triaged).line()));
    } else {
      print(url == null ? ofFiles() : table.latest(url), out);
    }
    out.flush();
    return ExitCodes.DONE;
  }

  private void print(List<Finding> all, PrintWriter out) throws IOException {
    List<Finding> selected = all.stream().filter(this::selects).toList();
    int columns = Terminal.ofProcess().columns();
    if (modes) {
      new ModesTable(columns).print(selected, all, out);
      return;
    }
    switch (format == null ? Format.TABLE : format) {
      case NDJSON -> FindingRows.ndjson(selected, out);
      case CSV -> FindingRows.csv(selected, out);
      case OCSF -> FindingEvents.ocsf(selected, out);
      case CEF -> FindingEvents.cef(selected, out);
      default -> new FindingsTable(columns, explained).print(selected, FindingIds.of(all), out);
    }
  }

  /** Whether every value could be read: one that could not be may be the URL. */
  private boolean isParsed() {
    return spec.commandLine().getParseResult().errors().isEmpty();
  }

  private OutputDirectory output() {
    return new OutputDirectory(folder == null ? PathText.parse(OutputDirectory.DEFAULT) : folder);
  }

  private List<Finding> ofFiles() throws IOException {
    OutputDirectory output = output();
    if (output.holdsUnfinishedRun()) {
      spec.commandLine().getErr().println("The run has not ended: there may be more to come.");
    }
    return OutputDirectory.exists(output.findings()) ? files.latest(output.findings()) : List.of();
  }

  private boolean selects(Finding finding) {
    return finding.severity().compareTo(severity) >= 0
        && (patterns.isEmpty() || patterns.contains(finding.pattern()))
        && (tenant == null || tenant.equals(finding.tenant()))
        && (incident == null || finding.incidentId().startsWith(incident))
        && (since == null || !finding.detectedAt().isBefore(since));
  }
}
