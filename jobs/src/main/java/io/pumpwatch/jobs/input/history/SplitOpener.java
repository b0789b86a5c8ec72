package io.pumpwatch.jobs.input.history;

import io.pumpwatch.jobs.input.RawLogs;
import io.pumpwatch.jobs.input.ResumableReader;
import io.pumpwatch.jobs.input.TimeRange;
import io.pumpwatch.jobs.input.file.BrokenFileException;
import io.pumpwatch.jobs.input.file.SourceFile;
import io.pumpwatch.jobs.input.format.field.ClientAddress;
import io.pumpwatch.jobs.input.parquet.FilePart;
import io.pumpwatch.jobs.input.parquet.ParquetEventReader;
import io.pumpwatch.jobs.input.parquet.ParquetParts;
import io.pumpwatch.jobs.input.parquet.Projection;
import io.pumpwatch.jobs.settings.ClientAddressSettings;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.Map;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.core.fs.Path;

/**
 * Opens a split with the reader that its content asks for: what starts as Parquet, or is named so,
 * is Parquet, and everything else a raw log.
 *
 * @param rawLogs reads what is not Parquet
 * @param format the log format of raw logs, null to recognise it by content
 * @param range the wanted event times
 * @param clientAddress which addresses in Parquet are a client's; raw logs know by themselves
 * @param refusals why some files are not to be read, by their paths
 */
record SplitOpener(
    RawLogs rawLogs,
    String format,
    TimeRange range,
    ClientAddressSettings clientAddress,
    Map<String, String> refusals)
    implements Serializable {
  private static final int BUFFER_BYTES = 64 << 10;

  /**
   * Opens a split at its start. A file that is broken, as {@link SourceFile} judges it, is a dead
   * letter, not a failure: one file without permission must not keep all others from being read.
   *
   * @param projection what is wanted of each event; a raw log gives all of it regardless
   * @throws IOException where the connection to the file system is lost
   */
  ResumableReader open(FileSourceSplit split, Projection projection) throws IOException {
    String refusal = refusals.get(split.path().toString());
    if (refusal != null) {
      return new UnreadableFile(split.path(), refusal);
    }
    try {
      return isParquet(split)
          ? ParquetEventReader.open(
              split.path(), part(split), range, projection, new ClientAddress(clientAddress))
          : openRawLog(split);
    } catch (BrokenFileException e) {
      return new UnreadableFile(split.path(), e.getMessage());
    }
  }

  private ResumableReader openRawLog(FileSourceSplit split) throws IOException {
    InputStream in =
        new BufferedInputStream(new SourceFile(split.path()).open(split.fileSize()), BUFFER_BYTES);
    try {
      return new RawLogReader(rawLogs.open(in, split.path().toString(), format), range);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  /** Whether a split is read as Parquet. */
  boolean isParquet(FileSourceSplit split) throws IOException {
    Path path = split.path();
    return !refusals.containsKey(path.toString())
        && (path.getName().endsWith(".parquet") || ParquetParts.isParquet(path));
  }

  /** The part of its file that a split stands for. */
  static FilePart part(FileSourceSplit split) {
    return new FilePart(split.offset(), split.length());
  }
}
