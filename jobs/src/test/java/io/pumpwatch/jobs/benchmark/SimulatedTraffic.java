package io.pumpwatch.jobs.benchmark;

import io.pumpwatch.datasets.simulate.ProfileCatalogue;
import io.pumpwatch.datasets.simulate.Simulation;
import io.pumpwatch.datasets.simulate.Visibility;
import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.jobs.output.DailyEventFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A few simulated days on disk and in memory.
 *
 * @param traffic on disk
 * @param events the same in memory
 */
record SimulatedTraffic(Traffic traffic, List<SmsEvent> events) {
  private static final double SCALE = 0.05;

  /** Days of everything that stands out, in little ordinary traffic. */
  static SimulatedTraffic of(int days, Path folder) throws IOException {
    List<SmsEvent> events = new ArrayList<>();
    Map<String, Long> ofDay = new TreeMap<>();
    Iterator<SmsEvent> simulated =
        Simulation.of(/* seed= */ 1, days, SCALE, ProfileCatalogue.all())
            .events(Visibility.COMPLETE);
    try (DailyEventFiles files =
        new DailyEventFiles(new org.apache.flink.core.fs.Path(folder.toUri()))) {
      while (simulated.hasNext()) {
        SmsEvent event = simulated.next();
        events.add(event);
        ofDay.merge(files.write(event), 1L, Long::sum);
      }
    }
    List<Traffic.Day> written =
        ofDay.entrySet().stream()
            .map(day -> new Traffic.Day(day.getKey(), day.getValue()))
            .toList();
    Instant first = events.get(0).eventTime();
    Instant last = events.get(events.size() - 1).eventTime();
    return new SimulatedTraffic(new Traffic(folder, written, first, last), events);
  }
}
