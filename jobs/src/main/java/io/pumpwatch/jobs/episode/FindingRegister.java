package io.pumpwatch.jobs.episode;

import io.pumpwatch.finding.Finding;
import io.pumpwatch.finding.IncidentBook;
import io.pumpwatch.finding.LiveFinding;
import io.pumpwatch.finding.Placement;
import io.pumpwatch.pattern.SilentSourcePattern;
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
 * The last stage, one for the whole job, or for each variant of the rules that it tries: takes
 * revisions in the order of event time and finding id, whatever order they came in, gives each its
 * place among the others, and says of each episode that closes whether it was still going when the
 * input ended.
 *
 * <p>What is live is kept in memory too, as one book, and state follows it finding by finding:
 * there is a single key, or one after the other in a batch job that tries variants of the rules.
 */
public final class FindingRegister
    extends KeyedCoProcessFunction<String, FindingRevision, InputEnded, Finding> {
  private static final long serialVersionUID = 1L;

  private static final Comparator<FindingRevision> ORDER =
      Comparator.<FindingRevision, String>comparing(revision -> revision.finding().findingId())
          .thenComparing(revision -> revision.finding().revision());

  private final List<String> patterns;

  private transient MapState<Long, List<FindingRevision>> waiting;
  private transient MapState<String, LiveFinding> live;
  private transient ValueState<Long> inputEnd;
  private transient IncidentBook book;
  private transient String bookOf;
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

  /** The findings that later ones may have to do with, by their ids. */
  public static MapStateDescriptor<String, LiveFinding> live() {
    return new MapStateDescriptor<>(
        "live-findings", Types.STRING, TypeInformation.of(LiveFinding.class));
  }

  /** Greatest event time of the whole input, once that has ended. */
  public static ValueStateDescriptor<Long> inputEnd() {
    return new ValueStateDescriptor<>("input-end", Types.LONG);
  }

  @Override
  public void open(OpenContext context) {
    waiting = getRuntimeContext().getMapState(waiting());
    live = getRuntimeContext().getMapState(live());
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
      context
          .timerService()
          .registerEventTimeTimer(revision.time() - 1 + LiveFinding.LIFETIME.toMillis());
    }
    revisions.add(revision);
    waiting.put(revision.time(), revisions);
  }

  @Override
  public void processElement2(InputEnded end, Context context, Collector<Finding> out)
      throws Exception {
    Long known = inputEnd.value();
    inputEnd.update(known == null ? end.time() : Math.max(known, end.time()));
  }

  @Override
  public void onTimer(long timer, OnTimerContext context, Collector<Finding> out) throws Exception {
    long time = timer + 1;
    turnTo(context.getCurrentKey());
    for (String findingId : book.expire(time)) {
      live.remove(findingId);
    }
    List<FindingRevision> revisions = waiting.get(time);
    if (revisions == null) {
      return;
    }
    waiting.remove(time);
    // While the watermark still moves an event beyond this time was, or will be, seen.
    boolean inputEnded = context.timerService().currentWatermark() == Long.MAX_VALUE;
    Long end = inputEnd.value();
    boolean afterEnd = inputEnded && end != null && time > end;
    // Behind the end everything is silent.
    revisions.removeIf(
        revision ->
            inputEnded
                && end != null
                && revision.finding().pattern().equals(SilentSourcePattern.NAME)
                && revision.finding().detectedAt().toEpochMilli() > end);
    revisions.sort(ORDER);
    List<Placement> placements =
        book.place(time, revisions.stream().map(FindingRevision::revised).toList());
    for (int i = 0; i < revisions.size(); i++) {
      Finding finding = revisions.get(i).finding();
      boolean cut = afterEnd && Finding.CLOSED.equals(finding.status());
      Finding written = finding.stamped(placements.get(i), cut, Instant.now());
      live.put(finding.findingId(), book.live(finding.findingId()));
      metrics.written(written);
      out.collect(written);
    }
  }

  private void turnTo(String register) throws Exception {
    if (book == null || !bookOf.equals(register)) {
      book = new IncidentBook(live.values());
      bookOf = register;
    }
  }
}
