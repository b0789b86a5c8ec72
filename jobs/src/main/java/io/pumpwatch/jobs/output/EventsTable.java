package io.pumpwatch.jobs.output;

import io.pumpwatch.event.SmsEvent;

/** Canonical events: the columns of the event contract. */
public final class EventsTable {
  private static final double MICROS = 1e6;

  /** The table. */
  public static final ParquetTable<SmsEvent> TABLE =
      ParquetTable.<SmsEvent>named("events")
          .requiredTimestampMicros("event_time", SmsEvent::eventTimeMicros)
          .requiredText("event_type", event -> event.eventType().word())
          .text("message_id", SmsEvent::messageId)
          .requiredText("tenant", SmsEvent::tenant)
          .text("flow", SmsEvent::flow)
          .text("channel", SmsEvent::channel)
          .text("provider", SmsEvent::provider)
          .text("identity", SmsEvent::identity)
          .text("region", SmsEvent::region)
          .text("destination", SmsEvent::destination)
          .text("country", SmsEvent::country)
          .text("network", SmsEvent::network)
          .text("source_ip", SmsEvent::sourceIp)
          .text("user_id", SmsEvent::userId)
          .text("user_agent", SmsEvent::userAgent)
          .text("operation", SmsEvent::operation)
          .text("error_code", SmsEvent::errorCode)
          .integer("status_code", SmsEvent::statusCode)
          .integer("segments", SmsEvent::segments)
          .decimal("price_usd", EventsTable::priceUsd)
          .decimal("seconds_to_verify", SmsEvent::secondsToVerify)
          .integer("count", SmsEvent::count)
          .build();

  private EventsTable() {}

  private static Double priceUsd(SmsEvent event) {
    Long micros = event.priceMicroUsd();
    return micros == null ? null : Double.valueOf(micros / MICROS);
  }
}
