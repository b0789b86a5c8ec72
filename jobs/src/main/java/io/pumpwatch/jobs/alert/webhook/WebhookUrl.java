package io.pumpwatch.jobs.alert.webhook;

import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/**
 * Where alerts are posted to. Only its scheme and host are ever printed. {@value #TOKEN} in it
 * stands for the token of {@link WebhookSecrets}, for services whose URL is the secret.
 *
 * @param text {@code http} or {@code https}
 */
public record WebhookUrl(String text) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** What stands for the token. */
  public static final String TOKEN = "{token}";

  private static final String ANY_TOKEN = "token";
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  /**
   * Takes a URL.
   *
   * @throws IllegalArgumentException where it is none that can be posted to, without repeating it:
   *     it may hold what ought to be a secret
   */
  public WebhookUrl {
    URI uri;
    try {
      uri = new URI(text.replace(TOKEN, ANY_TOKEN));
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("is not a URL");
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("https") && !scheme.equals("http")) {
      throw new IllegalArgumentException("must begin with https:// or http://");
    }
    if (uri.getHost() == null) {
      throw new IllegalArgumentException("names no host");
    }
    if (uri.getUserInfo() != null) {
      throw new IllegalArgumentException(
          "must hold no user and no password: what is secret comes from "
              + WebhookSecrets.TOKEN
              + ", and where it belongs into the path, "
              + TOKEN
              + " stands for it");
    }
    if (uri.getFragment() != null) {
      throw new IllegalArgumentException("must have no fragment");
    }
  }

  /** Whether it can be read on its way by others than this machine. */
  boolean isPlaintextBeyondThisMachine() {
    URI uri = URI.create(text.replace(TOKEN, ANY_TOKEN));
    return uri.getScheme().equalsIgnoreCase("http")
        && !LOOPBACK.contains(uri.getHost().toLowerCase(Locale.ROOT));
  }

  /** Whether the token is part of it, and not a header. */
  boolean holdsToken() {
    return text.contains(TOKEN);
  }

  /** What is posted to; a slash in a token stays one, since services give out paths as tokens. */
  URI with(String token) {
    return URI.create(
        holdsToken()
            ? text.replace(
                TOKEN, URLEncoder.encode(token, StandardCharsets.UTF_8).replace("%2F", "/"))
            : text);
  }

  @Override
  public String toString() {
    URI uri = URI.create(text.replace(TOKEN, ANY_TOKEN));
    return uri.getScheme() + "://" + uri.getAuthority();
  }
}
