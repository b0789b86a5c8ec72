package io.pumpwatch.jobs.tally;

import io.pumpwatch.event.EventType;
import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.feature.ObservedEvent;
import java.time.Duration;
import java.time.Instant;

/** Events of single numbers, for tests of what follows them. */
final class NumberTraffic {
  static final long START = Instant.parse("2026-03-02T12:00:00Z").toEpochMilli();
  static final long NUMBER = 24_177_012_340L;
  static final long BLOCK = 2_417_701L;

  private static final long MINUTE = Duration.ofMinutes(1).toMillis();

  private NumberTraffic() {}

  /** Start of so many minutes after {@link #START}, milliseconds since the epoch. */
  static long minute(int minutes) {
    return START + minutes * MINUTE;
  }

  /** What became of a message, or of its code, in a minute. */
  static ObservedEvent observed(String tenant, EventType type, long number, int minute) {
    SmsEvent event =
        SmsEvent.of(Instant.ofEpochMilli(minute(minute) + type.ordinal()), type)
            .tenant(tenant)
            .destination("+" + number)
            .country("GA")
            .flow("signup_otp")
            .build();
    return new ObservedEvent(event, number, null, 40_000, true);
  }
}
