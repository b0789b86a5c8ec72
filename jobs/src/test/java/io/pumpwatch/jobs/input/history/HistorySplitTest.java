package io.pumpwatch.jobs.input.history;

import static io.pumpwatch.jobs.input.history.EventFiles.START_MILLIS;
import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.jobs.input.Decoded;
import io.pumpwatch.jobs.input.TimeRange;
import io.pumpwatch.jobs.settings.ClientAddressSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.connector.file.src.util.RecordAndPosition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistorySplitTest {
  private static final HistoryFormat FORMAT =
      new HistoryFormat(
          new SplitOpener(
              new LineLogs(), null, TimeRange.ALL, ClientAddressSettings.defaults(), Map.of()),
          null,
          null);

  @TempDir Path folder;

  private static FileSourceSplit file(String name, long bytes) {
    return new FileSourceSplit(
        name, new org.apache.flink.core.fs.Path("/logs/" + name), 0, bytes, 1, bytes);
  }

  private static List<List<String>> names(List<HistorySplit> splits) {
    return splits.stream()
        .map(split -> split.files().stream().map(FileSourceSplit::splitId).toList())
        .toList();
  }

  @Test
  void smallFilesStandTogetherInTheirOrder() {
    List<HistorySplit> splits =
        HistorySplit.of(
            List.of(
                file("a", 60),
                file("b", 40),
                file("c", 1),
                file("d", 500),
                file("e", 99),
                file("f", 0)),
            100);

    assertThat(names(splits))
        .containsExactly(List.of("a", "b"), List.of("c"), List.of("d"), List.of("e", "f"));
    assertThat(splits).extracting(HistorySplit::splitId).containsExactly("a+1", "c", "d", "e+1");
    assertThat(splits).extracting(HistorySplit::length).containsExactly(100L, 1L, 500L, 99L);
    assertThat(HistorySplit.of(List.of(), 100)).isEmpty();
  }

  @Test
  void notTooManyStandTogether() {
    List<FileSourceSplit> empty =
        IntStream.range(0, 600).mapToObj(i -> file("file-" + i, 0)).toList();

    assertThat(HistorySplit.of(empty, 100))
        .extracting(split -> split.files().size())
        .containsExactly(256, 256, 88);
  }

  @Test
  void checkpointsKeepThem() throws IOException {
    HistorySplit split =
        HistorySplit.of(List.of(file("a", 1), file("b", 2)), 100)
            .get(0)
            .updateWithCheckpointedPosition(new CheckpointedPosition(-1, 1L << 41));
    HistorySplitSerializer serializer = new HistorySplitSerializer();

    HistorySplit read =
        serializer.deserialize(serializer.getVersion(), serializer.serialize(split));

    assertThat(read).usingRecursiveComparison().isEqualTo(split);
    assertThat(read.getReaderPosition()).isEqualTo(split.getReaderPosition());
  }

  private record Yield(String id, long position) {}

  private static List<Yield> read(BulkFormat.Reader<Decoded> reader) throws IOException {
    List<Yield> yields = new ArrayList<>();
    try (reader) {
      for (BulkFormat.RecordIterator<Decoded> batch = reader.readBatch();
          batch != null;
          batch = reader.readBatch()) {
        for (RecordAndPosition<Decoded> next = batch.next(); next != null; next = batch.next()) {
          Decoded decoded = next.getRecord();
          yields.add(
              new Yield(
                  decoded.isEvent()
                      ? decoded.event().messageId()
                      : decoded.deadLetter().fileOrTopic().replaceAll(".*/", "") + " is dead",
                  next.getRecordSkipCount()));
        }
      }
    }
    return yields;
  }

  private static List<String> ids(List<Yield> yields) {
    return yields.stream().map(Yield::id).toList();
  }

  @Test
  void areReadOnFromAnyYieldWhateverBecameOfTheFilesBefore() throws IOException {
    for (String name : List.of("a", "b", "c", "d")) {
      LineLogs.write(
          folder.resolve(name), LongStream.range(0, 5).map(i -> START_MILLIS + i).boxed().toList());
    }
    Files.writeString(folder.resolve("b"), "");
    HistorySplit split =
        HistorySplit.of(HistoryFiles.of(HistoryInput.of(folder.toString())).splits(), 10_000)
            .get(0);
    List<Yield> all = read(FORMAT.createReader(new Configuration(), split));
    assertThat(ids(all))
        .startsWith("a:1")
        .contains("a:5", "c:1", "c:5")
        .endsWith("d:5")
        .hasSize(15);
    for (int seen = 1; seen <= all.size(); seen++) {
      CheckpointedPosition position =
          new CheckpointedPosition(CheckpointedPosition.NO_OFFSET, all.get(seen - 1).position());
      assertThat(
              read(
                  FORMAT.restoreReader(
                      new Configuration(), split.updateWithCheckpointedPosition(position))))
          .isEqualTo(all.subList(seen, all.size()));
    }

    Files.delete(folder.resolve("a"));
    Files.delete(folder.resolve("d"));
    CheckpointedPosition afterTwoOfTheThird =
        new CheckpointedPosition(CheckpointedPosition.NO_OFFSET, all.get(6).position());

    assertThat(
            ids(
                read(
                    FORMAT.restoreReader(
                        new Configuration(),
                        split.updateWithCheckpointedPosition(afterTwoOfTheThird)))))
        .containsExactly("c:3", "c:4", "c:5", "d is dead");
  }
}
