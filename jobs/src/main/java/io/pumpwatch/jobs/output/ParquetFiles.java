package io.pumpwatch.jobs.output;

import java.io.IOException;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;

/**
 * Writes the files of a Flink file sink as Parquet.
 *
 * @param <T> a row
 */
final class ParquetFiles<T> implements BulkWriter.Factory<T> {
  private final ParquetTable<T> table;

  ParquetFiles(ParquetTable<T> table) {
    this.table = table;
  }

  @Override
  public BulkWriter<T> create(FSDataOutputStream stream) throws IOException {
    ParquetTableWriter<T> writer = ParquetTableWriter.to(table, stream);
    return new BulkWriter<>() {
      @Override
      public void addElement(T row) throws IOException {
        writer.write(row);
      }

      /** Nothing to do: Parquet writes whole row groups. */
      @Override
      public void flush() {}

      @Override
      public void finish() throws IOException {
        writer.close();
      }
    };
  }
}
