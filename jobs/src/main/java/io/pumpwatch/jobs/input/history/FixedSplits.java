package io.pumpwatch.jobs.input.history;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.assigners.FileSplitAssigner;
import org.apache.flink.connector.file.src.enumerate.FileEnumerator;
import org.apache.flink.core.fs.Path;

/**
 * The splits of a history in the order in which they are read: found before the job starts, handed
 * out in that order, one at a time, to whichever reader asks. A split that comes back from a failed
 * reader takes its old place.
 */
final class FixedSplits implements FileEnumerator.Provider, FileSplitAssigner.Provider {
  private final ArrayList<HistorySplit> splits;
  private final HashMap<String, Integer> ranks = new HashMap<>();

  FixedSplits(List<HistorySplit> splits) {
    this.splits = new ArrayList<>(splits);
    for (HistorySplit split : splits) {
      split.files().forEach(file -> ranks.put(file.splitId(), ranks.size()));
    }
  }

  /**
   * The place of a split, which is that of its first file: in a history that has got more files
   * since a checkpoint, others may stand together. Files that are not of this history come last.
   */
  private int rank(HistorySplit split) {
    return ranks.getOrDefault(split.files().get(0).splitId(), Integer.MAX_VALUE);
  }

  @Override
  public FileEnumerator create() {
    return (Path[] paths, int minimumSplits) -> Collections.unmodifiableList(splits);
  }

  @Override
  public FileSplitAssigner create(Collection<FileSourceSplit> initial) {
    InOrder assigner = new InOrder();
    assigner.addSplits(initial);
    return assigner;
  }

  private final class InOrder implements FileSplitAssigner {
    private record Place(int rank, String splitId) implements Comparable<Place> {
      @Override
      public int compareTo(Place other) {
        return rank == other.rank
            ? splitId.compareTo(other.splitId)
            : Integer.compare(rank, other.rank);
      }
    }

    private final TreeMap<Place, FileSourceSplit> waiting = new TreeMap<>();

    @Override
    public Optional<FileSourceSplit> getNext(String host) {
      return Optional.ofNullable(waiting.pollFirstEntry()).map(Map.Entry::getValue);
    }

    @Override
    public void addSplits(Collection<FileSourceSplit> added) {
      for (FileSourceSplit split : added) {
        waiting.put(new Place(rank((HistorySplit) split), split.splitId()), split);
      }
    }

    @Override
    public Collection<FileSourceSplit> remainingSplits() {
      return List.copyOf(waiting.values());
    }
  }
}
