package io.pumpwatch.jobs;

import io.pumpwatch.feature.Grain;
import io.pumpwatch.jobs.command.EraseCommand;
import io.pumpwatch.jobs.command.run.OutputDirectory;
import io.pumpwatch.jobs.output.ColumnType;
import io.pumpwatch.jobs.output.DeadLettersTable;
import io.pumpwatch.jobs.output.FindingWindowsTable;
import io.pumpwatch.jobs.output.FindingsTable;
import io.pumpwatch.jobs.output.LateEventsTable;
import io.pumpwatch.jobs.output.ParquetTable;
import io.pumpwatch.jobs.output.ParquetTable.Column;
import io.pumpwatch.jobs.output.ResponseTable;
import io.pumpwatch.jobs.output.RulesDecisionsTable;
import io.pumpwatch.jobs.output.TableRewriter;
import io.pumpwatch.jobs.output.TableRewriter.Outcome;
import io.pumpwatch.jobs.output.TableRow;
import io.pumpwatch.jobs.output.postgres.PostgresUrl;
import io.pumpwatch.jobs.privacy.ErasedNumber;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.core.fs.Path;

/** Takes a number out of what runs have written. */
record EraseJob(FindingsInPostgres postgres) implements EraseCommand.Job {

  @Override
  public Outcome inFiles(OutputDirectory output, ErasedNumber number) throws IOException {
    Set<String> gone = new HashSet<>();
    Outcome all =
        new TableRewriter(FindingsTable.TABLE)
            .rewrite(
                output.findings(),
                row -> {
                  Optional<TableRow> kept = withoutNumber(FindingsTable.TABLE, row, number);
                  if (kept.isEmpty()) {
                    gone.add(row.text("finding_id"));
                  }
                  return kept;
                });
    all =
        all.plus(
            new TableRewriter(FindingWindowsTable.TABLE)
                .rewrite(
                    output.findingWindows(),
                    row ->
                        Optional.of(row).filter(kept -> !gone.contains(kept.text("finding_id")))));
    all = all.plus(erase(ResponseTable.TABLE, output.response(), number));
    all = all.plus(erase(DeadLettersTable.TABLE, output.deadLetters(), number));
    all = all.plus(erase(LateEventsTable.TABLE, output.lateEvents(), number));
    all = all.plus(erase(RulesDecisionsTable.TABLE, output.rulesDecisions(), number));
    for (OutputDirectory variant : output.eachVariant()) {
      all = all.plus(inFiles(variant, number));
    }
    // Pages are made again from what is left.
    output.page().getFileSystem().delete(output.page(), false);
    output.scorecard().getFileSystem().delete(output.scorecard(), false);
    output.comparison().getFileSystem().delete(output.comparison(), false);
    output.settings().getFileSystem().delete(output.settings(), false);
    // The run is over; what it would have gone on from knows every number of its last day.
    output.checkpoints().getFileSystem().delete(output.checkpoints(), true);
    return all;
  }

  @Override
  public Outcome inDatabase(PostgresUrl url, ErasedNumber number) throws IOException {
    return postgres.erase(url, number.forms(), number.regularExpression(), number.block());
  }

  private static Outcome erase(ParquetTable<?> table, Path folder, ErasedNumber number)
      throws IOException {
    return new TableRewriter(table).rewrite(folder, row -> withoutNumber(table, row, number));
  }

  /** Nothing where the row is about the number. */
  private static Optional<TableRow> withoutNumber(
      ParquetTable<?> table, TableRow row, ErasedNumber number) {
    boolean isAbout =
        Grain.DESTINATION.word().equals(row.value("entity_kind"))
                && number.forms().contains(row.text("entity_value"))
            || row.value("destination") != null && number.forms().contains(row.text("destination"));
    if (isAbout) {
      return Optional.empty();
    }
    TableRow kept = row;
    for (Column<?> column : table.columns()) {
      Object value = row.value(column.name());
      if (value instanceof String text && number.isIn(text)) {
        kept = kept.with(column.name(), number.erasedFrom(text));
      } else if (column.type() == ColumnType.BYTES
          && value instanceof byte[] bytes
          && number.isIn(new String(bytes, StandardCharsets.ISO_8859_1))) {
        kept = kept.with(column.name(), null);
      }
    }
    return Optional.of(kept);
  }
}
