package io.pumpwatch.jobs.input.history;

import io.pumpwatch.jobs.input.Decoded;
import io.pumpwatch.jobs.input.RawLogs;
import io.pumpwatch.jobs.input.ResumableReader;
import io.pumpwatch.jobs.input.parquet.Projection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.core.fs.Path;

/**
 * Reads the beginnings of some files of a history, without a job. The files are spread over its
 * folders, and within each folder over the order of their names, so that a small folder of receipts
 * beside a large one of requests is not missed.
 */
public final class HistorySample {

  /** Takes what is read. */
  public interface Visitor {
    /** A file begins. */
    void begins(Path file);

    /** What the file yields next. */
    void yields(Decoded decoded);

    /**
     * The file has been read.
     *
     * @param toItsEnd whether nothing of it was left out
     */
    void ends(boolean toItsEnd) throws IOException;
  }

  private final SplitOpener opener;
  private final List<FileSourceSplit> chosen;

  /**
   * A sample.
   *
   * @param found the history
   * @param rawLogs reads what is not Parquet
   * @param mostFiles how many files to look into at most
   */
  public HistorySample(HistoryListing found, RawLogs rawLogs, int mostFiles) {
    this.opener = found.opener(rawLogs);
    this.chosen = chosen(found.splits(), mostFiles);
  }

  /**
   * Reads the sample.
   *
   * @param mostRecords how many records of each file to read at most
   * @throws IOException where the file system failed in the middle of a file
   */
  public void read(long mostRecords, Visitor visitor) throws IOException {
    for (FileSourceSplit split : chosen) {
      visitor.begins(split.path());
      visitor.ends(readOne(split, mostRecords, visitor));
    }
  }

  private boolean readOne(FileSourceSplit split, long mostRecords, Visitor visitor)
      throws IOException {
    long records = 0;
    try (ResumableReader reader = opener.open(split, Projection.EVENTS)) {
      for (Decoded decoded = reader.next(); decoded != null; decoded = reader.next()) {
        records += decoded.startsRecord() ? 1 : 0;
        if (records > mostRecords) {
          return false;
        }
        visitor.yields(decoded);
      }
    }
    return split.length() >= split.fileSize();
  }

  private static List<FileSourceSplit> chosen(List<FileSourceSplit> splits, int most) {
    Map<Path, List<FileSourceSplit>> folders = new LinkedHashMap<>();
    for (FileSourceSplit split : splits) {
      if (split.offset() == 0) {
        folders.computeIfAbsent(split.path().getParent(), unused -> new ArrayList<>()).add(split);
      }
    }
    List<Iterator<FileSourceSplit>> turns =
        new ArrayList<>(folders.values().stream().map(HistorySample::spread).toList());
    List<FileSourceSplit> chosen = new ArrayList<>();
    while (!turns.isEmpty() && chosen.size() < most) {
      for (Iterator<FileSourceSplit> turn : turns) {
        if (chosen.size() < most) {
          chosen.add(turn.next());
        }
      }
      turns.removeIf(turn -> !turn.hasNext());
    }
    chosen.sort(HistoryFiles.byPath());
    return chosen;
  }

  /**
   * The files in an order of which every beginning is spread evenly over all of them: that of the
   * van der Corput sequence, places with their bits reversed.
   */
  private static Iterator<FileSourceSplit> spread(List<FileSourceSplit> files) {
    record Placed(FileSourceSplit split, long order) {}
    List<Placed> placed = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      int fraction = (int) (((long) i << Integer.SIZE) / files.size());
      placed.add(new Placed(files.get(i), Integer.toUnsignedLong(Integer.reverse(fraction))));
    }
    return placed.stream()
        .sorted(Comparator.comparingLong(Placed::order))
        .map(Placed::split)
        .iterator();
  }
}
