package io.pumpwatch.jobs.output;

import io.pumpwatch.event.SmsEvent;

/**
 * An event that came after the watermark had passed it.
 *
 * @param event the event
 * @param watermarkMillis the watermark then, milliseconds since the epoch; {@link Long#MIN_VALUE}
 *     where there was none, as for an event that its file's own bound marks as late
 */
public record LateEvent(SmsEvent event, long watermarkMillis) {}
