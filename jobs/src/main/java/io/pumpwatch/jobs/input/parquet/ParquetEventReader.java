package io.pumpwatch.jobs.input.parquet;

import io.pumpwatch.jobs.input.DeadCause;
import io.pumpwatch.jobs.input.DeadLetter;
import io.pumpwatch.jobs.input.Decoded;
import io.pumpwatch.jobs.input.ResumableReader;
import io.pumpwatch.jobs.input.TimeRange;
import io.pumpwatch.jobs.input.format.field.ClientAddress;
import io.pumpwatch.jobs.input.parquet.EventColumns.MissingColumnException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.core.fs.Path;

/**
 * Reads canonical events from a Parquet file, or from a part of one, whichever tool wrote it.
 *
 * <p>Every row that is read gives one yield: an event, a dead letter where it has no event type or
 * no possible time, or the news that it lies outside of the wanted times. Row groups whose
 * statistics rule out every wanted time are neither read nor counted. A file that cannot be read,
 * or lacks a required column, gives one dead letter, from the part that holds its start; a row
 * group that breaks off gives one for the rows that are lost, and reading goes on with the next.
 *
 * <p>A position is a number of rows.
 */
public final class ParquetEventReader implements ResumableReader {

  /** The name of this format in counts and dead letters. */
  public static final String FORMAT = "canonical-parquet";

  private static final Decoded SKIPPED = Decoded.skipped(FORMAT);
  private static final byte[] NO_BYTES = {};

  private final FlinkInputFile input;
  private final String name;
  private final TimeRange range;
  private final ParquetEventFile file;
  private DeadLetter verdict;
  private int nextRowGroup;
  private RowGroup rowGroup;
  private long row;
  private long position;

  private ParquetEventReader(
      FlinkInputFile input, Path path, TimeRange range, ParquetEventFile file, String verdict) {
    this.input = input;
    this.name = path.toString();
    this.range = range;
    this.file = file;
    this.verdict =
        verdict == null
            ? null
            : new DeadLetter(
                name, DeadLetter.WHOLE_FILE, FORMAT, verdict, NO_BYTES, input.getLength());
  }

  /**
   * Opens a file.
   *
   * @param path where it is
   * @param part which part of it to read
   * @param range the wanted event times
   * @param projection which columns to read
   * @param clients which addresses are a client's
   * @throws IOException where the file system failed; what is wrong with the file is a yield
   */
  public static ParquetEventReader open(
      Path path, FilePart part, TimeRange range, Projection projection, ClientAddress clients)
      throws IOException {
    FlinkInputFile input = FlinkInputFile.of(path);
    String verdict;
    try {
      if (input.getLength() == 0) {
        verdict = "the file is empty";
      } else {
        ParquetEventFile file = ParquetEventFile.open(input, part, range, projection, clients);
        return new ParquetEventReader(input, path, range, file, null);
      }
    } catch (MissingColumnException e) {
      verdict = e.getMessage();
    } catch (RuntimeException | IOException e) {
      input.throwFailure();
      verdict = "cannot be read as Parquet: " + Damage.describe(e);
    }
    return new ParquetEventReader(input, path, range, null, part.isFirst() ? verdict : null);
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public void skipTo(long target) throws IOException {
    while (file != null
        && rowGroup == null
        && nextRowGroup < file.rowGroups().size()
        && file.rowGroups().get(nextRowGroup).end() <= target) {
      position = file.rowGroups().get(nextRowGroup).end();
      nextRowGroup++;
    }
    while (position < target && next() != null) {
      // The yield came before the position.
    }
  }

  @Override
  public Decoded next() throws IOException {
    if (verdict != null) {
      Decoded dead = Decoded.dead(DeadCause.DAMAGED, verdict);
      verdict = null;
      position = 1;
      return dead;
    }
    if (file == null) {
      return null;
    }
    try {
      while (rowGroup == null || row == rowGroup.rows()) {
        if (nextRowGroup == file.rowGroups().size()) {
          return null;
        }
        rowGroup = file.rowGroups().get(nextRowGroup);
        nextRowGroup++;
        row = 0;
        file.startRowGroup(rowGroup, input.getLength());
      }
      Decoded decoded = readRow(file.columns());
      row++;
      position = rowGroup.position() + row;
      return decoded;
    } catch (RuntimeException | IOException e) {
      input.throwFailure();
      return loseRestOfRowGroup(e);
    } catch (OutOfMemoryError e) {
      // Delta-encoded pages tell in their own bytes how many values they have. Parquet's reader
      // asks
      // for that much room at once and, where it is refused, has taken none.
      return loseRestOfRowGroup(e);
    }
  }

  private Decoded readRow(EventColumns columns) {
    if (!columns.readTime()) {
      columns.skipRest();
      return deadRow("the row has no event_time", "");
    }
    long micros = columns.timeMicros();
    if (!TimeRange.POSSIBLE.contains(micros)) {
      columns.skipRest();
      return deadRow(TimeRange.IMPOSSIBLE, micros + " µs since 1970");
    }
    if (!range.contains(micros)) {
      columns.skipRest();
      return SKIPPED;
    }
    columns.readRest();
    EventTypeWord type = columns.eventType();
    if (type == null) {
      return deadRow("the row has no event_type", "");
    }
    if (type.type() == null) {
      return deadRow("event_type is not one of the contract", type.word());
    }
    return Decoded.event(FORMAT, true, columns.event());
  }

  private Decoded deadRow(String reason, String value) {
    byte[] raw = value.getBytes(StandardCharsets.UTF_8);
    String place = "row " + (rowGroup.firstRow() + row + 1);
    return Decoded.dead(
        DeadCause.MALFORMED, new DeadLetter(name, place, FORMAT, reason, raw, raw.length));
  }

  private Decoded loseRestOfRowGroup(Throwable cause) {
    long first = rowGroup.firstRow() + row + 1;
    long last = rowGroup.firstRow() + rowGroup.rows();
    row = rowGroup.rows();
    position = rowGroup.end();
    return Decoded.dead(
        DeadCause.DAMAGED,
        new DeadLetter(
            name,
            "rows " + first + " to " + last,
            FORMAT,
            (last - first + 1) + " rows are lost: " + Damage.describe(cause),
            NO_BYTES,
            rowGroup.block().getCompressedSize()));
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }
}
