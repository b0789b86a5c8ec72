package io.pumpwatch.jobs.input.format;

import io.pumpwatch.event.SmsEvent;

/**
 * One event of a record, and what tells its tenant and flow.
 *
 * @param event as decoded; its tenant and flow where the record itself names them
 * @param origin what settings map to tenant and flow
 */
public record LogRow(SmsEvent event, TrafficOrigin origin) {}
