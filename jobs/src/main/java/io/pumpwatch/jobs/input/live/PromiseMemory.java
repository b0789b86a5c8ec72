package io.pumpwatch.jobs.input.live;

/** What an {@link EventClock} remembers of its promises over a restart. */
interface PromiseMemory {
  /** Where nothing was promised, or nobody knows any more. */
  long NOTHING = Long.MIN_VALUE;

  /** What had been promised, milliseconds since the epoch. */
  long restored() throws Exception;

  /** Remembers what is promised now. */
  void keep(long promise) throws Exception;
}
