package io.pumpwatch.jobs;

import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.jobs.input.DeadLetter;
import io.pumpwatch.jobs.input.Decoded;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Lets events pass and puts dead letters aside, counting records. A record counts as what its first
 * yield is, so that records read = decoded + skipped + dead.
 */
final class DeadLetterSeparation extends ProcessFunction<Decoded, SmsEvent> {

  /** Where the dead letters go. */
  static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>("dead-letters", TypeInformation.of(DeadLetter.class));

  static final String DECODED = "records-decoded";
  static final String SKIPPED = "records-skipped";
  static final String DEAD = "records-dead";
  static final String EVENTS = "events";
  private static final String FORMAT_PREFIX = "events-of:";

  private transient LongCounter decodedRecords;
  private transient LongCounter skippedRecords;
  private transient LongCounter deadRecords;
  private transient LongCounter events;
  private transient Map<String, LongCounter> eventsByFormat;

  /** The log format whose events an accumulator of that name counts. */
  static Optional<String> formatOf(String accumulator) {
    return accumulator.startsWith(FORMAT_PREFIX)
        ? Optional.of(accumulator.substring(FORMAT_PREFIX.length()))
        : Optional.empty();
  }

  @Override
  public void open(OpenContext context) {
    decodedRecords = getRuntimeContext().getLongCounter(DECODED);
    skippedRecords = getRuntimeContext().getLongCounter(SKIPPED);
    deadRecords = getRuntimeContext().getLongCounter(DEAD);
    events = getRuntimeContext().getLongCounter(EVENTS);
    eventsByFormat = new HashMap<>();
  }

  @Override
  public void processElement(Decoded decoded, Context context, Collector<SmsEvent> out) {
    if (decoded.startsRecord()) {
      counterOfRecords(decoded).add(1);
    }
    if (decoded.isDead()) {
      context.output(DEAD_LETTERS, decoded.deadLetter());
    } else if (decoded.isEvent()) {
      events.add(1);
      eventsByFormat
          .computeIfAbsent(
              decoded.format(),
              format -> getRuntimeContext().getLongCounter(FORMAT_PREFIX + format))
          .add(1);
      out.collect(decoded.event());
    }
  }

  private LongCounter counterOfRecords(Decoded decoded) {
    if (decoded.isDead()) {
      return deadRecords;
    }
    return decoded.isEvent() ? decodedRecords : skippedRecords;
  }
}
