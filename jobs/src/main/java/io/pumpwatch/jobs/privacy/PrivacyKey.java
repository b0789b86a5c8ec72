package io.pumpwatch.jobs.privacy;

import io.pumpwatch.jobs.secret.SecretFile;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What pseudonyms are made with. Never serialized, never printed. */
public final class PrivacyKey {
  /** The environment variable that holds the key. */
  public static final String VARIABLE = "PUMPWATCH_PRIVACY_KEY";

  /** The environment variable that names a file with the key, instead of the key. */
  public static final String FILE_VARIABLE = "PUMPWATCH_PRIVACY_KEY_FILE";

  private static final String ALGORITHM = "HmacSHA256";
  private static final int SHORTEST = 32;
  private final Mac mac;

  private PrivacyKey(byte[] key) {
    try {
      mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }

  /**
   * Where the key comes from. It travels with a job to the machines that write, and is asked there:
   * the key itself does not travel.
   */
  @FunctionalInterface
  public interface Source extends Serializable {

    /** The environment variables of the process that writes. */
    Source ENVIRONMENT = () -> of(System.getenv());

    /**
     * The key.
     *
     * @throws IllegalArgumentException where there is none or it is none
     */
    PrivacyKey read();
  }

  /**
   * The key that an environment holds.
   *
   * @throws IllegalArgumentException where there is none or it is none
   */
  public static PrivacyKey of(Map<String, String> environment) {
    String text = environment.get(VARIABLE);
    String file = environment.get(FILE_VARIABLE);
    if ((text == null) == (file == null)) {
      throw new IllegalArgumentException(
          "privacy needs its key in one of "
              + VARIABLE
              + " and "
              + FILE_VARIABLE
              + "; openssl rand -base64 32 makes one");
    }
    return ofBase64(file == null ? text : SecretFile.read(FILE_VARIABLE, file));
  }

  /**
   * A key.
   *
   * @param text at least 32 bytes in Base64
   * @throws IllegalArgumentException where it is none, without repeating it
   */
  public static PrivacyKey ofBase64(String text) {
    byte[] key;
    try {
      key = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("the key of privacy is not Base64");
    }
    if (key.length < SHORTEST) {
      throw new IllegalArgumentException("the key of privacy must be at least 32 bytes");
    }
    return new PrivacyKey(key);
  }

  /**
   * The first digits of the HMAC-SHA256 of a value, hexadecimal.
   *
   * @param purpose keeps equal values of different kinds apart
   */
  String hash(String purpose, String value, int digits) {
    byte[] bytes = mac.doFinal((purpose + "\0" + value).getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(bytes).substring(0, digits);
  }

  @Override
  public String toString() {
    return "PrivacyKey[]";
  }
}
