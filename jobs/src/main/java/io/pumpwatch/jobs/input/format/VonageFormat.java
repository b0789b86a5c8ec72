package io.pumpwatch.jobs.input.format;

import com.fasterxml.jackson.databind.JsonNode;
import io.pumpwatch.event.EventType;
import io.pumpwatch.event.FraudRefusal;
import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.jobs.input.format.ReceiptRows.Outcome;
import io.pumpwatch.jobs.input.format.field.DestinationNumber;
import io.pumpwatch.jobs.input.format.field.JsonFields;
import io.pumpwatch.jobs.input.format.field.LogTime;
import io.pumpwatch.jobs.input.format.field.NetworkCode;
import io.pumpwatch.jobs.input.format.framing.LogRecord;
import io.pumpwatch.jobs.input.format.framing.MalformedRecord;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Delivery receipts of Vonage's SMS API, as JSON or as GET requests (Vonage: "Delivery receipts").
 * {@code msisdn} is the recipient, {@code to} the sender.
 *
 * <p>A message has one final receipt, which gives {@code sent} and the outcome; {@code accepted}
 * and {@code buffered} are on the way there and give nothing. The outcome is at {@code
 * message-timestamp}; nothing tells the time of sending but {@code scts}, by the carrier's clock
 * and to the minute, which is taken where it is before the outcome and within the 72 hours that a
 * receipt may take. Receipts that carriers or Vonage refused as spam or fraud are {@code blocked},
 * and were not sent. Only deduplication tells a receipt that was handed over twice.
 *
 * <p>The price is in the currency of the account, which the receipt does not name: it is not taken.
 */
final class VonageFormat implements LogFormat {
  private static final Set<String> ON_THE_WAY = Set.of("accepted", "buffered");

  private static final String PROVIDER = "vonage";

  private static final String NO_ERROR = "0";
  private static final long LONGEST_DELIVERY_MICROS = TimeUnit.HOURS.toMicros(72);

  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss[ XX][ XXX]", Locale.ROOT);
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuMMddHHmm", Locale.ROOT);

  @Override
  public String name() {
    return "vonage";
  }

  @Override
  public boolean recognises(LogRecord record) {
    return isReceipt(DeliveryReceipts.fields(record));
  }

  @Override
  public List<LogRow> decode(LogRecord record) throws MalformedRecord {
    JsonNode receipt = DeliveryReceipts.fields(record);
    if (!isReceipt(receipt)) {
      if (DeliveryReceipts.isRequest(record)) {
        return List.of();
      }
      throw new MalformedRecord("it has no msisdn, messageId and status");
    }
    String status = receipt.path("status").asText();
    if (ON_THE_WAY.contains(status)) {
      return List.of();
    }
    String error = error(receipt);
    Outcome outcome = new Outcome(type(status, error), outcomeTime(receipt), error);
    String account = JsonFields.text(receipt, "api-key");
    SmsEvent.Builder event =
        SmsEvent.ofMicros(0, outcome.type())
            .provider(PROVIDER)
            .messageId(JsonFields.text(receipt, "messageId", "message-id"))
            .identity(account)
            .destination(DestinationNumber.ofInternational(JsonFields.text(receipt, "msisdn")))
            .network(NetworkCode.ofDigits(JsonFields.text(receipt, "network-code")));
    TrafficOrigin origin = TrafficOrigin.ofAccount(account, JsonFields.text(receipt, "to"));
    return outcome.type() == EventType.BLOCKED
        ? ReceiptRows.outcome(event, outcome, origin)
        : ReceiptRows.sent(event, sentTime(receipt, outcome.timeMicros()), outcome, origin);
  }

  static boolean isReceipt(JsonNode fields) {
    return fields.has("msisdn")
        && fields.has("status")
        && (fields.has("messageId") || fields.has("message-id"));
  }

  private static EventType type(String status, String error) throws MalformedRecord {
    if (FraudRefusal.isCode(PROVIDER, error) && !status.equals("delivered")) {
      return EventType.BLOCKED;
    }
    return switch (status) {
      case "delivered" -> EventType.DELIVERED;
      case "expired", "unknown" -> EventType.UNDELIVERED;
      case "failed", "rejected" -> EventType.FAILED;
      default -> throw MalformedRecord.unknown("status", status);
    };
  }

  private static String error(JsonNode receipt) {
    String code = JsonFields.text(receipt, "err-code");
    return NO_ERROR.equals(code) ? null : code;
  }

  private static long outcomeTime(JsonNode receipt) throws MalformedRecord {
    String timestamp = JsonFields.text(receipt, "message-timestamp");
    return timestamp != null
        ? LogTime.of(timestamp, TIMESTAMP, ZoneOffset.UTC)
        : LogTime.of(JsonFields.text(receipt, "scts"), MINUTE, ZoneOffset.UTC);
  }

  private static long sentTime(JsonNode receipt, long outcomeTime) throws MalformedRecord {
    String scts = JsonFields.text(receipt, "scts");
    if (scts == null) {
      return outcomeTime;
    }
    long time = LogTime.of(scts, MINUTE, ZoneOffset.UTC);
    return time <= outcomeTime && outcomeTime - time <= LONGEST_DELIVERY_MICROS
        ? time
        : outcomeTime;
  }
}
