package io.pumpwatch.jobs.input.format;

import io.pumpwatch.event.SmsEvent;

/**
 * One event of a record, and what tells its tenant and flow.
 *
 * @param event as decoded; its tenant and flow where the record itself names them
 * @param origin what settings map to tenant and flow
 * @param unknownFields how many fields of the record were ignored, not being of the event contract;
 *     0 in formats of others, who may have any
 */
public record LogRow(SmsEvent event, TrafficOrigin origin, int unknownFields) {

  /** A row of a record of which no field counts as unknown. */
  public LogRow(SmsEvent event, TrafficOrigin origin) {
    this(event, origin, 0);
  }
}
