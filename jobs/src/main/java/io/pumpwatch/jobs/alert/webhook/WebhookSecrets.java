package io.pumpwatch.jobs.alert.webhook;

import io.pumpwatch.jobs.secret.SecretFile;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What only we and the endpoint know. Never serialized, never printed.
 *
 * @param signingKey what requests are signed with; empty where they are not
 * @param token what lets us in, in a header or in the URL; empty where none is needed
 */
public record WebhookSecrets(Optional<byte[]> signingKey, Optional<String> token) {
  /** The environment variable that holds the signing key. */
  public static final String SECRET = "PUMPWATCH_WEBHOOK_SECRET";

  /** The environment variable that holds the token. */
  public static final String TOKEN = "PUMPWATCH_WEBHOOK_TOKEN";

  /** What is added to either for the name of a file that holds it instead. */
  public static final String OF_FILE = "_FILE";

  private static final String PREFIX = "whsec_";
  private static final int SHORTEST_KEY = 24;
  private static final Pattern TOKEN_TEXT = Pattern.compile("[\\x21-\\x7e]+");

  /**
   * The secrets that an environment holds.
   *
   * @throws IllegalArgumentException where one cannot be read or is none
   */
  static WebhookSecrets of(Map<String, String> environment) {
    Optional<String> token = text(environment, TOKEN);
    if (token.isPresent() && !TOKEN_TEXT.matcher(token.get()).matches()) {
      throw new IllegalArgumentException(TOKEN + " must be visible ASCII characters");
    }
    return new WebhookSecrets(text(environment, SECRET).map(WebhookSecrets::key), token);
  }

  private static byte[] key(String text) {
    byte[] key;
    try {
      key =
          Base64.getDecoder()
              .decode(text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          SECRET + " is not Base64; openssl rand -base64 32 makes one");
    }
    if (key.length < SHORTEST_KEY) {
      throw new IllegalArgumentException(
          SECRET
              + " must be at least "
              + SHORTEST_KEY
              + " bytes in Base64; openssl rand -base64 32 makes one");
    }
    return key;
  }

  private static Optional<String> text(Map<String, String> environment, String variable) {
    String value = environment.get(variable);
    String file = environment.get(variable + OF_FILE);
    if (value != null && file != null) {
      throw new IllegalArgumentException(
          variable + " and " + variable + OF_FILE + " are both set: which one holds?");
    }
    return file == null
        ? Optional.ofNullable(value)
        : Optional.of(SecretFile.read(variable + OF_FILE, file));
  }

  @Override
  public String toString() {
    return "WebhookSecrets[]";
  }
}
