package io.pumpwatch.jobs.input.history;

import static io.pumpwatch.jobs.input.history.EventFiles.START_MILLIS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pumpwatch.jobs.input.Decoded;
import io.pumpwatch.jobs.input.ResumableReader;
import io.pumpwatch.jobs.input.TimeRange;
import io.pumpwatch.jobs.input.parquet.Projection;
import io.pumpwatch.jobs.input.parquet.Yields;
import io.pumpwatch.jobs.settings.ClientAddressSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryFilesTest {
  private static final List<Long> MILLIS =
      LongStream.range(0, 1000).mapToObj(i -> START_MILLIS + i).toList();

  @TempDir Path folder;

  private List<String> found(HistoryInput input) throws IOException {
    return HistoryFiles.of(input).splits().stream()
        .map(split -> folder.relativize(Path.of(split.path().getPath())).toString())
        .toList();
  }

  private Path file(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "x");
  }

  @Test
  void walksFoldersAndLeavesHiddenNamesOut() throws IOException {
    file("a/b/c.log");
    file("a/d.json.gz");
    file("a/_SUCCESS");
    file("a/.part-0.inprogress.77");
    file("a/_temporary/e.log");
    file("z.log");

    assertThat(found(HistoryInput.of(folder.toString())))
        .containsExactly("a/b/c.log", "a/d.json.gz", "z.log");
  }

  @Test
  void readsAFileOnceThatIsNamedTwice() throws IOException {
    Path file = file("a/c.log");

    assertThat(found(HistoryInput.of(file.toString(), folder.toString())))
        .containsExactly("a/c.log");
  }

  private void link(String name, Path target) throws IOException {
    Files.createSymbolicLink(folder.resolve(name), target);
  }

  @Test
  void followsLinksWithinTheInputAndFindsEachFileOnce() throws IOException {
    file("logs/shop/a.log");
    file("logs/.hidden/b.log");
    link("logs/alias.log", folder.resolve("logs/shop/a.log"));
    link("logs/aliased", folder.resolve("logs/shop"));
    link("logs/current", folder.resolve("logs/.hidden"));
    link("logs/current-too", folder.resolve("logs/current"));
    link("named", folder.resolve("logs"));
    HistoryInput input = HistoryInput.of(folder.resolve("named").toString());

    assertThat(found(input)).containsExactly("named/current/b.log", "named/shop/a.log");
    assertThat(HistoryFiles.of(input).refusals()).isEmpty();
  }

  @Test
  void refusesLinksThatLeadOutAndLoops() throws IOException {
    file("logs/shop/a.log");
    file("elsewhere/secret.log");
    link("logs/secret.log", folder.resolve("elsewhere/secret.log"));
    link("logs/elsewhere", folder.resolve("elsewhere"));
    link("logs/shop/loop", folder.resolve("logs"));
    link("logs/shop/self", folder.resolve("logs/shop/self"));
    link("logs/shop/there", folder.resolve("logs/shop/back"));
    link("logs/shop/back", folder.resolve("logs/shop/there"));
    HistoryInput input = HistoryInput.of(folder.resolve("logs").toString());

    assertThat(found(input))
        .containsExactly(
            "logs/elsewhere",
            "logs/secret.log",
            "logs/shop/a.log",
            "logs/shop/back",
            "logs/shop/loop",
            "logs/shop/self",
            "logs/shop/there");
    assertThat(HistoryFiles.of(input).refusals().entrySet())
        .extracting(refusal -> refusal.getKey().replaceAll(".*/", "") + " " + refusal.getValue())
        .containsExactlyInAnyOrder(
            "elsewhere is a link that leads out of the input",
            "secret.log is a link that leads out of the input",
            "loop is a link back to a folder that holds it");
    assertThat(found(HistoryInput.of(folder.resolve("logs").toString(), folder.toString())))
        .contains("elsewhere/secret.log", "logs/shop/loop")
        .doesNotContain("logs/secret.log", "logs/elsewhere");
  }

  @Test
  void namesEveryMissingPath() throws IOException {
    file("a.log");
    HistoryInput input = HistoryInput.of(folder + "/b.log", folder + "/a.log", folder + "/c");

    assertThatThrownBy(() -> HistoryFiles.of(input).splits())
        .isInstanceOf(MissingInputException.class)
        .hasMessageContainingAll("does not exist", "/b.log", "/c")
        .hasMessageNotContaining("/a.log");
  }

  @Test
  void leavesOutDaysWithoutAWantedTime() throws IOException {
    file("dt=2026-02-28/a.parquet");
    file("dt=2026-03-01/b.parquet");
    file("dt=2026-03-02/c.parquet");
    file("dt=2026-03-03/d.parquet");
    file("dt=2026-02-28/raw.log");
    file("dt=someday/e.parquet");
    HistoryInput input = HistoryInput.of(folder.toString());

    assertThat(
            found(
                input.withRange(
                    TimeRange.between(
                        Instant.parse("2026-03-01T00:00:00Z"),
                        Instant.parse("2026-03-03T00:00:00Z")))))
        .containsExactly(
            "dt=2026-02-28/raw.log",
            "dt=2026-03-01/b.parquet",
            "dt=2026-03-02/c.parquet",
            "dt=someday/e.parquet");
    assertThat(
            found(
                input.withRange(
                    TimeRange.between(Instant.parse("2026-03-02T23:59:59.999999Z"), null))))
        .containsExactly(
            "dt=2026-02-28/raw.log",
            "dt=2026-03-02/c.parquet",
            "dt=2026-03-03/d.parquet",
            "dt=someday/e.parquet");
  }

  @Test
  void cutsLargeParquetFilesBetweenRowGroups() throws IOException {
    Path file = EventFiles.writeRowGroups(folder.resolve("events"), MILLIS, 100);
    HistoryInput whole = HistoryInput.of(file.toString());
    HistoryInput cut = whole.withSplitBytes(Files.size(file) / 3);
    SplitOpener opener =
        new SplitOpener(
            new LineLogs(), null, TimeRange.ALL, ClientAddressSettings.defaults(), Map.of());

    List<FileSourceSplit> splits = HistoryFiles.of(cut).splits();

    assertThat(HistoryFiles.of(whole).splits()).hasSize(1);
    assertThat(splits).hasSizeBetween(2, 4);
    assertThat(splits).extracting(FileSourceSplit::splitId).doesNotHaveDuplicates();
    long next = START_MILLIS;
    for (FileSourceSplit split : splits) {
      Yields yields = Yields.of(opener.open(split, Projection.EVENTS));
      assertThat(yields.events().size()).isPositive();
      assertThat(yields.events().size() % 100).isZero();
      for (var event : yields.events()) {
        assertThat(event.eventTimeMillis()).isEqualTo(next);
        next++;
      }
    }
    assertThat(next).isEqualTo(START_MILLIS + 1000);
  }

  @Test
  void readsOnlyRowGroupsThatMayHoldAWantedTime() throws IOException {
    Path file = EventFiles.writeRowGroups(folder.resolve("events"), MILLIS, 100);
    Path bare = EventFiles.writeWithoutStatistics(folder.resolve("bare"), MILLIS, 100);
    TimeRange range =
        TimeRange.between(
            Instant.ofEpochMilli(START_MILLIS + 250), Instant.ofEpochMilli(START_MILLIS + 300));

    Yields pruned = Yields.ofParquet(file, range);
    Yields filtered = Yields.ofParquet(bare, range);

    assertThat(pruned.events())
        .extracting(event -> event.eventTimeMillis() - START_MILLIS)
        .containsExactlyElementsOf(LongStream.range(250, 300).boxed().toList());
    assertThat(pruned.skipped()).isEqualTo(50);
    assertThat(filtered.events()).hasSize(50);
    assertThat(filtered.skipped()).isEqualTo(950);
  }

  @Test
  void countsRecordsOutsideOfTheRangeAsSkipped() throws IOException {
    Path file =
        Files.writeString(folder.resolve("log"), "1000000,2000000\n2000000,3000000\n-\nbad\n");
    TimeRange range = new TimeRange(2_000_000_000L, 3_000_000_000L);
    SplitOpener opener =
        new SplitOpener(new LineLogs(), null, range, ClientAddressSettings.defaults(), Map.of());
    FileSourceSplit split = HistoryFiles.of(HistoryInput.of(file.toString())).splits().get(0);

    try (ResumableReader reader = opener.open(split, Projection.EVENTS)) {
      Yields yields = Yields.of(reader);

      assertThat(yields.events()).hasSize(2);
      assertThat(yields.skipped()).isEqualTo(2);
      assertThat(yields.dead()).hasSize(1);
      assertThat(yields.all()).filteredOn(Decoded::startsRecord).hasSize(4);
    }
  }

  @Test
  void asksTheContentWhetherAFileIsParquet() throws IOException {
    Path named = Files.writeString(folder.resolve("broken.parquet"), START_MILLIS + "\n");
    Path log = Files.writeString(folder.resolve("log"), START_MILLIS + "\n");
    Path unnamed = EventFiles.write(folder.resolve("unnamed"), MILLIS);
    SplitOpener opener =
        new SplitOpener(
            new LineLogs(), null, TimeRange.ALL, ClientAddressSettings.defaults(), Map.of());

    assertThat(Yields.of(opener.open(splitOf(named), Projection.EVENTS)).dead()).hasSize(1);
    assertThat(Yields.of(opener.open(splitOf(log), Projection.EVENTS)).events()).hasSize(1);
    assertThat(Yields.of(opener.open(splitOf(unnamed), Projection.EVENTS)).events()).hasSize(1000);
  }

  private static FileSourceSplit splitOf(Path file) throws IOException {
    return HistoryFiles.of(HistoryInput.of(file.toString())).splits().get(0);
  }
}
