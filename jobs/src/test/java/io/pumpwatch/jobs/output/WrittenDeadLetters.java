package io.pumpwatch.jobs.output;

import io.pumpwatch.jobs.input.DeadLetter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The dead letters that a run left. */
public final class WrittenDeadLetters {
  private WrittenDeadLetters() {}

  /** All of them, in no promised order. */
  public static List<DeadLetter> in(Path folder) throws IOException {
    List<DeadLetter> letters = new ArrayList<>();
    new ParquetTableReader<>(DeadLettersTable.TABLE, DeadLettersTable::read)
        .readRows(new org.apache.flink.core.fs.Path(folder.toUri()), letters::add);
    return letters;
  }
}
