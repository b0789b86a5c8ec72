package io.pumpwatch.jobs.input.format;

import com.fasterxml.jackson.databind.JsonNode;
import io.pumpwatch.event.EventType;
import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.jobs.input.format.ReceiptRows.Outcome;
import io.pumpwatch.jobs.input.format.field.DestinationNumber;
import io.pumpwatch.jobs.input.format.field.JsonFields;
import io.pumpwatch.jobs.input.format.field.LogTime;
import io.pumpwatch.jobs.input.format.framing.LogRecord;
import io.pumpwatch.jobs.input.format.framing.MalformedRecord;
import java.util.List;

/**
 * Delivery reports of Azure Communication Services from Event Grid, in its own schema or as
 * CloudEvents, one or a list (Microsoft: "Azure Communication Services as an Event Grid source").
 *
 * <p>A report gives its outcome alone: the operational log tells of the sending, and {@code
 * messageId} joins the two. Other events of the service, and those by which a subscription is
 * validated, are skipped.
 */
final class SmsDeliveryReportFormat implements LogFormat {
  private static final List<String> PREFIXES =
      List.of("Microsoft.Communication.", "Microsoft.EventGrid.");
  private static final String REPORT = "Microsoft.Communication.SMSDeliveryReportReceived";

  @Override
  public String name() {
    return "acs-delivery";
  }

  @Override
  public boolean recognises(LogRecord record) {
    String type = type(record.objectOrMissing());
    return PREFIXES.stream().anyMatch(type::startsWith);
  }

  @Override
  public List<LogRow> decode(LogRecord record) throws MalformedRecord {
    JsonNode json = record.object();
    if (!recognises(record)) {
      throw new MalformedRecord("its type is no event of Azure Communication Services");
    }
    if (!REPORT.equals(type(json))) {
      return List.of();
    }
    JsonNode data = json.path("data");
    String status = JsonFields.text(data, "deliveryStatus");
    if (status == null) {
      throw new MalformedRecord("it has no data with a deliveryStatus");
    }
    boolean delivered = "Delivered".equalsIgnoreCase(status);
    String details = JsonFields.text(data, "deliveryStatusDetails");
    Outcome outcome =
        new Outcome(
            delivered ? EventType.DELIVERED : EventType.UNDELIVERED,
            LogTime.iso(time(json, data)),
            delivered ? null : details == null ? status : details);
    SmsEvent.Builder event =
        SmsEvent.ofMicros(0, outcome.type())
            .provider("acs")
            .messageId(JsonFields.text(data, "messageId"))
            .destination(DestinationNumber.ofInternational(JsonFields.text(data, "to")))
            .segments(segments(data.path("deliveryAttempts")));
    return ReceiptRows.outcome(
        event, outcome, AzureResource.origin(JsonFields.text(json, "topic", "source")));
  }

  /** An event names its type {@code eventType}, a CloudEvent {@code type}. */
  private static String type(JsonNode event) {
    String type = JsonFields.text(event, "eventType", "type");
    return type == null ? "" : type;
  }

  private static String time(JsonNode event, JsonNode data) {
    String received = JsonFields.text(data, "receivedTimestamp");
    return received != null ? received : JsonFields.text(event, "eventTime", "time");
  }

  private static int segments(JsonNode attempts) {
    JsonNode latest = attempts.path(attempts.size() - 1);
    int succeeded = latest.path("segmentsSucceeded").asInt(0);
    int failed = latest.path("segmentsFailed").asInt(0);
    return (int) Math.max(1, Math.min((long) succeeded + failed, Short.MAX_VALUE));
  }
}
