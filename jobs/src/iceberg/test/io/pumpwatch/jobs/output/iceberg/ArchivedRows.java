package io.pumpwatch.jobs.output.iceberg;

import io.pumpwatch.finding.Finding;
import io.pumpwatch.jobs.output.FindingsTable;
import io.pumpwatch.jobs.output.TableRow;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.hadoop.HadoopCatalog;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Types.NestedField;

/** Reads the archive as a program would that knows Iceberg and not us. */
public final class ArchivedRows {
  private ArchivedRows() {}

  /** The table in a warehouse. */
  public static Table table(Path warehouse) throws IOException {
    try (HadoopCatalog catalog = catalog(warehouse)) {
      return catalog.loadTable(FindingsWarehouse.TABLE);
    }
  }

  static HadoopCatalog catalog(Path warehouse) {
    return new HadoopCatalog(new Configuration(), warehouse.toUri().toString());
  }

  /** How many rows a warehouse holds, which may not be there yet. */
  public static long count(Path warehouse) throws IOException {
    try (HadoopCatalog catalog = catalog(warehouse)) {
      if (!catalog.tableExists(FindingsWarehouse.TABLE)) {
        return 0;
      }
      Snapshot snapshot = catalog.loadTable(FindingsWarehouse.TABLE).currentSnapshot();
      return snapshot == null
          ? 0
          : Long.parseLong(snapshot.summary().get(SnapshotSummary.TOTAL_RECORDS_PROP));
    }
  }

  /** Every revision of every finding in a warehouse. */
  public static List<Finding> findings(Path warehouse) throws IOException {
    List<Finding> findings = new ArrayList<>();
    try (CloseableIterable<Record> rows = IcebergGenerics.read(table(warehouse)).build()) {
      rows.forEach(row -> findings.add(FindingsTable.read(tableRow(row))));
    }
    return findings;
  }

  private static TableRow tableRow(Record row) {
    Map<String, Object> values = new HashMap<>();
    for (NestedField field : row.struct().fields()) {
      Object value = row.getField(field.name());
      values.put(
          field.name(),
          value instanceof OffsetDateTime time
              ? ChronoUnit.MICROS.between(Instant.EPOCH, time.toInstant())
              : value);
    }
    return new TableRow(values);
  }
}
