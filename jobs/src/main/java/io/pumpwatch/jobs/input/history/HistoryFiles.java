package io.pumpwatch.jobs.input.history;

import io.pumpwatch.jobs.input.TimeRange;
import io.pumpwatch.jobs.input.parquet.FilePart;
import io.pumpwatch.jobs.input.parquet.ParquetParts;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.Path;

/**
 * The files of a history, as {@link FileWalk} finds them, cut into splits.
 *
 * <p>A file {@code *.parquet} below a folder {@code dt=YYYY-MM-DD} is left out where that day, UTC,
 * has no wanted event time. A Parquet file larger than the wanted size is cut between row groups;
 * every other file is one split.
 *
 * <p>What is found but cannot be looked at, such as a link to nowhere or a folder that may not be
 * listed, is a split too: whoever opens it finds out and says so.
 */
final class HistoryFiles {
  private static final String DAY_FOLDER = "dt=";
  private static final String PARQUET_SUFFIX = ".parquet";

  private final List<Path> roots;
  private final List<FileSourceSplit> splits;
  private final Map<String, String> refusals;

  private HistoryFiles(
      List<Path> roots, List<FileSourceSplit> splits, Map<String, String> refusals) {
    this.roots = roots;
    this.splits = splits;
    this.refusals = refusals;
  }

  /**
   * Finds the files.
   *
   * @throws MissingInputException where a path does not exist
   */
  static HistoryFiles of(HistoryInput input) throws IOException {
    List<Path> roots = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    FileWalk walk = new FileWalk();
    for (String name : input.paths()) {
      Path path = new Path(name);
      Path root = path.makeQualified(path.getFileSystem());
      roots.add(root);
      try {
        walk.add(root);
      } catch (FileNotFoundException e) {
        missing.add(root.toString());
      }
    }
    if (!missing.isEmpty()) {
      throw new MissingInputException(missing);
    }
    List<FileSourceSplit> splits = new ArrayList<>();
    for (FileStatus file : walk.files()) {
      if (dayMayMeet(file.getPath(), input.range())) {
        for (FilePart part : parts(file, input.splitBytes())) {
          splits.add(split(file, part));
        }
      }
    }
    return new HistoryFiles(roots, splits, walk.refusals());
  }

  /** The paths that were named, absolute. */
  List<Path> roots() {
    return roots;
  }

  /** The splits, in the order of their paths; a file that is named twice is read once. */
  List<FileSourceSplit> splits() {
    return splits;
  }

  /** Why some of them are not to be read, by the paths of their files. */
  Map<String, String> refusals() {
    return refusals;
  }

  private static boolean dayMayMeet(Path file, TimeRange range) {
    if (!file.getName().endsWith(PARQUET_SUFFIX)) {
      return true;
    }
    for (Path folder = file.getParent(); folder != null; folder = folder.getParent()) {
      String name = folder.getName();
      if (name.startsWith(DAY_FOLDER)) {
        try {
          LocalDate day = LocalDate.parse(name.substring(DAY_FOLDER.length()));
          long start = day.atStartOfDay(ZoneOffset.UTC).toEpochSecond() * 1_000_000L;
          return range.meets(start, start + Duration.ofDays(1).toNanos() / 1000 - 1);
        } catch (DateTimeParseException e) {
          return true;
        }
      }
    }
    return true;
  }

  private static Collection<FilePart> parts(FileStatus file, long splitBytes) {
    if (file.getLen() <= splitBytes) {
      return List.of(FilePart.WHOLE);
    }
    try {
      return ParquetParts.isParquet(file.getPath())
          ? ParquetParts.of(file.getPath(), splitBytes)
          : List.of(FilePart.WHOLE);
    } catch (IOException e) {
      return List.of(FilePart.WHOLE);
    }
  }

  private static FileSourceSplit split(FileStatus file, FilePart part) {
    return new FileSourceSplit(
        file.getPath() + "#" + part.offset(),
        file.getPath(),
        part.offset(),
        Math.min(part.length(), file.getLen() - part.offset()),
        file.getModificationTime(),
        file.getLen());
  }

  /** The order in which batch mode reads: by path, then by place in the file. */
  static Comparator<FileSourceSplit> byPath() {
    return Comparator.comparing((FileSourceSplit split) -> split.path().toString())
        .thenComparingLong(FileSourceSplit::offset);
  }
}
