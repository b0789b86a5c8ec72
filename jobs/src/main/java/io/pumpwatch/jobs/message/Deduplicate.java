package io.pumpwatch.jobs.message;

import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.jobs.tally.Windows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Lets each observation of a message pass once, however many sources tell of it.
 *
 * <p>Rows are held until their minute is complete. Those of one minute that say the same become one
 * row with the fields of all; one that a row of an earlier minute, at most the span ago, has said
 * before is dropped. A row without a destination says the same as one of its type with any. What
 * passes is a function of the rows and not of their order.
 */
public final class Deduplicate extends KeyedProcessFunction<MessageKey, SmsEvent, SmsEvent> {
  private static final long serialVersionUID = 1L;

  /** The name of the counter of rows that said nothing new. */
  public static final String DUPLICATES = "events/duplicates";

  private final long spanMillis;

  private transient MapState<HeldRow, SmsEvent> held;
  private transient MapState<Observation, Long> seen;
  private transient LongCounter duplicates;

  /**
   * @param span how far apart in event time, at most, two rows are taken for one told twice
   */
  public Deduplicate(Duration span) {
    this.spanMillis = span.toMillis();
  }

  /** The rows whose minute is not complete yet. */
  public static MapStateDescriptor<HeldRow, SmsEvent> held() {
    return new MapStateDescriptor<>(
        "held-rows", TypeInformation.of(HeldRow.class), TypeInformation.of(SmsEvent.class));
  }

  /** What was observed in complete minutes, and when, in milliseconds since the epoch. */
  public static MapStateDescriptor<Observation, Long> seen() {
    return new MapStateDescriptor<>(
        "seen-observations", TypeInformation.of(Observation.class), Types.LONG);
  }

  @Override
  public void open(OpenContext context) {
    held = getRuntimeContext().getMapState(held());
    seen = getRuntimeContext().getMapState(seen());
    duplicates = getRuntimeContext().getLongCounter(DUPLICATES);
  }

  @Override
  public void processElement(SmsEvent event, Context context, Collector<SmsEvent> out)
      throws Exception {
    long minute = Windows.start(event.eventTimeMillis());
    HeldRow place = new HeldRow(minute, Observation.of(event));
    SmsEvent same = held.get(place);
    if (same == null) {
      context.timerService().registerEventTimeTimer(Windows.last(minute));
      context.timerService().registerEventTimeTimer(forgottenBy(minute));
      held.put(place, event);
    } else {
      duplicates.add(1);
      held.put(place, MergedRow.of(same, event));
    }
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<SmsEvent> out) throws Exception {
    for (List<SmsEvent> ofOneType : complete(Windows.start(time)).values()) {
      for (SmsEvent row : withoutUnknown(ofOneType)) {
        if (isNew(row)) {
          out.collect(row);
        } else {
          duplicates.add(1);
        }
      }
    }
    forget(time);
  }

  /** Takes the rows of a minute out of what is held: by type, in the order of destinations. */
  private Map<String, List<SmsEvent>> complete(long minute) throws Exception {
    Map<String, TreeMap<String, SmsEvent>> rows = new TreeMap<>();
    Iterator<Map.Entry<HeldRow, SmsEvent>> entries = held.iterator();
    while (entries.hasNext()) {
      Map.Entry<HeldRow, SmsEvent> entry = entries.next();
      if (entry.getKey().minute() == minute) {
        Observation observation = entry.getKey().observation();
        rows.computeIfAbsent(observation.type(), unused -> new TreeMap<>())
            .put(observation.destination(), entry.getValue());
        entries.remove();
      }
    }
    clearIfEmpty(held);
    Map<String, List<SmsEvent>> complete = new TreeMap<>();
    rows.forEach((type, ofType) -> complete.put(type, new ArrayList<>(ofType.values())));
    return complete;
  }

  /** The row that knows no destination comes first, and is told better by the next. */
  private List<SmsEvent> withoutUnknown(List<SmsEvent> ofOneType) {
    if (ofOneType.size() == 1 || ofOneType.get(0).destination() != null) {
      return ofOneType;
    }
    duplicates.add(1);
    SmsEvent told = MergedRow.of(ofOneType.get(0), ofOneType.get(1));
    ofOneType.set(1, told);
    return ofOneType.subList(1, ofOneType.size());
  }

  private boolean isNew(SmsEvent row) throws Exception {
    Observation observation = Observation.of(row);
    long time = row.eventTimeMillis();
    if (isRecent(seen.get(observation), time)) {
      return false;
    }
    if (!observation.knowsDestination()) {
      if (seenWithAnyDestination(observation.type(), time)) {
        return false;
      }
      seen.put(observation, time);
      return true;
    }
    Long unknown = seen.get(observation.withoutDestination());
    if (isRecent(unknown, time)) {
      seen.remove(observation.withoutDestination());
      seen.put(observation, unknown);
      return false;
    }
    seen.put(observation, time);
    return true;
  }

  private boolean seenWithAnyDestination(String type, long time) throws Exception {
    for (Map.Entry<Observation, Long> entry : seen.entries()) {
      if (entry.getKey().type().equals(type) && isRecent(entry.getValue(), time)) {
        return true;
      }
    }
    return false;
  }

  private boolean isRecent(Long earlier, long time) {
    return earlier != null && time - earlier <= spanMillis;
  }

  /** Timers stand at the ends of minutes alone, so that each finds a complete one. */
  private long forgottenBy(long minute) {
    return Windows.last(Windows.start(Windows.last(minute) + spanMillis));
  }

  private void forget(long time) throws Exception {
    Iterator<Map.Entry<Observation, Long>> entries = seen.iterator();
    while (entries.hasNext()) {
      if (entries.next().getValue() + spanMillis <= time) {
        entries.remove();
      }
    }
    clearIfEmpty(seen);
  }

  /** An empty map that was emptied by its iterator is still an entry of the state. */
  private static void clearIfEmpty(MapState<?, ?> state) throws Exception {
    if (state.isEmpty()) {
      state.clear();
    }
  }
}
