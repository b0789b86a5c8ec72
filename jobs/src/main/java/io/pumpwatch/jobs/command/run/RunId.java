package io.pumpwatch.jobs.command.run;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;

/** Names of runs: when they started, and four random bytes. */
public final class RunId {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final int RANDOM_BYTES = 4;

  private RunId() {}

  /** {@code 20260105T130000Z-4f2a90c1}. */
  public static String at(Instant startedAt) {
    byte[] random = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(random);
    return TIME.format(startedAt) + "-" + HexFormat.of().formatHex(random);
  }
}
