package io.pumpwatch.jobs.alert.webhook;

import io.pumpwatch.jobs.alert.webhook.WebhookReply.Outcome;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * Posts messages to an endpoint, one attempt at a time. Redirects are not followed: an endpoint
 * must not have us post elsewhere, with its token and from where we stand.
 */
final class WebhookEndpoint {
  private static final Set<Integer> REJECTIONS = Set.of(400, 413, 422);
  private static final Duration LONGEST_REQUESTED_PAUSE = Duration.ofHours(1);

  private final HttpClient client;
  private final URI uri;
  private final Optional<String> authorization;
  private final Optional<byte[]> signingKey;
  private final Duration timeout;

  WebhookEndpoint(WebhookUrl url, WebhookSecrets secrets, Duration timeout) {
    this.client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(timeout)
            .build();
    this.uri = url.with(secrets.token().orElse(""));
    this.authorization =
        url.holdsToken() ? Optional.empty() : secrets.token().map(token -> "Bearer " + token);
    this.signingKey = secrets.signingKey();
    this.timeout = timeout;
  }

  /** Posts it once; never completes exceptionally. */
  CompletableFuture<WebhookReply> post(WebhookMessage message) {
    Instant now = Instant.now();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .timeout(timeout)
            .header("Content-Type", "application/json")
            .header("User-Agent", "Pumpwatch")
            .header("webhook-id", message.id())
            .header("webhook-timestamp", Long.toString(now.getEpochSecond()))
            .POST(BodyPublishers.ofByteArray(message.body()));
    authorization.ifPresent(value -> request.header("Authorization", value));
    signingKey.ifPresent(
        key -> request.header("webhook-signature", WebhookSignature.of(message, now, key)));
    CompletableFuture<HttpResponse<Void>> exchange =
        client.sendAsync(request.build(), BodyHandlers.discarding());
    // The request's own timeout ends with the headers; a body may take for ever.
    return exchange
        .copy()
        .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .handle(
            (response, failure) -> {
              exchange.cancel(true);
              return failure == null ? reply(response) : failed(failure);
            });
  }

  private static WebhookReply failed(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return new WebhookReply(Outcome.UNAVAILABLE, cause.getClass().getSimpleName(), Duration.ZERO);
  }

  private static WebhookReply reply(HttpResponse<?> response) {
    int status = response.statusCode();
    Outcome outcome =
        status / 100 == 2
            ? Outcome.DELIVERED
            : REJECTIONS.contains(status) ? Outcome.REJECTED : Outcome.UNAVAILABLE;
    return new WebhookReply(
        outcome,
        "status " + status,
        response
            .headers()
            .firstValue("Retry-After")
            .map(WebhookEndpoint::pause)
            .orElse(Duration.ZERO));
  }

  /** Seconds, or a date of HTTP; what is neither asks for nothing. */
  private static Duration pause(String retryAfter) {
    Duration asked;
    try {
      asked =
          retryAfter.matches("[0-9]{1,9}")
              ? Duration.ofSeconds(Long.parseLong(retryAfter))
              : Duration.between(
                  Instant.now(),
                  ZonedDateTime.parse(retryAfter, DateTimeFormatter.RFC_1123_DATE_TIME)
                      .toInstant());
    } catch (DateTimeException e) {
      return Duration.ZERO;
    }
    if (asked.isNegative()) {
      return Duration.ZERO;
    }
    return asked.compareTo(LONGEST_REQUESTED_PAUSE) < 0 ? asked : LONGEST_REQUESTED_PAUSE;
  }
}
