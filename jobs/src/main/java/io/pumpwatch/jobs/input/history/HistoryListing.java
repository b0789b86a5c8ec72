package io.pumpwatch.jobs.input.history;

import io.pumpwatch.jobs.input.RawLogs;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.core.fs.Path;

/** The files of a history as they were found, none of them read yet. */
public final class HistoryListing {
  private final HistoryInput input;
  private final List<Path> roots;
  private final List<FileSourceSplit> splits;
  private final Map<String, String> refusals;
  private final long files;

  private HistoryListing(HistoryInput input, HistoryFiles found) {
    this.input = input;
    this.roots = List.copyOf(found.roots());
    this.splits = List.copyOf(found.splits());
    this.refusals = new HashMap<>(found.refusals());
    this.files = splits.stream().map(FileSourceSplit::path).distinct().count();
  }

  /**
   * Finds the files.
   *
   * @throws MissingInputException where a path does not exist
   */
  public static HistoryListing of(HistoryInput input) throws IOException {
    return new HistoryListing(input, HistoryFiles.of(input));
  }

  /** How many files may hold a wanted event; without them nothing can be read. */
  public long files() {
    return files;
  }

  /** In how many parts they are read. */
  public long parts() {
    return splits.size();
  }

  /** What was asked for. */
  HistoryInput input() {
    return input;
  }

  /** The paths that were named, absolute. */
  List<Path> roots() {
    return roots;
  }

  /** What is to be read, in the order of paths. */
  List<FileSourceSplit> splits() {
    return splits;
  }

  /** How it is read. */
  SplitOpener opener(RawLogs rawLogs) {
    return new SplitOpener(rawLogs, input.format(), input.range(), input.clientAddress(), refusals);
  }
}
