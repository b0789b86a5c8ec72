package io.pumpwatch.jobs.alert.webhook;

import io.pumpwatch.finding.Finding;
import io.pumpwatch.jobs.alert.Alert;
import io.pumpwatch.jobs.alert.Announcements;
import io.pumpwatch.jobs.settings.WebhookSettings;
import io.pumpwatch.jobs.settings.WebhookSettings.Body;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * An endpoint that alerts are posted to: a request for each {@link Alert}, those of a finding in
 * the order of its revisions.
 *
 * @param url where it is
 * @param settings how alerts are posted
 * @param secrets where what only we and the endpoint know comes from
 */
public record AlertWebhook(WebhookUrl url, WebhookSettings settings, SecretSource secrets) {

  /** What keeps alerts from being posted as asked; nothing is asked of the endpoint. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (url.isPlaintextBeyondThisMachine() && !settings.allowPlaintext()) {
      problems.add(
          "--alerts-webhook must be https: alerts would go over the network for all to read;"
              + " alerts.webhook.allow-plaintext allows it");
    }
    try {
      WebhookSecrets known = secrets.read();
      if (settings.body() == Body.OCSF && known.signingKey().isEmpty()) {
        problems.add(
            "--alerts-webhook needs "
                + WebhookSecrets.SECRET
                + " in the environment: requests are signed with it, unless alerts.webhook.body is"
                + " chat");
      }
      if (url.holdsToken() && known.token().isEmpty()) {
        problems.add(
            "--alerts-webhook has "
                + WebhookUrl.TOKEN
                + " in it, but "
                + WebhookSecrets.TOKEN
                + " is not in the environment");
      }
    } catch (IllegalArgumentException e) {
      problems.add(e.getMessage());
    }
    return problems;
  }

  /**
   * Attaches it to the revisions of findings. What is announced is decided apart from the topic, so
   * that either can be had without the other's state.
   *
   * @param findings the revisions of each finding in their order
   */
  public void attach(DataStream<Finding> findings) {
    findings
        .keyBy(Finding::findingId, Types.STRING)
        .process(new Announcements(), TypeInformation.of(Alert.class))
        .setParallelism(1)
        .name("webhook-announcements")
        .uid("webhook-announcements")
        .sinkTo(new WebhookSink(url, settings, secrets))
        .setParallelism(1)
        .name("alert-webhook")
        .uid("alert-webhook");
  }
}
