package io.pumpwatch.jobs.alert.webhook;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The pauses between attempts: each may last twice as long as the one before, and lasts between
 * half of that and all of it, so that many jobs do not come back at once.
 */
final class WebhookPauses {
  private final long firstNanos;
  private final long longestNanos;
  private long nanos;

  WebhookPauses(Duration first, Duration longest) {
    this.firstNanos = first.toNanos();
    this.longestNanos = longest.toNanos();
    this.nanos = firstNanos;
  }

  /** The next one. */
  Duration next() {
    long longest = nanos;
    nanos = Math.min(longestNanos, nanos * 2);
    return Duration.ofNanos(ThreadLocalRandom.current().nextLong(longest / 2, longest + 1));
  }

  /** The endpoint answered: begins anew. */
  void reset() {
    nanos = firstNanos;
  }
}
