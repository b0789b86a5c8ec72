package io.pumpwatch.jobs.input.format;

import com.fasterxml.jackson.databind.JsonNode;
import io.pumpwatch.event.EventType;
import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.jobs.input.format.ReceiptRows.Outcome;
import io.pumpwatch.jobs.input.format.field.DestinationNumber;
import io.pumpwatch.jobs.input.format.field.JsonFields;
import io.pumpwatch.jobs.input.format.field.LogTime;
import io.pumpwatch.jobs.input.format.field.MicroUsd;
import io.pumpwatch.jobs.input.format.field.NetworkCode;
import io.pumpwatch.jobs.input.format.framing.LogRecord;
import io.pumpwatch.jobs.input.format.framing.MalformedRecord;
import java.util.List;

/**
 * Delivery status of Amazon SNS text messages, as CloudWatch Logs holds it under {@code
 * sns/<region>/<account>/DirectPublishToPhoneNumber[/Failure]} (AWS: "Amazon SNS message delivery
 * status", "Viewing CloudWatch metrics and logs for SMS deliveries").
 *
 * <p>A record is two events: {@code sent} when it was published, and {@code delivered} or {@code
 * undelivered} when the carrier or the handset answered. The price is on {@code sent} alone.
 */
final class SnsDeliveryFormat implements LogFormat {
  private static final String PROVIDER = "aws_sns";

  /** Where the log group says what the record does not. */
  private record LogGroup(String region, String account) {
    static LogGroup of(LogRecord record) {
      String name = record.container().path("logGroup").asText();
      String[] parts = name.split("/", -1);
      return parts.length >= 4 && parts[0].equals("sns")
          ? new LogGroup(parts[1], parts[2])
          : new LogGroup(null, JsonFields.text(record.container(), "owner"));
    }
  }

  @Override
  public String name() {
    return "sns-delivery";
  }

  @Override
  public boolean recognises(LogRecord record) {
    JsonNode object = record.objectOrMissing();
    return object.path("notification").isObject()
        && object.path("delivery").isObject()
        && object.has("status");
  }

  @Override
  public List<LogRow> decode(LogRecord record) throws MalformedRecord {
    JsonNode object = record.object();
    JsonNode notification = object.path("notification");
    JsonNode delivery = object.path("delivery");
    if (!notification.isObject() || !delivery.isObject()) {
      throw new MalformedRecord("it has no notification and delivery");
    }
    EventType type = outcome(object.path("status").asText());
    long sentAt = LogTime.sns(JsonFields.text(notification, "timestamp"));
    LogGroup group = LogGroup.of(record);
    SmsEvent.Builder event =
        SmsEvent.ofMicros(sentAt, EventType.SENT)
            .provider(PROVIDER)
            .region(group.region())
            .messageId(JsonFields.text(notification, "messageId"))
            .destination(DestinationNumber.of(JsonFields.text(delivery, "destination")))
            .network(network(delivery))
            .segments(JsonFields.segments(delivery.path("numberOfMessageParts")))
            .priceMicroUsd(price(delivery.path("priceInUSD")));
    Outcome outcome =
        new Outcome(
            type,
            LogTime.plusMillis(sentAt, dwellMillis(delivery)),
            type == EventType.UNDELIVERED ? JsonFields.text(delivery, "providerResponse") : null);
    TrafficOrigin origin =
        TrafficOrigin.ofAccount(group.account(), JsonFields.text(record.container(), "logGroup"));
    return ReceiptRows.sent(event, sentAt, outcome, origin);
  }

  private static EventType outcome(String status) throws MalformedRecord {
    return switch (status) {
      case "SUCCESS" -> EventType.DELIVERED;
      case "FAILURE" -> EventType.UNDELIVERED;
      default -> throw new MalformedRecord("its status is neither SUCCESS nor FAILURE");
    };
  }

  /** Both codes are whole numbers, zero where unknown. */
  private static String network(JsonNode delivery) {
    Integer mcc = JsonFields.integer(delivery.path("mcc"));
    Integer mnc = JsonFields.integer(delivery.path("mnc"));
    return mcc == null || mnc == null ? null : NetworkCode.of(mcc, mnc);
  }

  private static Long price(JsonNode dollars) throws MalformedRecord {
    return dollars.isNumber() ? (Long) MicroUsd.of(dollars.decimalValue()) : null;
  }

  private static long dwellMillis(JsonNode delivery) {
    JsonNode dwell = JsonFields.first(delivery, "dwellTimeMsUntilDeviceAck", "dwellTimeMs");
    return Math.max(0, dwell.asLong(0));
  }
}
