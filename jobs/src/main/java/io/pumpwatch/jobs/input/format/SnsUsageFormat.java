package io.pumpwatch.jobs.input.format;

import com.fasterxml.jackson.databind.JsonNode;
import io.pumpwatch.event.EventType;
import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.jobs.input.format.ReceiptRows.Outcome;
import io.pumpwatch.jobs.input.format.field.DestinationNumber;
import io.pumpwatch.jobs.input.format.field.JsonFields;
import io.pumpwatch.jobs.input.format.field.LogTime;
import io.pumpwatch.jobs.input.format.field.MicroUsd;
import io.pumpwatch.jobs.input.format.framing.LogRecord;
import io.pumpwatch.jobs.input.format.framing.MalformedRecord;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/**
 * Daily usage reports of Amazon SNS, a CSV file of what was billed (AWS: "Subscribing to daily SMS
 * usage reports").
 *
 * <p>A row is two events at the time of publication, the only time in it: {@code sent}, and {@code
 * delivered} or {@code undelivered}. A message of several parts has a row a part. The first stands
 * for the message, its price times the parts, since all parts go the same way; the others are
 * skipped, so that the message counts once and the sum is the bill's. Part 0 is unknown, and such a
 * row stands for itself.
 */
final class SnsUsageFormat implements LogFormat {
  private static final Set<String> COLUMNS =
      Set.of("PublishTimeUTC", "MessageId", "DestinationPhoneNumber", "DeliveryStatus");

  /** How the words of success begin: accepted by the phone, or by its carrier. */
  private static final String ACCEPTED = "Message has been accepted by phone";

  private static final String DELIVERED = "Delivered";

  @Override
  public String name() {
    return "sns-usage";
  }

  @Override
  public boolean recognises(LogRecord record) {
    JsonNode row = record.objectOrMissing();
    return COLUMNS.stream().allMatch(row::has);
  }

  @Override
  public boolean recognisesTable(Set<String> columns) {
    return columns.containsAll(COLUMNS);
  }

  @Override
  public List<LogRow> decode(LogRecord record) throws MalformedRecord {
    JsonNode row = record.object();
    if (!recognises(record)) {
      throw new MalformedRecord(
          "it has no " + String.join(", ", COLUMNS.stream().sorted().toList()));
    }
    Integer part = JsonFields.integer(row.path("PartNumber"));
    if (part != null && part > 1) {
      return List.of();
    }
    int parts = JsonFields.segments(row.path("TotalParts"));
    long time = LogTime.iso(JsonFields.text(row, "PublishTimeUTC"));
    SmsEvent.Builder event =
        SmsEvent.ofMicros(time, EventType.SENT)
            .provider("aws_sns")
            .messageId(JsonFields.text(row, "MessageId"))
            .destination(
                DestinationNumber.ofInternational(JsonFields.text(row, "DestinationPhoneNumber")))
            .segments(parts)
            .priceMicroUsd(price(row, part != null && part == 1 ? parts : 1));
    return ReceiptRows.sent(
        event, time, outcome(JsonFields.text(row, "DeliveryStatus"), time), TrafficOrigin.UNKNOWN);
  }

  private static Outcome outcome(String status, long time) throws MalformedRecord {
    if (status == null) {
      throw new MalformedRecord("its DeliveryStatus is empty");
    }
    boolean delivered = status.startsWith(ACCEPTED) || status.equalsIgnoreCase(DELIVERED);
    return delivered
        ? new Outcome(EventType.DELIVERED, time, null)
        : new Outcome(EventType.UNDELIVERED, time, status);
  }

  private static Long price(JsonNode row, int times) throws MalformedRecord {
    BigDecimal dollars = JsonFields.decimal(row.path("PriceInUSD"));
    return dollars == null ? null : (Long) MicroUsd.of(dollars.multiply(BigDecimal.valueOf(times)));
  }
}
