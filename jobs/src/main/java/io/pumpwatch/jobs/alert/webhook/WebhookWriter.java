package io.pumpwatch.jobs.alert.webhook;

import io.pumpwatch.jobs.alert.Alert;
import io.pumpwatch.jobs.alert.webhook.WebhookReply.Outcome;
import io.pumpwatch.jobs.settings.WebhookSettings;
import io.pumpwatch.jobs.settings.WebhookSettings.Outage;
import java.io.IOException;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.util.function.ThrowingRunnable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts messages one after the other, in their order. What waits is in the checkpoint, so a
 * checkpoint waits for nothing; only where the buffer is full, and at the end of the input, does
 * the task wait for the endpoint.
 *
 * <p>All of it happens in the task's thread, except for the request itself and the pauses.
 */
final class WebhookWriter implements StatefulSinkWriter<Alert, WebhookMessage> {
  private static final Logger LOG = LoggerFactory.getLogger(WebhookWriter.class);
  private static final String MAIL = "alert webhook";

  private final WebhookEndpoint endpoint;
  private final String url;
  private final WebhookSettings settings;
  private final MailboxExecutor mailbox;
  private final WebhookMetrics metrics;
  private final WebhookPauses pauses;
  private final Deque<WebhookMessage> pending;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "alert-webhook-pauses");
            thread.setDaemon(true);
            return thread;
          });

  private boolean busy;
  private long earliestNanos = System.nanoTime();

  /** When waiting for the endpoint began, once it failed; 0 while it works. */
  private long failingSinceNanos;

  private String lastFailure;

  WebhookWriter(
      WebhookEndpoint endpoint,
      WebhookUrl url,
      WebhookSettings settings,
      MailboxExecutor mailbox,
      Deque<WebhookMessage> pending,
      WebhookMetrics metrics) {
    this.endpoint = endpoint;
    this.url = url.toString();
    this.settings = settings;
    this.mailbox = mailbox;
    this.metrics = metrics;
    this.pauses = new WebhookPauses(settings.firstPause(), settings.longestPause());
    this.pending = pending;
    postNext();
  }

  @Override
  public void write(Alert alert, Context context) throws IOException, InterruptedException {
    awaitAtMost(settings.buffer() - 1);
    pending.add(WebhookMessage.of(alert, settings.body()));
    postNext();
  }

  /** A checkpoint holds what waits; the end of the input has nothing that would. */
  @Override
  public void flush(boolean endOfInput) throws IOException, InterruptedException {
    if (endOfInput) {
      awaitAtMost(0);
    }
  }

  @Override
  public List<WebhookMessage> snapshotState(long checkpoint) {
    return List.copyOf(pending);
  }

  private void awaitAtMost(int waiting) throws IOException, InterruptedException {
    while (pending.size() > waiting) {
      if (isPatienceOver()) {
        giveUp();
      } else {
        mailbox.yield();
      }
    }
  }

  private boolean isPatienceOver() {
    return failingSinceNanos != 0
        && System.nanoTime() - failingSinceNanos >= settings.patience().toNanos();
  }

  private void giveUp() throws IOException {
    if (settings.outage() == Outage.FAIL) {
      throw new IOException(
          url + " took no alert for too long (" + lastFailure + "): " + pending.size() + " wait");
    }
    metrics.dropped();
    LOG.error("gave up alert {}: {} takes none ({})", pending.remove().id(), url, lastFailure);
  }

  private void postNext() {
    if (busy || pending.isEmpty()) {
      return;
    }
    busy = true;
    WebhookMessage message = pending.peek();
    clock.schedule(
        () -> endpoint.post(message).thenAccept(reply -> mail(() -> answered(message, reply))),
        Math.max(0, earliestNanos - System.nanoTime()),
        TimeUnit.NANOSECONDS);
  }

  private void mail(ThrowingRunnable<RuntimeException> letter) {
    try {
      mailbox.execute(letter, MAIL);
    } catch (RejectedExecutionException taskIsOver) {
      LOG.debug("an answer came after the end", taskIsOver);
    }
  }

  private void answered(WebhookMessage message, WebhookReply reply) {
    busy = false;
    earliestNanos = System.nanoTime() + rateLimitNanos();
    if (reply.outcome() == Outcome.UNAVAILABLE) {
      tryAgain(reply);
    } else {
      settled(message, reply);
    }
    postNext();
  }

  private void settled(WebhookMessage message, WebhookReply reply) {
    failingSinceNanos = 0;
    pauses.reset();
    // It may have been given up while it was on its way.
    if (pending.peek() == message) {
      pending.remove();
    }
    if (reply.outcome() == Outcome.DELIVERED) {
      metrics.delivered();
    } else {
      metrics.rejected();
      LOG.error("{} rejected alert {} for good ({})", url, message.id(), reply.reason());
    }
  }

  private void tryAgain(WebhookReply reply) {
    long now = System.nanoTime();
    lastFailure = reply.reason();
    Duration pause = pauses.next();
    if (reply.pause().compareTo(pause) > 0) {
      pause = reply.pause();
    }
    if (failingSinceNanos == 0) {
      failingSinceNanos = now;
      LOG.warn("{} takes no alert ({}); trying again", url, lastFailure);
      // Whoever waits is to see that patience is over, also where the next attempt is far off.
      clock.schedule(() -> mail(() -> {}), settings.patience().toNanos(), TimeUnit.NANOSECONDS);
    }
    earliestNanos = Math.max(earliestNanos, now + pause.toNanos());
    metrics.retried(pause);
  }

  private long rateLimitNanos() {
    return (long) (TimeUnit.SECONDS.toNanos(1) / settings.requestsPerSecond());
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
