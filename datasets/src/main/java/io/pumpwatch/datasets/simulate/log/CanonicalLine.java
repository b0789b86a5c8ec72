package io.pumpwatch.datasets.simulate.log;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pumpwatch.event.SmsEvent;

/** An event as one line of canonical JSON: the names of the event contract, no unknown fields. */
public final class CanonicalLine {

  private static final double MICRO_PER_UNIT = 1e6;

  private CanonicalLine() {}

  /** The line of an event, without a line end. */
  public static String of(SmsEvent event) {
    ObjectNode line = JsonLine.object();
    line.put("event_time", event.eventTime().toString());
    line.put("event_type", event.eventType().word());
    put(line, "message_id", event.messageId());
    line.put("tenant", event.tenant());
    put(line, "flow", event.flow());
    line.put("channel", event.channel());
    put(line, "provider", event.provider());
    put(line, "identity", event.identity());
    put(line, "region", event.region());
    put(line, "destination", event.destination());
    put(line, "country", event.country());
    put(line, "network", event.network());
    put(line, "source_ip", event.sourceIp());
    put(line, "user_id", event.userId());
    put(line, "user_agent", event.userAgent());
    put(line, "operation", event.operation());
    put(line, "error_code", event.errorCode());
    if (event.statusCode() != null) {
      line.put("status_code", event.statusCode());
    }
    line.put("segments", event.segments());
    if (event.priceMicroUsd() != null) {
      line.put("price_usd", event.priceMicroUsd() / MICRO_PER_UNIT);
    }
    if (event.secondsToVerify() != null) {
      line.put("seconds_to_verify", event.secondsToVerify());
    }
    if (event.count() != 1) {
      line.put("count", event.count());
    }
    return JsonLine.text(line);
  }

  private static void put(ObjectNode line, String field, String value) {
    if (value != null) {
      line.put(field, value);
    }
  }
}
