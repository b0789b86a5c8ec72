package io.pumpwatch.jobs.input.parquet;

import io.pumpwatch.jobs.input.TimeRange;
import io.pumpwatch.jobs.input.format.field.ClientAddress;
import io.pumpwatch.jobs.input.parquet.EventColumns.MissingColumnException;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.statistics.LongStatistics;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.util.HadoopCodecs;

/**
 * An open Parquet file of events: its columns, and those of its row groups that start in a part of
 * the file and may hold a wanted time. What is wrong with the content is thrown as parquet-java
 * throws it, as any unchecked exception.
 */
final class ParquetEventFile implements Closeable {
  /** A column of one value is a few bytes, whatever the number of rows: up to here it may be. */
  private static final long ROWS_OF_ANY_SIZE = 1_000_000;

  /** Above that, far more than any log has, the times of which differ. */
  private static final long MOST_ROWS_OF_BYTE = 1_000;

  private final ParquetFileReader reader;
  private final PageMemory memory;
  private final EventColumns columns;
  private final List<RowGroup> rowGroups;

  private ParquetEventFile(
      ParquetFileReader reader, PageMemory memory, EventColumns columns, List<RowGroup> rowGroups) {
    this.reader = reader;
    this.memory = memory;
    this.columns = columns;
    this.rowGroups = rowGroups;
  }

  /**
   * Reads the footer.
   *
   * @param file where it is
   * @param part the row groups that start in this part of the file are to be read
   * @param range row groups whose statistics rule out every wanted time are not
   * @param projection the columns to read
   * @param clients which addresses are a client's
   */
  static ParquetEventFile open(
      FlinkInputFile file,
      FilePart part,
      TimeRange range,
      Projection projection,
      ClientAddress clients)
      throws IOException, MissingColumnException {
    PageMemory memory = pageMemory();
    ParquetFileReader reader = openFooter(file, memory);
    try {
      EventColumns columns =
          new EventColumns(reader.getFileMetaData().getSchema(), projection, clients);
      reader.setRequestedSchema(columns.requested());
      List<RowGroup> rowGroups = new ArrayList<>();
      long firstRow = 0;
      long position = 0;
      List<BlockMetaData> blocks = reader.getRowGroups();
      for (int index = 0; index < blocks.size(); index++) {
        BlockMetaData block = blocks.get(index);
        RowGroup rowGroup = new RowGroup(index, firstRow, position, block);
        firstRow = Math.addExact(firstRow, rowGroup.rows());
        if (part.contains(block.getStartingPos()) && mayMeet(rowGroup, range, columns)) {
          rowGroups.add(rowGroup);
          position = rowGroup.end();
        }
      }
      return new ParquetEventFile(reader, memory, columns, rowGroups);
    } catch (RuntimeException | MissingColumnException e) {
      reader.close();
      throw e;
    }
  }

  static ParquetFileReader openFooter(FlinkInputFile file) throws IOException {
    return openFooter(file, pageMemory());
  }

  private static PageMemory pageMemory() {
    return new PageMemory(HadoopCodecs.newFactory(new PlainParquetConfiguration(), 0));
  }

  private static ParquetFileReader openFooter(FlinkInputFile file, PageMemory memory)
      throws IOException {
    ThriftOutline.checkFooter(file);
    ParquetReadOptions options =
        ParquetReadOptions.builder(new PlainParquetConfiguration())
            .withUseHadoopVectoredIo(false)
            .withCodecFactory(memory)
            .build();
    return ParquetFileReader.open(file, options);
  }

  private static boolean mayMeet(RowGroup rowGroup, TimeRange range, EventColumns columns) {
    Optional<LongStatistics> statistics = timeStatistics(rowGroup);
    if (statistics.isEmpty()) {
      return true;
    }
    long first = columns.timeUnit().toMicros(statistics.get().getMin());
    long last = columns.timeUnit().toMicros(statistics.get().getMax());
    // Rows of impossible times are dead letters, wanted or not.
    boolean possible = TimeRange.POSSIBLE.contains(first) && TimeRange.POSSIBLE.contains(last);
    return !possible || range.meets(first, last);
  }

  /** Least and greatest time of a row group in the file's unit; empty where they are unknown. */
  static Optional<LongStatistics> timeStatistics(RowGroup rowGroup) {
    return timeChunk(rowGroup)
        .map(ColumnChunkMetaData::getStatistics)
        .filter(statistics -> statistics.hasNonNullValue())
        .filter(LongStatistics.class::isInstance)
        .map(LongStatistics.class::cast);
  }

  static Optional<ColumnChunkMetaData> timeChunk(RowGroup rowGroup) {
    return rowGroup.block().getColumns().stream()
        .filter(chunk -> chunk.getPath().toDotString().equals("event_time"))
        .findFirst();
  }

  EventColumns columns() {
    return columns;
  }

  /** The row groups to read, in the order of the file. */
  List<RowGroup> rowGroups() {
    return rowGroups;
  }

  ParquetFileReader reader() {
    return reader;
  }

  /** Fetches a row group and puts the columns before its first row. */
  void startRowGroup(RowGroup rowGroup, long fileLength) throws IOException {
    check(rowGroup, fileLength);
    memory.startRowGroup();
    PageReadStore pages = reader.readRowGroup(rowGroup.index());
    if (pages.getRowCount() != rowGroup.rows()) {
      throw new IllegalStateException("the row group has another number of rows than declared");
    }
    columns.startRowGroup(
        new CheckedPages(pages, memory),
        reader.getFileMetaData().getCreatedBy(),
        emptyColumns(rowGroup));
  }

  private static Set<String> emptyColumns(RowGroup rowGroup) {
    return rowGroup.block().getColumns().stream()
        .filter(chunk -> chunk.getStatistics().isNumNullsSet())
        .filter(chunk -> chunk.getStatistics().getNumNulls() == rowGroup.rows())
        .map(chunk -> chunk.getPath().toDotString())
        .collect(Collectors.toSet());
  }

  private void check(RowGroup rowGroup, long fileLength) throws IOException {
    long bytes = 0;
    for (ColumnChunkMetaData chunk : rowGroup.block().getColumns()) {
      check(chunk, rowGroup.rows(), fileLength);
      if (columns.requested().containsField(chunk.getPath().toDotString())) {
        bytes += chunk.getTotalSize();
      }
    }
    if (bytes > fileLength) {
      throw new EOFException("the columns of the row group have more bytes than the file");
    }
    if (rowGroup.rows() > ROWS_OF_ANY_SIZE && rowGroup.rows() / MOST_ROWS_OF_BYTE > bytes) {
      throw new IOException(
          "the row group claims " + rowGroup.rows() + " rows in " + bytes + " bytes");
    }
  }

  /** What parquet-java takes from the footer unchecked, and a damaged one may claim. */
  private void check(ColumnChunkMetaData chunk, long rows, long fileLength) throws EOFException {
    String column = chunk.getPath().toDotString();
    if (chunk.getTotalSize() < 0 || chunk.getTotalSize() > fileLength - chunk.getStartingPos()) {
      throw new EOFException("column " + column + " reaches beyond the end of the file");
    }
    if (columns.requested().containsField(column) && chunk.getValueCount() != rows) {
      throw new EOFException(
          "column " + column + " has " + chunk.getValueCount() + " values for " + rows + " rows");
    }
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
