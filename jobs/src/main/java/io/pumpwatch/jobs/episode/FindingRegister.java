package io.pumpwatch.jobs.episode;

import io.pumpwatch.finding.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/**
 * The last stage, one for the whole job: takes revisions in the order of event time and finding id,
 * whatever order they came in, and says of each episode that closes whether it was still going when
 * the input ended.
 */
public final class FindingRegister
    extends KeyedCoProcessFunction<String, FindingRevision, Long, Finding> {
  private static final long serialVersionUID = 1L;

  private static final Comparator<FindingRevision> ORDER =
      Comparator.<FindingRevision, String>comparing(revision -> revision.finding().findingId())
          .thenComparing(revision -> revision.finding().revision());

  private final List<String> patterns;

  private transient MapState<Long, List<FindingRevision>> waiting;
  private transient ValueState<Long> inputEnd;
  private transient FindingMetrics metrics;

  /**
   * @param patterns names of the patterns, to count findings by
   */
  public FindingRegister(List<String> patterns) {
    this.patterns = new ArrayList<>(patterns);
  }

  /** The revisions whose time is not past yet. */
  public static MapStateDescriptor<Long, List<FindingRevision>> waiting() {
    return new MapStateDescriptor<>(
        "waiting", Types.LONG, Types.LIST(TypeInformation.of(FindingRevision.class)));
  }

  /** Greatest event time of the whole input, once that has ended. */
  public static ValueStateDescriptor<Long> inputEnd() {
    return new ValueStateDescriptor<>("input-end", Types.LONG);
  }

  @Override
  public void open(OpenContext context) {
    waiting = getRuntimeContext().getMapState(waiting());
    inputEnd = getRuntimeContext().getState(inputEnd());
    metrics = new FindingMetrics(getRuntimeContext().getMetricGroup(), patterns);
  }

  @Override
  public void processElement1(FindingRevision revision, Context context, Collector<Finding> out)
      throws Exception {
    List<FindingRevision> revisions = waiting.get(revision.time());
    if (revisions == null) {
      revisions = new ArrayList<>();
      context.timerService().registerEventTimeTimer(revision.time() - 1);
    }
    revisions.add(revision);
    waiting.put(revision.time(), revisions);
  }

  @Override
  public void processElement2(Long end, Context context, Collector<Finding> out) throws Exception {
    Long known = inputEnd.value();
    inputEnd.update(known == null ? end : Math.max(known, end));
  }

  @Override
  public void onTimer(long timer, OnTimerContext context, Collector<Finding> out) throws Exception {
    long time = timer + 1;
    List<FindingRevision> revisions = waiting.get(time);
    if (revisions == null) {
      return;
    }
    waiting.remove(time);
    // While the watermark still moves an event beyond this time was, or will be, seen.
    boolean inputEnded = context.timerService().currentWatermark() == Long.MAX_VALUE;
    Long end = inputEnd.value();
    boolean afterEnd = inputEnded && end != null && time > end;
    revisions.sort(ORDER);
    for (FindingRevision revision : revisions) {
      Finding finding = revision.finding();
      boolean cut = afterEnd && Finding.CLOSED.equals(finding.status());
      Finding written = finding.stamped(cut, Instant.now());
      metrics.written(written);
      out.collect(written);
    }
  }
}
