package io.pumpwatch.jobs.output;

import io.pumpwatch.jobs.input.DeadLetter;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.apache.flink.core.fs.Path;

/** Reads back what could not be read. */
public final class DeadLettersReader {
  private static final Comparator<DeadLetter> IN_ORDER =
      Comparator.comparing((DeadLetter letter) -> !letter.position().equals(DeadLetter.WHOLE_FILE))
          .thenComparing(DeadLettersReader::reason);

  private DeadLettersReader() {}

  /**
   * A few of the reasons, each with file and position: first what concerns files as a whole, then
   * the others, in the order of file and position; none where there were no dead letters.
   *
   * @param folder of the dead letters table
   * @param limit how many at most
   */
  public static List<String> reasons(Path folder, int limit) throws IOException {
    if (!folder.getFileSystem().exists(folder)) {
      return List.of();
    }
    PriorityQueue<DeadLetter> first = new PriorityQueue<>(IN_ORDER.reversed());
    read(
        folder,
        letter -> {
          first.add(letter);
          if (first.size() > limit) {
            first.remove();
          }
        });
    return first.stream().sorted(IN_ORDER).map(DeadLettersReader::reason).toList();
  }

  /**
   * Reads every one, file by file.
   *
   * @param folder of the dead letters table
   * @param letters takes each
   */
  public static void read(Path folder, Consumer<DeadLetter> letters) throws IOException {
    new ParquetTableReader<>(DeadLettersTable.TABLE, DeadLettersTable::read)
        .readRows(folder, letters);
  }

  private static String reason(DeadLetter letter) {
    return letter.fileOrTopic() + ", " + letter.position() + ": " + letter.reason();
  }
}
