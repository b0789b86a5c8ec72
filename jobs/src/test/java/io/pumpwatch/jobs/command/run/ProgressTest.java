package io.pumpwatch.jobs.command.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final StringWriter text = new StringWriter();
  private final PrintWriter out = new PrintWriter(text);
  private final HandSetClock clock = new HandSetClock();
  private final AtomicLong records = new AtomicLong();

  /** A clock that stands still until it is moved. */
  private static final class HandSetClock extends Clock {
    private Instant now = Instant.parse("2026-01-05T13:00:00Z");

    private void advance(Duration duration) {
      now = now.plus(duration);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private void advance(Duration duration, long recordsSoFar) {
    clock.advance(duration);
    records.set(recordsSoFar);
  }

  @Test
  void writesALineEachTimeInALog() {
    try (Progress progress = new Progress(out, false, clock)) {
      progress.tell();
      progress.follow(records::get);
      advance(Duration.ofSeconds(10), 1_000);
      progress.tell();
      advance(Duration.ofSeconds(3600), 37_000);
      progress.tell();
    }
    assertThat(text.toString().lines())
        .containsExactly(
            "1,000 records, 100 a second, 0:00:10", "37,000 records, 10 a second, 1:00:10");
  }

  @Test
  void writesOverItsLineOnATerminalAndTakesItAway() {
    try (Progress progress = new Progress(out, true, clock)) {
      progress.follow(records::get);
      advance(Duration.ofSeconds(1), 12_345);
      progress.tell();
      advance(Duration.ofSeconds(1), 12_345);
      progress.tell();
    }
    String first = "12,345 records, 12,345 a second, 0:00:01";
    String second = "12,345 records, 0 a second, 0:00:02";
    assertThat(text.toString())
        .isEqualTo("\r" + first + "\r" + second + " ".repeat(5) + "\r" + " ".repeat(35) + "\r");
  }

  @Test
  void saysNothingOnceClosed() {
    Progress progress = new Progress(out, false, clock);
    progress.follow(records::get);
    progress.close();
    progress.tell();
    assertThat(text.toString()).isEmpty();
  }
}
