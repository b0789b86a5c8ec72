package io.pumpwatch.jobs;

import io.pumpwatch.finding.Finding;
import io.pumpwatch.jobs.command.FindingTableOptions;
import io.pumpwatch.jobs.command.UsageException;
import io.pumpwatch.jobs.output.TableRewriter.Outcome;
import io.pumpwatch.jobs.output.postgres.CredentialSource;
import io.pumpwatch.jobs.output.postgres.FindingQuery;
import io.pumpwatch.jobs.output.postgres.FindingTables;
import io.pumpwatch.jobs.output.postgres.FindingTriage;
import io.pumpwatch.jobs.output.postgres.NumberErasure;
import io.pumpwatch.jobs.output.postgres.Patience;
import io.pumpwatch.jobs.output.postgres.PostgresDatabase;
import io.pumpwatch.jobs.output.postgres.PostgresFindingsSink;
import io.pumpwatch.jobs.output.postgres.PostgresResponseSink;
import io.pumpwatch.jobs.output.postgres.PostgresUrl;
import io.pumpwatch.jobs.output.postgres.Triage;
import io.pumpwatch.jobs.output.postgres.TriagedFinding;
import io.pumpwatch.jobs.output.postgres.UnstoredFindings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The findings table, as the commands use it.
 *
 * @param credentials where the credentials come from
 */
public record FindingsInPostgres(CredentialSource credentials) {

  private PostgresDatabase at(PostgresUrl url) {
    return new PostgresDatabase(url, credentials);
  }

  /** Applies the migrations that are missing, and names them. */
  public List<String> migrate(PostgresUrl url) throws IOException {
    return new FindingTables(at(url)).migrate();
  }

  /** The latest revision of each finding. */
  public List<Finding> latest(PostgresUrl url) throws IOException {
    return FindingQuery.latest(at(url));
  }

  /** The findings of which the SOC has said whether they are attacks. */
  public List<TriagedFinding> decided(PostgresUrl url) throws IOException {
    return FindingTriage.decided(at(url));
  }

  /** Takes a number out of the tables. */
  Outcome erase(PostgresUrl url, List<String> forms, String regularExpression, String block)
      throws IOException {
    return new NumberErasure(at(url)).erase(forms, regularExpression, block);
  }

  /** Writes down what the SOC says about a finding. */
  public TriagedFinding triage(PostgresUrl url, String idStart, Triage triage) throws IOException {
    return FindingTriage.write(at(url), idStart, triage);
  }

  /**
   * Makes sure that a run can keep its findings there.
   *
   * @throws UsageException where it cannot be reached; better told now than when there are findings
   */
  void requireTables(FindingTableOptions table) {
    try {
      new FindingTables(at(table.url())).requireMigrated();
    } catch (IOException e) {
      throw new UsageException(
          e.getMessage() + " (nothing was started; pumpwatch tables makes the tables)");
    }
  }

  /** What keeps a run's findings there. */
  PostgresFindingsSink sink(FindingTableOptions table) {
    return new PostgresFindingsSink(at(table.url()), table.runGeneration(), Patience.USUAL);
  }

  /** What keeps its measures there. */
  PostgresResponseSink responseSink(FindingTableOptions table) {
    return new PostgresResponseSink(at(table.url()), table.runGeneration(), Patience.USUAL);
  }

  /** What to tell when a run has ended. */
  List<String> notices(FindingTableOptions table, String runId) {
    List<String> notices = new ArrayList<>();
    notices.add("Findings are in PostgreSQL at " + table.url() + " too");
    try {
      long unstored = UnstoredFindings.count(at(table.url()), runId);
      if (unstored > 0) {
        notices.add(
            "  " + unstored + " revisions could not be stored: see its table unstored_findings");
      }
    } catch (IOException e) {
      notices.add("  it could not be asked for what it refused: " + e.getMessage());
    }
    return notices;
  }
}
