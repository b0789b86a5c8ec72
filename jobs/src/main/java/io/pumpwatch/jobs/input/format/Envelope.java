package io.pumpwatch.jobs.input.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.pumpwatch.jobs.input.format.field.JsonFields;
import io.pumpwatch.jobs.input.format.framing.LogRecord;
import java.util.Base64;
import java.util.Optional;

/**
 * What carriers wrap around one record: EventBridge ({@code detail}), a log event of CloudWatch
 * ({@code message}, a text), a notification of SNS ({@code Message}, a text), and the compressed
 * batch that a CloudWatch subscription hands on ({@code awslogs.data}, or a line of base64).
 */
final class Envelope {
  /** The first bytes of gzip, as base64. */
  private static final String GZIP_IN_BASE64 = "H4sI";

  private Envelope() {}

  /** The record inside; empty where there is no envelope. */
  static Optional<LogRecord> open(LogRecord record) {
    JsonNode object = record.objectOrMissing();
    if (object.path("detail").isObject()) {
      return Optional.of(record.holding(object.path("detail")));
    }
    JsonNode message = message(object);
    return message.isTextual()
        ? Optional.of(record.holding(message.textValue()))
        : Optional.empty();
  }

  private static JsonNode message(JsonNode object) {
    if ("Notification".equals(object.path("Type").asText())) {
      return object.path("Message");
    }
    return object.has("timestamp") ? object.path("message") : MissingNode.getInstance();
  }

  /** The gzip bytes of the batch inside; empty where there is none. */
  static Optional<byte[]> batch(LogRecord record) {
    String data =
        record.isObject()
            ? JsonFields.text(record.objectOrMissing().path("awslogs"), "data")
            : record.text();
    if (data == null || !data.startsWith(GZIP_IN_BASE64)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Base64.getDecoder().decode(data.strip()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Whether CloudWatch wrote the record to test a subscription. */
  static boolean isControlMessage(LogRecord record) {
    return "CONTROL_MESSAGE".equals(record.container().path("messageType").asText());
  }
}
