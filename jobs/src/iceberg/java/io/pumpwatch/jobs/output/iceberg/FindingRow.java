package io.pumpwatch.jobs.output.iceberg;

import io.pumpwatch.finding.Finding;
import io.pumpwatch.jobs.output.ParquetTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types.NestedField;

/** Makes a row of a finding, in the order of the table's columns; columns of others stay null. */
final class FindingRow implements MapFunction<Finding, RowData> {
  private static final long serialVersionUID = 1L;

  private final ArrayList<ParquetTable.Column<Finding>> columns = new ArrayList<>();

  /**
   * With what findings have, and what the table has.
   *
   * @param findings where values come from
   * @param table which of them go where
   */
  FindingRow(ParquetTable<Finding> findings, Schema table) {
    Map<String, ParquetTable.Column<Finding>> byName = new HashMap<>();
    findings.columns().forEach(column -> byName.put(column.name(), column));
    for (NestedField field : table.columns()) {
      columns.add(byName.get(field.name()));
    }
  }

  @Override
  public RowData map(Finding finding) {
    GenericRowData row = new GenericRowData(columns.size());
    for (int i = 0; i < columns.size(); i++) {
      ParquetTable.Column<Finding> column = columns.get(i);
      Object value = column == null ? null : column.value().apply(finding);
      row.setField(i, value == null ? null : IcebergColumns.rowValue(column.type(), value));
    }
    return row;
  }
}
