package io.pumpwatch.jobs.input.live;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** How event time goes on at an instance of a source while it has nothing to read. */
final class Silence {
  private final Duration idleTimeout;
  private final Duration idleFlush;
  private final Deque<Sighting> sightings = new ArrayDeque<>();
  private boolean flushing;

  /** Event time less the time on the wall, while flushing. */
  private long lead;

  /** What was promised everywhere, at a time on the wall. */
  private record Sighting(long time, long watermark) {}

  /**
   * A silence to come.
   *
   * @param idleTimeout how long ago the others must have promised what is promised here
   * @param idleFlush how long there must be silence everywhere for event time to go on by itself;
   *     null where it never does
   */
  Silence(Duration idleTimeout, Duration idleFlush) {
    this.idleTimeout = idleTimeout;
    this.idleFlush = idleFlush;
  }

  /** Something has come. */
  void end() {
    sightings.clear();
    flushing = false;
  }

  /** Whether event time goes on by itself. */
  boolean isFlushing() {
    return flushing;
  }

  /**
   * What is to be promised now; all in milliseconds.
   *
   * @param now the time on the wall
   * @param length of the silence
   * @param promised what was promised here last, {@link Long#MIN_VALUE} for nothing
   * @param all what was promised everywhere
   */
  long promise(long now, long length, long promised, ActivePromises.Result all) {
    sightings.addLast(new Sighting(now, all.watermark()));
    long followed = followed(now, promised);
    boolean flushes =
        !all.anyActive()
            && idleFlush != null
            && length >= idleFlush.toMillis()
            && followed != Long.MIN_VALUE;
    if (flushes && !flushing) {
      lead = followed + idleFlush.toMillis() - now;
    }
    flushing = flushes;
    return flushing ? Math.max(followed, lead + now) : followed;
  }

  private long followed(long now, long promised) {
    long followed = promised;
    while (sightings.peekFirst() != null
        && sightings.peekFirst().time() <= now - idleTimeout.toMillis()) {
      followed = Math.max(followed, sightings.removeFirst().watermark());
    }
    return followed;
  }
}
