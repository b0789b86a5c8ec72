package io.pumpwatch.jobs.output;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.streaming.api.functions.sink.filesystem.PartFileInfo;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.CheckpointRollingPolicy;

/**
 * Writes the files of a partitioned Flink file sink as Parquet, holding the rows of only so many
 * files in memory: each open file holds up to a row group, and a year of logs has a file for every
 * day. When one more is opened, that which was idle longest is completed; a row for it then opens a
 * second file in its partition.
 *
 * @param <T> a row
 */
final class BoundedParquetFiles<T> implements BulkWriter.Factory<T> {

  /** How many files of one writer hold rows in memory. */
  static final int OPEN_FILES = 16;

  /** What a Parquet file starts with: until a row group is flushed there is nothing else. */
  private static final int MAGIC_BYTES = 4;

  private final ParquetTable<T> table;
  private transient List<Part> open;
  private transient long clock;

  BoundedParquetFiles(ParquetTable<T> table) {
    this.table = table;
  }

  @Override
  public BulkWriter<T> create(FSDataOutputStream stream) throws IOException {
    if (open == null) {
      open = new ArrayList<>();
    }
    if (open.size() == OPEN_FILES) {
      open.stream().min(Comparator.comparingLong((Part part) -> part.lastUse)).get().finish();
    }
    Part part = new Part(ParquetTableWriter.to(table, stream));
    open.add(part);
    return part;
  }

  private final class Part implements BulkWriter<T> {
    private final ParquetTableWriter<T> writer;
    private long lastUse;

    Part(ParquetTableWriter<T> writer) {
      this.writer = writer;
    }

    @Override
    public void addElement(T row) throws IOException {
      lastUse = ++clock;
      writer.write(row);
    }

    /** Nothing to do: Parquet writes whole row groups. */
    @Override
    public void flush() {}

    /** Called twice where the file was completed early. */
    @Override
    public void finish() throws IOException {
      if (open.remove(this)) {
        writer.close();
      }
    }
  }

  /**
   * Starts a new file once anything of the old one is written: its row group is full, or it was
   * completed early and takes no more rows.
   *
   * @param <T> a row
   */
  static final class Rolling<T> extends CheckpointRollingPolicy<T, String> {

    @Override
    public boolean shouldRollOnEvent(PartFileInfo<String> file, T row) throws IOException {
      return file.getSize() > MAGIC_BYTES;
    }

    @Override
    public boolean shouldRollOnProcessingTime(PartFileInfo<String> file, long now) {
      return false;
    }
  }
}
