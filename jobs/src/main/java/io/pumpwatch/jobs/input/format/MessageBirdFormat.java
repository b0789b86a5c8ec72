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
 * Status reports of MessageBird's SMS API, as GET requests or as JSON (MessageBird: "SMS messaging:
 * handle a status report").
 *
 * <p>Each change of status is reported to the same address, so that the report {@code sent} gives
 * {@code sent}, at its own time, and no other does: the later ones do not tell when that was.
 * {@code scheduled} and {@code buffered} give nothing. Only deduplication tells a report that was
 * handed over twice.
 */
final class MessageBirdFormat implements LogFormat {

  @Override
  public String name() {
    return "messagebird";
  }

  @Override
  public boolean recognises(LogRecord record) {
    return isReceipt(DeliveryReceipts.fields(record));
  }

  @Override
  public List<LogRow> decode(LogRecord record) throws MalformedRecord {
    JsonNode report = DeliveryReceipts.fields(record);
    if (!isReceipt(report)) {
      if (DeliveryReceipts.isRequest(record)) {
        return List.of();
      }
      throw new MalformedRecord("it has no id, recipient, status and statusDatetime");
    }
    String status = report.path("status").asText();
    return switch (status) {
      case "scheduled", "buffered" -> List.of();
      case "sent" -> rows(report, EventType.SENT, null);
      case "delivered" -> rows(report, EventType.DELIVERED, null);
      case "expired", "delivery_failed" -> rows(report, EventType.UNDELIVERED, error(report));
      default -> throw MalformedRecord.unknown("status", status);
    };
  }

  static boolean isReceipt(JsonNode fields) {
    return fields.has("id")
        && fields.has("recipient")
        && fields.has("status")
        && fields.has("statusDatetime");
  }

  private static List<LogRow> rows(JsonNode report, EventType type, String error)
      throws MalformedRecord {
    SmsEvent.Builder event =
        SmsEvent.ofMicros(0, type)
            .provider("messagebird")
            .messageId(JsonFields.text(report, "id"))
            .destination(DestinationNumber.ofInternational(JsonFields.text(report, "recipient")))
            .network(NetworkCode.ofDigits(JsonFields.text(report, "mccmnc")))
            .segments(JsonFields.segments(report.path("messagePartCount")))
            .priceMicroUsd(type == EventType.SENT ? price(report) : null);
    TrafficOrigin origin = TrafficOrigin.ofAccount(null, JsonFields.text(report, "originator"));
    return ReceiptRows.outcome(event, new Outcome(type, time(report), error), origin);
  }

  /** A plus sign that was not escaped reads as a space. */
  private static long time(JsonNode report) throws MalformedRecord {
    String text = JsonFields.text(report, "statusDatetime");
    return LogTime.iso(text == null ? null : text.replace(' ', '+'));
  }

  private static String error(JsonNode report) {
    String error = JsonFields.text(report, "statusErrorCode", "statusReason");
    return error != null ? error : report.path("status").asText();
  }

  /** Queries name the parts of the price in brackets, which JSON may keep. */
  private static Long price(JsonNode report) throws MalformedRecord {
    JsonNode nested = report.path("price");
    JsonNode amount = JsonFields.first(report, "price[amount]");
    String currency = JsonFields.text(report, "price[currency]");
    return MicroUsd.of(
        JsonFields.decimal(amount.isMissingNode() ? nested.path("amount") : amount),
        currency != null ? currency : JsonFields.text(nested, "currency"));
  }
}
