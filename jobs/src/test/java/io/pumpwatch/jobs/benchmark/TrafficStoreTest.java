package io.pumpwatch.jobs.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrafficStoreTest {
  @TempDir private Path folder;

  private static Traffic traffic(long... events) {
    List<Traffic.Day> days = new ArrayList<>();
    for (long count : events) {
      days.add(new Traffic.Day("dt=2026-03-0" + (days.size() + 1), count));
    }
    Instant first = Instant.parse("2026-03-01T00:00:00Z");
    return new Traffic(Path.of("traffic"), days, first, first.plus(Duration.ofHours(10)));
  }

  @Test
  void makesTheWantedEventsOfAFortnightOnce() throws Exception {
    TrafficStore store = new TrafficStore(folder);
    TrafficRecipe recipe = new TrafficRecipe(400_000, 3, 1);
    assertThat(store.holds(recipe)).isFalse();
    List<Long> made = new ArrayList<>();
    store.make(recipe, made::add);

    assertThat(store.holds(recipe)).isTrue();
    assertThat(made).hasSize(400_000).last().isEqualTo(400_000L);
    Traffic traffic = TrafficStore.open(store.folderOf(recipe));
    assertThat(traffic.events()).isEqualTo(400_000);
    assertThat(traffic.days()).hasSize(14);
    assertThat(traffic.eventsPerMinute())
        .isCloseTo(400_000.0 / (14 * 1440), Percentage.withPercentage(3));
    assertThat(traffic.dayFolders())
        .allSatisfy(day -> assertThat(day.resolve("events.parquet")).isNotEmptyFile());
  }

  @Test
  void makesAnewWhatWasNotCompleted() throws Exception {
    TrafficStore store = new TrafficStore(folder);
    TrafficRecipe recipe = new TrafficRecipe(1000, 3, 1);
    Path left = store.folderOf(recipe).resolve("events").resolve("dt=1999-01-01");
    Files.createDirectories(left);
    store.make(recipe, made -> {});
    assertThat(left).doesNotExist();
    assertThat(TrafficStore.open(store.folderOf(recipe)).events()).isEqualTo(1000);
  }

  @Test
  void recipesThatDifferHaveFoldersOfTheirOwn() {
    TrafficStore store = new TrafficStore(folder);
    assertThat(
            List.of(
                store.folderOf(new TrafficRecipe(1000, 1, 1)),
                store.folderOf(new TrafficRecipe(2000, 1, 1)),
                store.folderOf(new TrafficRecipe(1000, 2, 1)),
                store.folderOf(new TrafficRecipe(1000, 1, 2))))
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({"60,3", "59,2", "30,2", "29,1", "1,1"})
  void takesTheFirstDaysThatAreNotTooMany(long most, int days) {
    assertThat(traffic(10, 20, 30).firstDays(most).days()).hasSize(days);
  }

  @Test
  void tellsTheEventsOfAnAverageMinute() {
    assertThat(traffic(1200, 600).eventsPerMinute()).isCloseTo(3, within(1e-9));
  }
}
