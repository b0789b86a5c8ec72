package io.pumpwatch.jobs;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Random;

/**
 * Ten days of a tenant: codes to numbers in France that come back, day and night, and on the last
 * day an attack on a block of numbers in Gabon and a surge of log-in codes to France.
 */
final class BaselineHistory {
  static final Instant FIRST_DAY = Instant.parse("2026-03-02T00:00:00Z");
  static final int DAYS = 10;
  static final Instant LAST_DAY = FIRST_DAY.plus(Duration.ofDays(DAYS - 1));
  static final Instant END = FIRST_DAY.plus(Duration.ofDays(DAYS));

  private static final int CODES_OF_DAY = 150;
  private static final String EVENT =
      """
      {"event_time": "%s", "event_type": "%s", "message_id": "m%d", "tenant": "acme", "flow": "%s", "identity": "key-1", "source_ip": "%s", "destination": "%s", "provider": "sns", "price_usd": 0.1}
      """;

  private final Random random = new Random(5);
  private final BufferedWriter out;
  private int messages;

  private BaselineHistory(BufferedWriter out) {
    this.out = out;
  }

  /** Writes it as canonical events. */
  static Path write(Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      new BaselineHistory(out).write();
    }
    return file;
  }

  private void write() throws IOException {
    for (int day = 0; day < DAYS; day++) {
      Instant midnight = FIRST_DAY.plus(Duration.ofDays(day));
      for (int i = 0; i < CODES_OF_DAY; i++) {
        // None so late that it would be decided on the next day, or sent in the next minute.
        Instant asked = midnight.plusSeconds(60L * random.nextInt(1400) + random.nextInt(55));
        code(asked, "+3361234" + String.format(Locale.ROOT, "%04d", random.nextInt(10_000)), true);
      }
    }
    for (int i = 0; i < 60; i++) {
      Instant asked = LAST_DAY.plus(Duration.ofHours(10)).plusSeconds(20L * i);
      code(asked, "+24177012" + String.format(Locale.ROOT, "%03d", 100 + i), false);
    }
    for (int i = 0; i < 2000; i++) {
      messages++;
      event(
          LAST_DAY.plus(Duration.ofHours(16)).plusMillis(300L * i),
          "sent",
          "login_otp",
          "+3361" + String.format(Locale.ROOT, "%07d", random.nextInt(10_000_000)));
    }
  }

  private void code(Instant asked, String number, boolean answered) throws IOException {
    messages++;
    event(asked, "requested", "signup_otp", number);
    event(asked.plusSeconds(1), "sent", "signup_otp", number);
    event(asked.plusSeconds(4), "delivered", "signup_otp", number);
    if (answered && random.nextInt(10) < 8) {
      event(asked.plusSeconds(8 + random.nextInt(30)), "verified", "signup_otp", number);
    }
  }

  private void event(Instant time, String type, String flow, String number) throws IOException {
    String client = "198.51.100." + (1 + random.nextInt(250));
    out.write(String.format(Locale.ROOT, EVENT, time, type, messages, flow, client, number));
  }
}
