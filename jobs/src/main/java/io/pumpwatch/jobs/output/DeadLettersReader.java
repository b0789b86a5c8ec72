package io.pumpwatch.jobs.output;

import io.pumpwatch.jobs.input.DeadLetter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.fs.Path;

/** Reads back what could not be read. */
public final class DeadLettersReader {
  private DeadLettersReader() {}

  /**
   * A few of the reasons, each with file and position, in the order of both; none where there were
   * no dead letters.
   *
   * @param folder of the dead letters table
   * @param limit how many at most
   */
  public static List<String> reasons(Path folder, int limit) throws IOException {
    if (!folder.getFileSystem().exists(folder)) {
      return List.of();
    }
    List<String> first = new ArrayList<>();
    new ParquetTableReader<>(DeadLettersTable.TABLE, DeadLettersTable::read)
        .readRows(
            folder,
            letter -> {
              first.add(reason(letter));
              first.sort(null);
              if (first.size() > limit) {
                first.remove(limit);
              }
            });
    return first;
  }

  private static String reason(DeadLetter letter) {
    return letter.fileOrTopic() + ", " + letter.position() + ": " + letter.reason();
  }
}
