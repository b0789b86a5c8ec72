package io.pumpwatch.jobs.output;

import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.ParquetEncodingException;
import org.apache.parquet.io.api.RecordConsumer;

/** Hands the rows of a table to parquet-java. */
final class TableWriteSupport<T> extends WriteSupport<T> {
  private final ParquetTable<T> table;
  private final List<ParquetTable.Column<T>> columns;
  private RecordConsumer out;

  TableWriteSupport(ParquetTable<T> table) {
    this.table = table;
    this.columns = table.columns();
  }

  @Override
  @SuppressWarnings("deprecation") // abstract in the superclass
  public WriteContext init(Configuration configuration) {
    return new WriteContext(table.schema(), Map.of());
  }

  @Override
  public WriteContext init(ParquetConfiguration configuration) {
    return new WriteContext(table.schema(), Map.of());
  }

  @Override
  public String getName() {
    return "pumpwatch";
  }

  @Override
  public void prepareForWrite(RecordConsumer consumer) {
    out = consumer;
  }

  @Override
  public void write(T row) {
    out.startMessage();
    for (int i = 0; i < columns.size(); i++) {
      ParquetTable.Column<T> column = columns.get(i);
      Object value = column.value().apply(row);
      if (value != null) {
        out.startField(column.name(), i);
        column.type().write(value, out);
        out.endField(column.name(), i);
      } else if (column.required()) {
        throw new ParquetEncodingException(
            "a row of " + table.name() + " has no " + column.name() + ": " + row);
      }
    }
    out.endMessage();
  }
}
