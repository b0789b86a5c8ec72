package io.pumpwatch.jobs.input.format;

import io.pumpwatch.event.EventType;
import io.pumpwatch.event.FraudRefusal;
import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.jobs.input.format.ReceiptRows.Outcome;
import io.pumpwatch.jobs.input.format.field.JsonFields;
import io.pumpwatch.jobs.input.format.field.LogTime;
import io.pumpwatch.jobs.input.format.field.LooseFields;
import io.pumpwatch.jobs.input.format.field.MicroUsd;
import io.pumpwatch.jobs.input.format.framing.LogRecord;
import io.pumpwatch.jobs.input.format.framing.MalformedRecord;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;

/**
 * Messages as Twilio's API lists them and its console exports them: JSON pages, lists and single
 * objects, or CSV (Twilio: "Messages resource"). The names are spelled in as many ways.
 *
 * <p>A message that was sent gives {@code sent} at {@code date_sent}, and what became of it at
 * {@code date_updated}, or at {@code date_sent} where an export leaves that out. One that failed
 * never left, and one that Twilio blocked for suspected pumping was refused; they give that alone.
 * Messages received, and those that are still on their way to being sent, give nothing.
 *
 * <p>The price is written below zero, and null until billed.
 */
final class TwilioMessagesFormat implements LogFormat {
  private static final Set<String> FIELDS = Set.of("sid", "status", "to");
  private static final String[] SENT_AT = {"datesent", "sentdate", "datecreated"};
  private static final String NO_ERROR = "0";

  @Override
  public String name() {
    return "twilio-messages";
  }

  @Override
  public boolean recognises(LogRecord record) {
    if (!record.isObject()) {
      return false;
    }
    LooseFields fields = LooseFields.of(record.objectOrMissing());
    String sid = fields.text("sid");
    return fields.has(FIELDS)
        && fields.text(SENT_AT) != null
        && sid != null
        && (sid.startsWith("SM") || sid.startsWith("MM"));
  }

  @Override
  public boolean recognisesTable(Set<String> columns) {
    Set<String> names = LooseFields.names(columns);
    return names.containsAll(FIELDS) && (names.contains("datesent") || names.contains("sentdate"));
  }

  @Override
  public List<LogRow> decode(LogRecord record) throws MalformedRecord {
    LooseFields fields = LooseFields.of(record.object());
    if (!fields.has(FIELDS)) {
      throw new MalformedRecord("it has no sid, status and to");
    }
    String direction = fields.text("direction");
    if (direction != null && direction.startsWith("inbound")) {
      return List.of();
    }
    String code = fields.text("errorcode");
    String error = NO_ERROR.equals(code) ? null : code;
    boolean blocked = FraudRefusal.isCode(TwilioEventsFormat.PROVIDER, error);
    String status = fields.text("status");
    if (status == null) {
      throw new MalformedRecord("its status is empty");
    }
    return switch (status) {
      case "accepted", "scheduled", "queued", "sending", "canceled", "receiving", "received" ->
          List.of();
      case "sent" -> notYetKnown(fields);
      case "delivered", "read", "partially_delivered" ->
          outcome(fields, EventType.DELIVERED, error);
      case "undelivered" ->
          outcome(fields, blocked ? EventType.BLOCKED : EventType.UNDELIVERED, error);
      case "failed" -> outcome(fields, blocked ? EventType.BLOCKED : EventType.FAILED, error);
      default -> throw MalformedRecord.unknown("status", status);
    };
  }

  private static List<LogRow> notYetKnown(LooseFields fields) throws MalformedRecord {
    Outcome sent = new Outcome(EventType.SENT, time(fields.text(SENT_AT)), null);
    return ReceiptRows.outcome(event(fields), sent, origin(fields));
  }

  private static List<LogRow> outcome(LooseFields fields, EventType type, String error)
      throws MalformedRecord {
    long sentAt = time(fields.text(SENT_AT));
    String updated = fields.text("dateupdated");
    Outcome outcome = new Outcome(type, updated == null ? sentAt : time(updated), error);
    boolean left = type == EventType.DELIVERED || type == EventType.UNDELIVERED;
    return left
        ? ReceiptRows.sent(event(fields), sentAt, outcome, origin(fields))
        : ReceiptRows.outcome(event(fields), outcome, origin(fields));
  }

  private static SmsEvent.Builder event(LooseFields fields) throws MalformedRecord {
    TwilioChannel to = TwilioChannel.ofAddress(fields.text("to"));
    return SmsEvent.ofMicros(0, EventType.SENT)
        .provider(TwilioEventsFormat.PROVIDER)
        .messageId(fields.text("sid"))
        .identity(fields.text("accountsid"))
        .channel(to.channel())
        .destination(to.destination())
        .segments(JsonFields.segments(fields.value("numsegments")))
        .priceMicroUsd(price(fields));
  }

  private static TrafficOrigin origin(LooseFields fields) {
    return TrafficOrigin.ofAccount(fields.text("accountsid"), fields.text("messagingservicesid"));
  }

  private static Long price(LooseFields fields) throws MalformedRecord {
    BigDecimal price = JsonFields.decimal(fields.value("price"));
    return MicroUsd.of(price == null ? null : price.abs(), fields.text("priceunit"));
  }

  /** RFC 2822 in the API, ISO 8601 in exports. */
  private static long time(String text) throws MalformedRecord {
    boolean iso = text == null || Character.isDigit(text.charAt(0));
    return iso
        ? LogTime.iso(text)
        : LogTime.of(text, DateTimeFormatter.RFC_1123_DATE_TIME, ZoneOffset.UTC);
  }
}
