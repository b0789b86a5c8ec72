package io.pumpwatch.jobs.benchmark;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Events in canonical Parquet, a folder for each day.
 *
 * @param folder holds the days' folders
 * @param days in order, at least one
 * @param first event time
 * @param last event time
 */
public record Traffic(Path folder, List<Day> days, Instant first, Instant last) {

  /**
   * A day of it.
   *
   * @param folder its name in the traffic's folder
   * @param events how many
   */
  public record Day(String folder, long events) {}

  public Traffic {
    days = List.copyOf(days);
  }

  /** How many events it has. */
  public long events() {
    return days.stream().mapToLong(Day::events).sum();
  }

  /** How many events an average minute has, from the first event to the last. */
  public double eventsPerMinute() {
    double minutes = Duration.between(first, last).toMillis() / 60_000.0;
    return events() / Math.max(1, minutes);
  }

  /** The folders of its days, absolute. */
  public List<Path> dayFolders() {
    return days.stream().map(day -> folder.resolve(day.folder()).toAbsolutePath()).toList();
  }

  /** Its first days that have no more events than that together, at least the first. */
  public Traffic firstDays(long mostEvents) {
    List<Day> taken = new ArrayList<>();
    long events = 0;
    for (Day day : days) {
      events += day.events();
      if (!taken.isEmpty() && events > mostEvents) {
        break;
      }
      taken.add(day);
    }
    return new Traffic(folder, taken, first, last);
  }
}
