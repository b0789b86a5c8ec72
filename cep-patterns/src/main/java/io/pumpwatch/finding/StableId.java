package io.pumpwatch.finding;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Ids that are a function of what they stand for, and so the same on replay. */
public final class StableId {
  private static final int BYTES = 16;

  private StableId() {}

  /** The first half of the SHA-256 of the parts, in hexadecimal digits. */
  public static String of(String... parts) {
    String text = String.join("\u0000", parts);
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, BYTES);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
