package io.pumpwatch.jobs.alert.webhook;

import io.pumpwatch.finding.Finding;
import io.pumpwatch.jobs.alert.Alert;
import io.pumpwatch.jobs.alert.DetectionFinding;
import io.pumpwatch.jobs.settings.WebhookSettings.Body;

/**
 * What is posted of an alert.
 *
 * @param id {@code metadata.uid} of the Detection Finding, the same however often it is posted
 * @param body JSON in UTF-8
 */
record WebhookMessage(String id, byte[] body) {

  static WebhookMessage of(Alert alert, Body body) {
    Finding finding = alert.finding();
    return new WebhookMessage(
        DetectionFinding.uid(finding),
        switch (body) {
          case OCSF -> DetectionFinding.json(alert);
          case CHAT -> ChatMessage.json(alert);
        });
  }
}
