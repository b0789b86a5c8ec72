package io.pumpwatch.jobs.input.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.jobs.input.Decoded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistorySampleTest {
  @TempDir private Path folder;

  private static final class Seen implements HistorySample.Visitor {
    private final List<String> files = new ArrayList<>();
    private final List<Boolean> whole = new ArrayList<>();
    private int records;

    @Override
    public void begins(org.apache.flink.core.fs.Path file) {
      files.add(file.getParent().getName() + "/" + file.getName());
    }

    @Override
    public void yields(Decoded decoded) {
      records++;
    }

    @Override
    public void ends(boolean toItsEnd) {
      whole.add(toItsEnd);
    }
  }

  private Seen sample(int mostFiles, long mostRecords) throws IOException {
    Seen seen = new Seen();
    HistoryListing found = HistoryListing.of(HistoryInput.of(folder.toString()));
    new HistorySample(found, new LineLogs(), mostFiles).read(mostRecords, seen);
    return seen;
  }

  private void logs(String name, int count) throws IOException {
    Path logs = Files.createDirectories(folder.resolve(name));
    for (int i = 0; i < count; i++) {
      LineLogs.write(
          logs.resolve(String.format("%03d.log", i)),
          List.of(EventFiles.START_MILLIS, EventFiles.START_MILLIS + i));
    }
  }

  @Test
  void spreadsOverFoldersAndOverEachFolder() throws IOException {
    logs("receipts", 1);
    logs("requests", 100);

    assertThat(sample(5, 10).files)
        .containsExactly(
            "receipts/000.log",
            "requests/000.log",
            "requests/025.log",
            "requests/050.log",
            "requests/075.log");
  }

  @Test
  void readsAllWhereItIsFew() throws IOException {
    logs("a", 3);
    Seen seen = sample(100, 10);
    assertThat(seen.files).containsExactly("a/000.log", "a/001.log", "a/002.log");
    assertThat(seen.records).isEqualTo(6);
    assertThat(seen.whole).containsOnly(true);
  }

  @Test
  void readsNoMoreRecordsOfAFileThanAsked() throws IOException {
    logs("a", 2);
    Seen seen = sample(100, 1);
    assertThat(seen.records).isEqualTo(2);
    assertThat(seen.whole).containsOnly(false);
  }
}
