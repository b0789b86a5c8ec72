package io.pumpwatch.jobs.input.format;

import com.fasterxml.jackson.databind.JsonNode;
import io.pumpwatch.event.EventType;
import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.jobs.input.format.ReceiptRows.Outcome;
import io.pumpwatch.jobs.input.format.field.CountryCode;
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
 * Message events of AWS End User Messaging SMS, as its event destinations get them (AWS: "Example
 * event data for AWS End User Messaging SMS", "Event types for SMS, MMS, and voice").
 *
 * <p>{@code TEXT_QUEUED} and {@code TEXT_PENDING} are requests. A message has one final event,
 * which gives {@code sent} at the time of the request, and the outcome at its own; whether {@code
 * TEXT_SUCCESSFUL} or {@code TEXT_DELIVERED} is the last depends on the country, so that a {@code
 * TEXT_SUCCESSFUL} that is not final gives nothing: the final one will. A blocked message was not
 * sent. Only deduplication tells apart a message that is both queued and pending, and a final event
 * that comes twice.
 *
 * <p>Events of voice and media messages are skipped.
 */
final class EndUserMessagingFormat implements LogFormat {
  private static final String TEXT = "TEXT_";
  private static final List<String> PREFIXES = List.of(TEXT, "MEDIA_", "VOICE_", "RCS_");

  @Override
  public String name() {
    return "aws-eum";
  }

  @Override
  public boolean recognises(LogRecord record) {
    JsonNode event = record.objectOrMissing();
    String type = event.path("eventType").asText();
    return event.has("eventTimestamp")
        && event.has("messageId")
        && PREFIXES.stream().anyMatch(type::startsWith);
  }

  @Override
  public List<LogRow> decode(LogRecord record) throws MalformedRecord {
    JsonNode json = record.object();
    if (!recognises(record)) {
      throw new MalformedRecord("it has no eventType of a message, eventTimestamp and messageId");
    }
    String type = json.path("eventType").asText();
    if (!type.startsWith(TEXT)) {
      return List.of();
    }
    String status = type.substring(TEXT.length());
    long time = LogTime.any(json.path("eventTimestamp"));
    SmsEvent.Builder event = event(json, time);
    TrafficOrigin origin =
        TrafficOrigin.ofAccount(
            JsonFields.text(record.container(), "account", "owner"),
            JsonFields.text(json, "originationPhoneNumber"));
    return switch (status) {
      case "QUEUED", "PENDING" ->
          ReceiptRows.outcome(event, new Outcome(EventType.REQUESTED, time, null), origin);
      case "SUCCESSFUL" ->
          json.path("isFinal").asBoolean(true)
              ? ReceiptRows.outcome(
                  event, new Outcome(EventType.SENT, requestTime(json, time), null), origin)
              : List.of();
      case "DELIVERED" ->
          ReceiptRows.sent(
              event, requestTime(json, time), new Outcome(EventType.DELIVERED, time, null), origin);
      case "BLOCKED", "CARRIER_BLOCKED", "PROTECT_BLOCKED", "SPAM" ->
          ReceiptRows.outcome(event, new Outcome(EventType.BLOCKED, time, status), origin);
      case "INVALID",
          "INVALID_MESSAGE",
          "UNREACHABLE",
          "CARRIER_UNREACHABLE",
          "TTL_EXPIRED",
          "UNKNOWN" ->
          ReceiptRows.sent(
              event,
              requestTime(json, time),
              new Outcome(EventType.UNDELIVERED, time, status),
              origin);
      default -> throw MalformedRecord.unknown("eventType", type);
    };
  }

  private static SmsEvent.Builder event(JsonNode json, long time) throws MalformedRecord {
    return SmsEvent.ofMicros(time, EventType.SENT)
        .provider("aws_eum")
        .messageId(JsonFields.text(json, "messageId"))
        .destination(DestinationNumber.of(JsonFields.text(json, "destinationPhoneNumber")))
        .country(CountryCode.of(JsonFields.text(json, "isoCountryCode")))
        .network(network(json))
        .segments(JsonFields.segments(json.path("totalMessageParts")))
        .priceMicroUsd(price(json));
  }

  private static long requestTime(JsonNode json, long otherwise) throws MalformedRecord {
    JsonNode time = json.path("messageRequestTimestamp");
    return time.isValueNode() && !time.isNull() ? LogTime.any(time) : otherwise;
  }

  private static String network(JsonNode json) {
    String mcc = JsonFields.text(json, "mcc");
    String mnc = JsonFields.text(json, "mnc");
    return mcc == null || mnc == null ? null : NetworkCode.of(mcc + "-" + mnc);
  }

  /** Carriers' fees are billed beside the price. */
  private static Long price(JsonNode json) throws MalformedRecord {
    BigDecimal price = JsonFields.decimal(json.path("totalMessagePrice"));
    BigDecimal fee = JsonFields.decimal(json.path("totalCarrierFee"));
    if (price == null) {
      return null;
    }
    return MicroUsd.of(fee == null ? price : price.add(fee));
  }
}
