package io.pumpwatch.jobs.settings;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Settings with a component of every type that the binder knows. */
public record DetectorSettings(
    String name,
    boolean enabled,
    int floor,
    Integer ceiling,
    long budget,
    double falseAlarms,
    Level level,
    Duration episodeGap,
    Duration warmUp,
    Instant effectiveFrom,
    @Secret String pepper,
    List<String> flows,
    Window window,
    Map<String, Window> windows,
    List<Override> overrides)
    implements Checked {

  /** A choice of two words. */
  public enum Level {
    CAUTIOUS,
    VERY_AGGRESSIVE
  }

  /** A nested group that has defaults of its own. */
  public record Window(Duration length, double share) implements Checked {
    public Window() {
      this(Duration.ofMinutes(1), 0.5);
    }

    @java.lang.Override
    public void check(Problems problems) {
      problems.between("share", share, 0.0, 1.0);
      problems.atLeast("length", length, Duration.ofSeconds(10));
    }
  }

  /** A list entry without defaults. */
  public record Override(
      String tenant, @MayBeAbsent String flow, @MayBeAbsent List<String> countries, int floor) {
    public Override {
      if (floor < 0) {
        throw new IllegalArgumentException("a floor below zero");
      }
    }
  }

  static DetectorSettings defaults() {
    return new DetectorSettings(
        "burst",
        true,
        15,
        null,
        1_000_000L,
        0.1,
        Level.CAUTIOUS,
        Duration.ofHours(1),
        Duration.ofMinutes(7),
        Instant.parse("2026-01-05T13:00:00Z"),
        "grains-of-paradise",
        List.of("signup_otp"),
        new Window(Duration.ofMinutes(1), 0.25),
        Map.of("short", new Window(Duration.ofMinutes(5), 0.75)),
        List.of());
  }

  @java.lang.Override
  public void check(Problems problems) {
    problems.atLeast("floor", floor, 1);
    problems.atLeast("ceiling", ceiling, 1);
    problems.between("falseAlarms", falseAlarms, 0.001, 100.0);
    problems.check(
        warmUp.compareTo(episodeGap) < 0,
        "must be shorter than episode-gap",
        "warmUp",
        "episodeGap");
  }
}
