package io.pumpwatch.jobs.report;

import io.pumpwatch.finding.FindingWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the windows of evidence hold, in steps of equal length from the first window to the last. A
 * step is null in every list where no window of the evidence lies in it; what went on there is not
 * known.
 *
 * @param start of the first step
 * @param stepSeconds length of a step
 * @param sends messages, the greater of requested and sent
 * @param refused attempts that were blocked
 * @param verified codes that came back
 * @param expected messages that the windows of the step would have held in normal life
 */
record Timeline(
    Instant start,
    long stepSeconds,
    List<Long> sends,
    List<Long> refused,
    List<Long> verified,
    List<Double> expected) {
  private static final int MOST_STEPS = 96;

  /** Lengths that a person can count in. */
  private static final List<Duration> STEPS =
      Stream.of(1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 10_080)
          .map(Duration::ofMinutes)
          .toList();

  /** What lies in one step. */
  private static final class Step {
    private long requested;
    private long sent;
    private long refused;
    private long verified;
    private double expected;

    private void add(FindingWindow window) {
      requested += window.requested();
      sent += window.sent();
      refused += window.blocked();
      verified += window.verified();
      expected += window.expected();
    }
  }

  /** The sum of findings that count no message twice; null where there are no windows. */
  static Timeline of(Collection<FindingWindow> windows) {
    if (windows.isEmpty()) {
      return null;
    }
    Instant first =
        windows.stream().map(FindingWindow::windowStart).min(Instant::compareTo).orElseThrow();
    Instant last =
        windows.stream().map(FindingWindow::windowEnd).max(Instant::compareTo).orElseThrow();
    long seconds = step(Duration.between(first, last)).toSeconds();
    long firstStep = Math.floorDiv(first.getEpochSecond(), seconds);
    Map<Long, Step> steps = new HashMap<>();
    windows.stream()
        .sorted((one, other) -> one.windowStart().compareTo(other.windowStart()))
        .forEach(
            window ->
                steps
                    .computeIfAbsent(
                        Math.floorDiv(window.windowStart().getEpochSecond(), seconds),
                        unused -> new Step())
                    .add(window));
    Timeline timeline =
        new Timeline(
            Instant.ofEpochSecond(firstStep * seconds),
            seconds,
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>());
    long lastStep = Math.floorDiv(last.getEpochSecond() - 1, seconds);
    for (long step = firstStep; step <= lastStep; step++) {
      timeline.append(steps.get(step));
    }
    return timeline;
  }

  private void append(Step step) {
    sends.add(step == null ? null : Long.valueOf(Math.max(step.requested, step.sent)));
    refused.add(step == null ? null : Long.valueOf(step.refused));
    verified.add(step == null ? null : Long.valueOf(step.verified));
    expected.add(step == null ? null : Double.valueOf(rounded(step.expected)));
  }

  /** Sums of doubles end in digits that say nothing. */
  private static double rounded(double number) {
    return Math.round(number * 1e4) / 1e4;
  }

  /** The shortest that does; a span of years makes more steps of the longest. */
  private static Duration step(Duration span) {
    return STEPS.stream()
        .filter(step -> step.multipliedBy(MOST_STEPS).compareTo(span) >= 0)
        .findFirst()
        .orElse(STEPS.get(STEPS.size() - 1));
  }
}
