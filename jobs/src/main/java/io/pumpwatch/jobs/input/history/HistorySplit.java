package io.pumpwatch.jobs.input.history;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;

/**
 * What a reader is handed at a time: a large file or a part of one, or small files that follow one
 * another. A reader asks for its next split when it has read the last, and waits for the answer:
 * with thousands of small files, it would do little else.
 */
final class HistorySplit extends FileSourceSplit {
  private static final long serialVersionUID = 1L;

  /** A split of many files keeps the rest from being read side by side. */
  private static final int MOST_FILES = 256;

  private final ArrayList<FileSourceSplit> files;

  /**
   * A split that has been read up to a position.
   *
   * @param files what it stands for, in the order in which they are read; at least one
   * @param position as {@link HistoryReader} reports it, null for the start
   */
  HistorySplit(List<FileSourceSplit> files, CheckpointedPosition position) {
    super(
        files.size() == 1
            ? files.get(0).splitId()
            : files.get(0).splitId() + "+" + (files.size() - 1),
        files.get(0).path(),
        0,
        length(files),
        files.get(0).fileModificationTime(),
        length(files),
        new String[0],
        position);
    this.files = new ArrayList<>(files);
  }

  private static long length(List<FileSourceSplit> files) {
    return files.stream().mapToLong(FileSourceSplit::length).sum();
  }

  /**
   * Puts files that follow one another together.
   *
   * @param files in the order in which they are to be read
   * @param wantedBytes a split takes no more files once it has so many
   */
  static List<HistorySplit> of(List<FileSourceSplit> files, long wantedBytes) {
    List<HistorySplit> splits = new ArrayList<>();
    List<FileSourceSplit> together = new ArrayList<>();
    long bytes = 0;
    for (FileSourceSplit file : files) {
      if (!together.isEmpty()
          && (bytes + file.length() > wantedBytes || together.size() == MOST_FILES)) {
        splits.add(new HistorySplit(together, null));
        together.clear();
        bytes = 0;
      }
      together.add(file);
      bytes += file.length();
    }
    if (!together.isEmpty()) {
      splits.add(new HistorySplit(together, null));
    }
    return splits;
  }

  /** What it stands for, in the order in which they are read. */
  List<FileSourceSplit> files() {
    return files;
  }

  @Override
  public HistorySplit updateWithCheckpointedPosition(CheckpointedPosition position) {
    return new HistorySplit(files, position);
  }

  @Override
  public String toString() {
    return super.toString() + " of " + files.size() + " files";
  }
}
