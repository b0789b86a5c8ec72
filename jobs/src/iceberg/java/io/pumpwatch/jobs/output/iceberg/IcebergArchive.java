package io.pumpwatch.jobs.output.iceberg;

import io.pumpwatch.finding.Finding;
import io.pumpwatch.jobs.output.FindingsTable;
import io.pumpwatch.jobs.output.archive.FindingsArchive;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.iceberg.DistributionMode;
import org.apache.iceberg.Schema;
import org.apache.iceberg.flink.FlinkSchemaUtil;
import org.apache.iceberg.flink.TableLoader;
import org.apache.iceberg.flink.sink.IcebergSink;

/**
 * Findings as the table {@code pumpwatch.findings} of a Hadoop catalog, partitioned by the UTC day
 * of {@code detected_at}. A commit names its job and checkpoint, so that one that is tried again
 * after a restart adds nothing.
 */
public final class IcebergArchive implements FindingsArchive {
  private static final String ARCHIVE = "findings-archive";
  private static final String ROWS = "findings-archive-rows";

  @Override
  public String kind() {
    return "iceberg";
  }

  @Override
  public void prepare(Path warehouse) throws IOException {
    try {
      new FindingsWarehouse(warehouse).prepareTable();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  @Override
  public void attach(DataStream<Finding> findings, Path warehouse) {
    TableLoader table = new FindingsWarehouse(warehouse).tableLoader();
    Schema schema = FindingsWarehouse.schemaOf(table);
    DataStream<RowData> rows =
        findings
            .map(new FindingRow(FindingsTable.TABLE, schema))
            .returns(InternalTypeInfo.of(FlinkSchemaUtil.convert(schema)))
            .setParallelism(1)
            .name(ROWS)
            .uid(ROWS);
    IcebergSink.forRowData(rows)
        .tableLoader(table)
        .distributionMode(DistributionMode.NONE)
        .writeParallelism(1)
        .uidSuffix(ARCHIVE)
        .append()
        .name(ARCHIVE)
        .uid(ARCHIVE);
  }
}
