package io.pumpwatch.jobs.input.parquet;

import io.pumpwatch.jobs.input.TimeRange;
import io.pumpwatch.jobs.input.format.field.ClientAddress;
import io.pumpwatch.jobs.input.parquet.EventColumns.MissingColumnException;
import io.pumpwatch.jobs.settings.ClientAddressSettings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.core.fs.Path;
import org.apache.parquet.column.statistics.LongStatistics;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.internal.column.columnindex.ColumnIndex;
import org.apache.parquet.internal.column.columnindex.OffsetIndex;
import org.apache.parquet.internal.hadoop.metadata.IndexReference;

/**
 * What a Parquet file says of its own event times without being read: the least time of each page,
 * where it has a column index, else of each row group.
 */
public final class EventTimeBlocks {

  /**
   * Consecutive rows.
   *
   * @param position of the first of them, as {@link ParquetEventReader#position()} counts
   * @param leastMicros no wanted event of them is before this; {@link Long#MAX_VALUE} where none
   *     has a possible time
   */
  public record Block(long position, long leastMicros) {}

  private final List<Block> blocks;
  private final long end;

  private EventTimeBlocks(List<Block> blocks, long end) {
    this.blocks = blocks;
    this.end = end;
  }

  /** The blocks, in the order of the file. */
  public List<Block> blocks() {
    return blocks;
  }

  /** The position behind the last row. */
  public long end() {
    return end;
  }

  /**
   * Those of a part of a file; empty where the statistics are missing or name times at which
   * nothing can have happened, so that only reading the rows tells.
   *
   * @throws IOException where the file system failed
   */
  public static Optional<EventTimeBlocks> of(Path path, FilePart part, TimeRange range)
      throws IOException {
    FlinkInputFile input = FlinkInputFile.of(path);
    try (ParquetEventFile file =
        ParquetEventFile.open(
            input,
            part,
            range,
            Projection.TIMES,
            new ClientAddress(ClientAddressSettings.defaults()))) {
      List<Block> blocks = new ArrayList<>();
      long end = 0;
      for (RowGroup rowGroup : file.rowGroups()) {
        Optional<LongStatistics> statistics = ParquetEventFile.timeStatistics(rowGroup);
        if (statistics.isEmpty()) {
          return Optional.empty();
        }
        EventTimeValue.Unit unit = file.columns().timeUnit();
        long least = unit.toMicros(statistics.get().getMin());
        if (least < Math.max(range.fromMicros(), TimeRange.POSSIBLE.fromMicros())) {
          return Optional.empty();
        }
        if (!addPages(input, file, rowGroup, blocks)) {
          blocks.add(new Block(rowGroup.position(), leastOfEvents(least)));
        }
        end = rowGroup.end();
      }
      return Optional.of(new EventTimeBlocks(blocks, end));
    } catch (MissingColumnException e) {
      return Optional.of(new EventTimeBlocks(List.of(), 0));
    } catch (RuntimeException | IOException e) {
      input.throwFailure();
      return Optional.empty();
    }
  }

  private static boolean addPages(
      FlinkInputFile input, ParquetEventFile file, RowGroup rowGroup, List<Block> blocks)
      throws IOException {
    ColumnChunkMetaData chunk = ParquetEventFile.timeChunk(rowGroup).orElseThrow();
    check(input, chunk.getColumnIndexReference());
    check(input, chunk.getOffsetIndexReference());
    ColumnIndex columnIndex = file.reader().readColumnIndex(chunk);
    OffsetIndex offsetIndex = file.reader().readOffsetIndex(chunk);
    if (columnIndex == null || offsetIndex == null) {
      return false;
    }
    List<ByteBuffer> leastValues = columnIndex.getMinValues();
    for (int page = 0; page < offsetIndex.getPageCount(); page++) {
      long least =
          columnIndex.getNullPages().get(page)
              ? Long.MAX_VALUE
              : leastOfEvents(
                  file.columns().timeUnit().toMicros(littleEndian(leastValues.get(page))));
      blocks.add(new Block(rowGroup.position() + offsetIndex.getFirstRowIndex(page), least));
    }
    return true;
  }

  private static void check(FlinkInputFile input, IndexReference index) throws IOException {
    if (index != null) {
      ThriftOutline.check(input, index.getOffset(), index.getLength());
    }
  }

  /** Rows that are all of a time too far ahead are no events. */
  private static long leastOfEvents(long leastMicros) {
    return leastMicros < TimeRange.POSSIBLE.toMicros() ? leastMicros : Long.MAX_VALUE;
  }

  private static long littleEndian(ByteBuffer bytes) {
    return bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN).getLong(bytes.position());
  }
}
