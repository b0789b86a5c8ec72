package io.pumpwatch.jobs.input.format;

import com.fasterxml.jackson.databind.JsonNode;
import io.pumpwatch.event.EventType;
import io.pumpwatch.event.FraudRefusal;
import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.jobs.input.format.ReceiptRows.Outcome;
import io.pumpwatch.jobs.input.format.field.DestinationNumber;
import io.pumpwatch.jobs.input.format.field.JsonFields;
import io.pumpwatch.jobs.input.format.field.LogTime;
import io.pumpwatch.jobs.input.format.field.MicroUsd;
import io.pumpwatch.jobs.input.format.field.NetworkCode;
import io.pumpwatch.jobs.input.format.framing.LogRecord;
import io.pumpwatch.jobs.input.format.framing.MalformedRecord;
import java.math.BigDecimal;
import java.util.List;

/**
 * Delivery reports of Infobip, each of a list of {@code results} or alone (Infobip: "Receive
 * outbound SMS message report", "Message status codes").
 *
 * <p>A message has one final report, which gives {@code sent} at {@code sentAt} and the outcome at
 * {@code doneAt}. Reports of the group {@code PENDING}, and of delivery to the operator, are on the
 * way there and give nothing: the final one comes, if only when the message expires. What Infobip
 * rejected never left, and is not charged; what it rejected as flooding, or the operator as spam,
 * is {@code blocked}. Only deduplication tells a report that was handed over twice.
 */
final class InfobipFormat implements LogFormat {
  private static final String DELIVERED_TO_OPERATOR = "DELIVERED_TO_OPERATOR";
  private static final String NO_ERROR = "NO_ERROR";
  private static final String PROVIDER = "infobip";

  @Override
  public String name() {
    return "infobip";
  }

  @Override
  public boolean recognises(LogRecord record) {
    JsonNode report = record.objectOrMissing();
    return report.has("messageId")
        && report.has("to")
        && report.has("sentAt")
        && report.path("status").has("groupName");
  }

  @Override
  public List<LogRow> decode(LogRecord record) throws MalformedRecord {
    JsonNode report = record.object();
    if (!recognises(record)) {
      throw new MalformedRecord("it has no messageId, to, sentAt and status with a groupName");
    }
    JsonNode status = report.path("status");
    String group = status.path("groupName").asText();
    String name = JsonFields.text(status, "name");
    if (group.equals("PENDING") || DELIVERED_TO_OPERATOR.equals(name)) {
      return List.of();
    }
    String error = error(report);
    EventType type = isFraud(name, error) ? EventType.BLOCKED : type(group);
    long sentAt = LogTime.iso(JsonFields.text(report, "sentAt"));
    String doneAt = JsonFields.text(report, "doneAt");
    Outcome outcome =
        new Outcome(
            type,
            doneAt == null ? sentAt : LogTime.iso(doneAt),
            type == EventType.DELIVERED ? null : error != null ? error : name);
    int segments = JsonFields.segments(JsonFields.first(report, "messageCount", "smsCount"));
    SmsEvent.Builder event =
        SmsEvent.ofMicros(sentAt, type)
            .provider(PROVIDER)
            .messageId(JsonFields.text(report, "messageId"))
            .destination(DestinationNumber.ofInternational(JsonFields.text(report, "to")))
            .network(NetworkCode.ofDigits(JsonFields.text(report, "mccMnc")))
            .segments(segments)
            .priceMicroUsd(price(report.path("price"), segments));
    TrafficOrigin origin = TrafficOrigin.ofAccount(null, JsonFields.text(report, "from"));
    return type == EventType.DELIVERED || type == EventType.UNDELIVERED
        ? ReceiptRows.sent(event, sentAt, outcome, origin)
        : ReceiptRows.outcome(event, outcome, origin);
  }

  private static boolean isFraud(String status, String error) {
    return FraudRefusal.isCode(PROVIDER, status) || FraudRefusal.isCode(PROVIDER, error);
  }

  private static EventType type(String group) throws MalformedRecord {
    return switch (group) {
      case "DELIVERED" -> EventType.DELIVERED;
      case "UNDELIVERABLE", "EXPIRED" -> EventType.UNDELIVERED;
      case "REJECTED" -> EventType.FAILED;
      default -> throw MalformedRecord.unknown("status group", group);
    };
  }

  private static String error(JsonNode report) {
    String name = JsonFields.text(report.path("error"), "name");
    return NO_ERROR.equals(name) ? null : name;
  }

  private static Long price(JsonNode price, int messages) throws MalformedRecord {
    BigDecimal each = JsonFields.decimal(price.path("pricePerMessage"));
    return MicroUsd.of(
        each == null ? null : each.multiply(BigDecimal.valueOf(messages)),
        JsonFields.text(price, "currency"));
  }
}
