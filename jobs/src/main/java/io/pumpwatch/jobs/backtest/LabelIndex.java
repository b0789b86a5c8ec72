package io.pumpwatch.jobs.backtest;

import io.pumpwatch.event.SmsEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Labels by the days that they last on, so that a row is held against few of them. */
final class LabelIndex {
  private static final long DAY_MICROS = Duration.ofDays(1).toSeconds() * 1_000_000L;

  private final Map<Long, List<LabelClaim>> byDay = new HashMap<>();

  LabelIndex(List<LabelClaim> labels) {
    for (LabelClaim label : labels) {
      long last = day(label.endMicros());
      for (long day = day(label.startMicros()); day <= last; day++) {
        byDay.computeIfAbsent(day, unused -> new ArrayList<>()).add(label);
      }
    }
  }

  private static long day(long micros) {
    return Math.floorDiv(micros, DAY_MICROS);
  }

  /** The labels whose episode the row is of. */
  List<LabelClaim> claiming(SmsEvent event) {
    List<LabelClaim> alive = byDay.get(day(event.eventTimeMicros()));
    if (alive == null) {
      return List.of();
    }
    List<LabelClaim> claiming = new ArrayList<>(1);
    for (LabelClaim claim : alive) {
      if (claim.claims(event)) {
        claiming.add(claim);
      }
    }
    return claiming;
  }
}
