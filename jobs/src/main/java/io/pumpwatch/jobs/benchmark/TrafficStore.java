package io.pumpwatch.jobs.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.pumpwatch.datasets.simulate.ProfileCatalogue;
import io.pumpwatch.datasets.simulate.Simulation;
import io.pumpwatch.datasets.simulate.SimulationPlan;
import io.pumpwatch.datasets.simulate.Visibility;
import io.pumpwatch.datasets.simulate.Worlds;
import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.jobs.output.DailyEventFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongConsumer;
import org.apache.flink.util.FileUtils;

/**
 * Keeps simulated traffic, so that it is made once. It is the usual fortnight of the standard world
 * with everything that stands out in it, its ordinary traffic scaled to the wanted number of
 * events, and cut off where that number is reached.
 */
public final class TrafficStore {
  private static final int FORTNIGHT = 14;

  /** Of ordinary traffic the events grow with the scale; of what stands out they stay the same. */
  private static final double SMALL_SCALE = 0.05;

  private static final double LARGE_SCALE = 0.25;
  private static final double LEAST_SCALE = 0.01;

  /** A little more than is wanted, since the end is cut off. */
  private static final double MARGIN = 1.01;

  private static final String CONTENT = "content.json";
  private static final String EVENTS = "events";
  private static final ObjectMapper JSON =
      JsonMapper.builder().addModule(new JavaTimeModule()).build();

  private final Path folder;

  /** A store in a folder, which need not exist. */
  public TrafficStore(Path folder) {
    this.folder = folder;
  }

  /** Of a traffic that is there in whole. */
  private record Content(List<Traffic.Day> days, Instant first, Instant last) {}

  /** Where the traffic of a recipe is kept. */
  public Path folderOf(TrafficRecipe recipe) {
    return folder.resolve(recipe.folderName());
  }

  /** Whether the traffic of a recipe is there. */
  public boolean holds(TrafficRecipe recipe) {
    return Files.exists(folderOf(recipe).resolve(CONTENT));
  }

  /**
   * Makes the traffic of a recipe.
   *
   * @param made told how many events there are so far
   */
  public void make(TrafficRecipe recipe, LongConsumer made) throws IOException {
    Path place = folderOf(recipe);
    if (Files.exists(place)) {
      FileUtils.deleteDirectory(place.toFile());
    }
    Path events = Files.createDirectories(place.resolve(EVENTS));
    List<Traffic.Day> days = new ArrayList<>();
    Iterator<SmsEvent> simulated =
        simulation(recipe.seed(), scale(recipe)).events(Visibility.COMPLETE);
    String day = null;
    long ofDay = 0;
    long count = 0;
    Instant first = null;
    Instant last = null;
    try (DailyEventFiles files =
        new DailyEventFiles(new org.apache.flink.core.fs.Path(events.toUri()))) {
      while (count < recipe.events() && simulated.hasNext()) {
        SmsEvent event = simulated.next();
        String eventDay = files.write(event);
        if (!eventDay.equals(day)) {
          addDay(days, day, ofDay);
          day = eventDay;
          ofDay = 0;
        }
        ofDay++;
        count++;
        first = first == null ? event.eventTime() : first;
        last = event.eventTime();
        made.accept(count);
      }
    }
    addDay(days, day, ofDay);
    JSON.writeValue(place.resolve(CONTENT).toFile(), new Content(days, first, last));
  }

  private static void addDay(List<Traffic.Day> days, String folder, long events) {
    if (folder != null) {
      days.add(new Traffic.Day(folder, events));
    }
  }

  /** The traffic in a folder where one was made. */
  public static Traffic open(Path place) throws IOException {
    Content content = JSON.readValue(place.resolve(CONTENT).toFile(), Content.class);
    return new Traffic(place.resolve(EVENTS), content.days(), content.first(), content.last());
  }

  private static double scale(TrafficRecipe recipe) {
    double small = count(simulation(recipe.seed(), SMALL_SCALE));
    double large = count(simulation(recipe.seed(), LARGE_SCALE));
    double ofScale = (large - small) / (LARGE_SCALE - SMALL_SCALE);
    double standingOut = small - ofScale * SMALL_SCALE;
    double wanted = recipe.events() * recipe.density();
    return Math.max(LEAST_SCALE, (wanted - standingOut) / ofScale * MARGIN);
  }

  private static long count(Simulation simulation) {
    long count = 0;
    for (Iterator<SmsEvent> events = simulation.events(Visibility.COMPLETE); events.hasNext(); ) {
      events.next();
      count++;
    }
    return count;
  }

  private static Simulation simulation(long seed, double scale) {
    return Simulation.of(
        new SimulationPlan(
            seed,
            SimulationPlan.USUAL_FIRST_DAY,
            FORTNIGHT,
            /* quietDays= */ 0,
            scale,
            ProfileCatalogue.all(),
            Worlds.STANDARD));
  }
}
