package io.pumpwatch.jobs.alert.webhook;

import io.pumpwatch.jobs.alert.Alert;
import io.pumpwatch.jobs.settings.WebhookSettings;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Posts alerts at least once.
 *
 * <p>Flink's {@code AsyncSinkBase} would do most of it, but while its endpoint is down it empties
 * its buffer within a timer, and no checkpoint completes until it has: an endpoint that is down for
 * longer than a checkpoint may take would fail the job.
 *
 * @param url where to
 * @param settings how
 * @param secrets where what only we and the endpoint know comes from
 */
record WebhookSink(WebhookUrl url, WebhookSettings settings, SecretSource secrets)
    implements Sink<Alert>, SupportsWriterState<Alert, WebhookMessage> {
  private static final long serialVersionUID = 1L;

  @Override
  public StatefulSinkWriter<Alert, WebhookMessage> createWriter(WriterInitContext context) {
    return restoreWriter(context, List.of());
  }

  @Override
  public StatefulSinkWriter<Alert, WebhookMessage> restoreWriter(
      WriterInitContext context, Collection<WebhookMessage> kept) {
    Deque<WebhookMessage> pending = new ArrayDeque<>(kept);
    return new WebhookWriter(
        new WebhookEndpoint(url, secrets.read(), settings.timeout()),
        url,
        settings,
        context.getMailboxExecutor(),
        pending,
        new WebhookMetrics(context.metricGroup(), pending));
  }

  @Override
  public SimpleVersionedSerializer<WebhookMessage> getWriterStateSerializer() {
    return new WebhookMessageSerializer();
  }
}
