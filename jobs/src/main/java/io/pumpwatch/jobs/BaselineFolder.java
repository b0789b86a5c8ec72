package io.pumpwatch.jobs;

import io.pumpwatch.jobs.baseline.LearntBaseline;
import io.pumpwatch.jobs.command.UsageException;
import io.pumpwatch.jobs.command.run.BaselineReport;
import io.pumpwatch.jobs.command.text.PathText;
import io.pumpwatch.jobs.output.UnreadableTableException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;

/**
 * The folder that {@code baseline} writes and {@code --baseline} names.
 *
 * @param path the folder, which need not exist yet
 */
record BaselineFolder(Path path) {
  private static final String REPORT = "baseline.json";

  /** Rows, Parquet. */
  Path rows() {
    return new Path(path, "baselines");
  }

  /** Records that could not be read, Parquet; the name keeps it out of a later reading. */
  Path deadLetters() {
    return new Path(path, "_dead-letters");
  }

  void write(BaselineReport report) throws IOException {
    Path file = new Path(path, REPORT);
    try (OutputStream out = file.getFileSystem().create(file, WriteMode.OVERWRITE)) {
      out.write(report.toJson().getBytes(StandardCharsets.UTF_8));
    }
  }

  /**
   * What a folder tells.
   *
   * @param folder null for none
   * @throws UsageException where there is no baseline in it
   */
  static LearntBaseline known(Path folder) throws IOException {
    if (folder == null) {
      return LearntBaseline.NONE;
    }
    try {
      return LearntBaseline.of(new BaselineFolder(folder).rows());
    } catch (UnreadableTableException e) {
      throw new UsageException("--baseline " + PathText.print(folder) + ": " + e.getMessage());
    }
  }
}
