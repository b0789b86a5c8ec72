package io.pumpwatch.jobs.input.history;

import io.pumpwatch.jobs.input.TimeRange;
import io.pumpwatch.jobs.settings.ClientAddressSettings;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * What history to read.
 *
 * @param paths files and folders, of any Flink file system
 * @param format the log format of the files that are not Parquet, null to recognise each by content
 * @param range the wanted event times
 * @param splitBytes Parquet files larger than this are read in parts, by row groups; small files
 *     are read together until they have so many bytes, or a mebibyte
 * @param outOfOrderness an event that is further than this behind the greatest event time before it
 *     in its split is late; null for a history in which nothing is late
 * @param clientAddress which addresses in Parquet are a client's
 */
public record HistoryInput(
    List<String> paths,
    String format,
    TimeRange range,
    long splitBytes,
    Duration outOfOrderness,
    ClientAddressSettings clientAddress)
    implements Serializable {

  /** Parquet files up to this size are read in one go: 64 MiB. */
  public static final long DEFAULT_SPLIT_BYTES = 64L << 20;

  /** Refuses an input without a path. */
  public HistoryInput {
    if (paths.isEmpty()) {
      throw new IllegalArgumentException("history needs at least one file or folder");
    }
    if (splitBytes <= 0) {
      throw new IllegalArgumentException("splitBytes must be positive, not " + splitBytes);
    }
    if (outOfOrderness != null && outOfOrderness.isNegative()) {
      throw new IllegalArgumentException("outOfOrderness must not be negative");
    }
    paths = List.copyOf(paths);
  }

  /** All events of some files and folders, none of them late. */
  public static HistoryInput of(String... paths) {
    return new HistoryInput(
        List.of(paths),
        null,
        TimeRange.ALL,
        DEFAULT_SPLIT_BYTES,
        null,
        ClientAddressSettings.defaults());
  }

  /** The same with the log format of the raw files given. */
  public HistoryInput withFormat(String value) {
    return new HistoryInput(paths, value, range, splitBytes, outOfOrderness, clientAddress);
  }

  /** The same for other event times. */
  public HistoryInput withRange(TimeRange value) {
    return new HistoryInput(paths, format, value, splitBytes, outOfOrderness, clientAddress);
  }

  /** The same with Parquet files read in parts of another size. */
  public HistoryInput withSplitBytes(long value) {
    return new HistoryInput(paths, format, range, value, outOfOrderness, clientAddress);
  }

  /** The same with a bound on how late an event may come. */
  public HistoryInput withOutOfOrderness(Duration value) {
    return new HistoryInput(paths, format, range, splitBytes, value, clientAddress);
  }
}
