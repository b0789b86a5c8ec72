package io.pumpwatch.jobs.scenario;

import io.pumpwatch.datasets.simulate.log.CanonicalLine;
import io.pumpwatch.datasets.simulate.world.LogLine;
import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.finding.Finding;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A day of simulated traffic as it comes in, canonical events in the order of their time, and what
 * a run in batch finds in it. Long after it one event for each partition says that time has gone
 * by, so that every episode closes in a run without an end too.
 *
 * @param lines the day
 * @param calm the events after it
 * @param expected the last revision of every finding in all of it
 */
record PacedTraffic(List<LogLine> lines, List<LogLine> calm, List<Finding> expected) {
  /** Partitions of a topic of it. */
  static final int PARTITIONS = 3;

  private static final Duration LONG_AFTER = Duration.ofDays(10);

  /** Traffic of a scenario, whose logs and batch run go to a folder. */
  static PacedTraffic of(Scenario scenario, Path folder) throws Exception {
    List<SmsEvent> events =
        Arrangement.asWritten().write(scenario, folder.resolve("raw/input")).events();
    List<LogLine> lines = events.stream().map(PacedTraffic::line).toList();
    Instant after = events.get(events.size() - 1).eventTime().plus(LONG_AFTER);
    List<LogLine> calm = new ArrayList<>();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      calm.add(calm(after.plusSeconds(partition)));
    }
    List<LogLine> all = new ArrayList<>(lines);
    all.addAll(calm);
    LogFolder canonical =
        Arrangement.asWritten()
            .write(Scenario.of("canonical", "canonical", all), folder.resolve("canonical/input"));
    return new PacedTraffic(
        lines, calm, Detection.over(canonical, Execution.BATCH_ON_TWO_SLOTS).findings());
  }

  private static LogLine line(SmsEvent event) {
    return new LogLine(event.eventTimeMicros(), CanonicalLine.of(event));
  }

  private static LogLine calm(Instant time) {
    return new LogLine(
        TimeUnit.MILLISECONDS.toMicros(time.toEpochMilli()),
        "{\"event_time\": \"%s\", \"event_type\": \"requested\", \"tenant\": \"calm\"}"
            .formatted(time));
  }

  /** One of so many equal pieces of the day, counted from 0. */
  List<LogLine> piece(int number, int pieces) {
    return lines.subList(lines.size() * number / pieces, lines.size() * (number + 1) / pieces);
  }
}
