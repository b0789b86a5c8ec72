package io.pumpwatch.jobs.alert.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.pumpwatch.finding.Finding;
import io.pumpwatch.jobs.alert.Alert;
import io.pumpwatch.jobs.alert.DetectionFinding;
import io.pumpwatch.jobs.output.LogText;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * An alert as a line in a chat, {@code {"text": …}}: Slack, Mattermost, Rocket.Chat, Google Chat
 * and others take it. An attacker chooses flows and identities, so text that a chat would take for
 * a mention, a link or markup is made inert.
 */
final class ChatMessage {
  private static final JsonMapper JSON = new JsonMapper();

  private ChatMessage() {}

  static byte[] json(Alert alert) {
    try {
      return JSON.writeValueAsString(Map.of("text", text(alert))).getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(Alert alert) {
    Finding finding = alert.finding();
    return String.join(
        "\n",
        inert(heading(alert) + ", " + finding.severity().word() + ", tenant " + finding.tenant()),
        inert(finding.explanation()),
        inert("To do: " + finding.recommendedAction()),
        inert("Finding " + finding.findingId() + ", incident " + finding.incidentId()));
  }

  private static String heading(Alert alert) {
    String title = DetectionFinding.title(alert.finding());
    return switch (alert.activity()) {
      case CREATE -> title;
      case UPDATE -> (alert.finding().alerting() ? "Goes on: " : "No alert any more: ") + title;
      case CLOSE -> "Over: " + title;
    };
  }

  /** Entities as Slack asks for them; a mention, a link and markup lose what makes them one. */
  private static String inert(String text) {
    return LogText.shown(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("@", "＠")
        .replace("://", "[:]//")
        .replace("](", "] (")
        .replace("www.", "www[.]")
        .replace('*', '∗')
        .replace('~', '∼')
        .replace('`', 'ˋ');
  }
}
