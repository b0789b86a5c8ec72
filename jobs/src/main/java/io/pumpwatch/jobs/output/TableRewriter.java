package io.pumpwatch.jobs.output;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * Changes rows of a table that was written, file by file. A file is replaced only when the new one
 * is complete; one none of whose rows change stays as it is.
 *
 * @param table whose rows
 */
public record TableRewriter(ParquetTable<?> table) {
  private static final String UNFINISHED = "_rewriting-";

  /**
   * What became of the rows.
   *
   * @param removed rows that are gone
   * @param changed rows that say something else
   */
  public record Outcome(long removed, long changed) {

    /** Both together. */
    public Outcome plus(Outcome other) {
      return new Outcome(removed + other.removed, changed + other.changed);
    }
  }

  /**
   * Rewrites a folder.
   *
   * @param change gives a row as it is to be, the same object where it stays, nothing where it goes
   */
  public Outcome rewrite(Path folder, Function<TableRow, Optional<TableRow>> change)
      throws IOException {
    FileSystem fileSystem = folder.getFileSystem();
    Outcome all = new Outcome(0, 0);
    if (!fileSystem.exists(folder)) {
      return all;
    }
    takeUp(fileSystem, folder);
    for (FileStatus status : fileSystem.listStatus(folder)) {
      Path path = status.getPath();
      if (status.isDir()) {
        all = all.plus(rewrite(path, change));
      } else if (path.getName().endsWith(ParquetSinks.SUFFIX)
          && !path.getName().startsWith("_")
          && !path.getName().startsWith(".")) {
        all = all.plus(rewriteFile(fileSystem, path, change));
      }
    }
    return all;
  }

  /** Ends what an interrupted rewriting left: a file that is not there again, or half of one. */
  private static void takeUp(FileSystem fileSystem, Path folder) throws IOException {
    for (FileStatus status : fileSystem.listStatus(folder)) {
      Path unfinished = status.getPath();
      if (unfinished.getName().startsWith(UNFINISHED)) {
        Path file = new Path(folder, unfinished.getName().substring(UNFINISHED.length()));
        if (fileSystem.exists(file)) {
          fileSystem.delete(unfinished, false);
        } else {
          fileSystem.rename(unfinished, file);
        }
      }
    }
  }

  private Outcome rewriteFile(
      FileSystem fileSystem, Path file, Function<TableRow, Optional<TableRow>> change)
      throws IOException {
    List<TableRow> before = new ArrayList<>();
    new ParquetTableReader<>(table, row -> row).readRows(file, before::add);
    List<TableRow> after = new ArrayList<>();
    long changed = 0;
    for (TableRow row : before) {
      Optional<TableRow> now = change.apply(row);
      now.ifPresent(after::add);
      changed += now.isPresent() && now.get() != row ? 1 : 0;
    }
    long removed = before.size() - after.size();
    if (removed == 0 && changed == 0) {
      return new Outcome(0, 0);
    }
    Path unfinished = new Path(file.getParent(), UNFINISHED + file.getName());
    try (ParquetTableWriter<TableRow> writer =
        ParquetTableWriter.create(table.ofRowsReadBack(), unfinished)) {
      for (TableRow row : after) {
        writer.write(row);
      }
    }
    fileSystem.delete(file, false);
    if (!fileSystem.rename(unfinished, file)) {
      throw new IOException(unfinished + " cannot be renamed to " + file);
    }
    return new Outcome(removed, changed);
  }
}
