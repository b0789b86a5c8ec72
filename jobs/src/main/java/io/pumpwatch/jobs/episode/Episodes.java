package io.pumpwatch.jobs.episode;

import io.pumpwatch.finding.Episode;
import io.pumpwatch.finding.Finding;
import io.pumpwatch.finding.FindingComposer;
import io.pumpwatch.finding.FindingWindow;
import io.pumpwatch.pattern.PatternMatch;
import io.pumpwatch.pattern.PumpingPattern;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Joins matches of a pattern on a key into episodes, and writes a revision of the finding whenever
 * the episode opens, grows or is over. Matches are held until their time is past, because batch and
 * streaming jobs deliver them in different order.
 */
public final class Episodes
    extends KeyedProcessFunction<EpisodeKey, PatternMatch, FindingRevision> {
  private static final long serialVersionUID = 1L;

  /** The windows that became evidence. */
  public static final OutputTag<FindingWindow> WINDOWS =
      new OutputTag<>("finding-windows", TypeInformation.of(FindingWindow.class));

  private final FindingComposer composer;

  private transient MapState<Long, List<PatternMatch>> waiting;
  private transient ValueState<Episode> current;

  public Episodes(FindingComposer composer) {
    this.composer = composer;
  }

  /** The matches whose time is not past yet, by the end of the window that decided. */
  public static MapStateDescriptor<Long, List<PatternMatch>> waiting() {
    return new MapStateDescriptor<>(
        "waiting", Types.LONG, Types.LIST(TypeInformation.of(PatternMatch.class)));
  }

  /** The episode that is going on. */
  public static ValueStateDescriptor<Episode> current() {
    return new ValueStateDescriptor<>("episode", TypeInformation.of(Episode.class));
  }

  @Override
  public void open(OpenContext context) {
    waiting = getRuntimeContext().getMapState(waiting());
    current = getRuntimeContext().getState(current());
  }

  @Override
  public void processElement(PatternMatch match, Context context, Collector<FindingRevision> out)
      throws Exception {
    long time = match.detectedAt();
    List<PatternMatch> matches = waiting.get(time);
    if (matches == null) {
      matches = new ArrayList<>();
      context.timerService().registerEventTimeTimer(time - 1);
      context.timerService().registerEventTimeTimer(time - 1 + gap(match.pattern()));
    }
    matches.add(match);
    waiting.put(time, matches);
  }

  @Override
  public void onTimer(long timer, OnTimerContext context, Collector<FindingRevision> out)
      throws Exception {
    long time = timer + 1;
    EpisodeKey key = context.getCurrentKey();
    long gap = gap(key.pattern());
    Episode episode = current.value();
    // An episode that this moment both ends and continues has ended: the key was quiet for the gap.
    if (episode != null && episode.lastMatch() + gap <= time) {
      out.collect(new FindingRevision(time, composer.compose(episode.closed(), Finding.CLOSED)));
      episode = null;
    }
    List<PatternMatch> matches = waiting.get(time);
    if (matches != null) {
      waiting.remove(time);
      episode = advance(episode, matches, key, time, context, out);
    }
    if (episode == null) {
      current.clear();
    } else {
      current.update(episode);
    }
  }

  private Episode advance(
      Episode before,
      List<PatternMatch> matches,
      EpisodeKey key,
      long time,
      OnTimerContext context,
      Collector<FindingRevision> out) {
    PumpingPattern rules = composer.rules().pattern(key.pattern());
    List<FindingWindow> windows = new ArrayList<>();
    Episode after =
        Episode.after(
            before,
            matches,
            rules,
            (findingId, stage, features) ->
                windows.add(FindingComposer.window(findingId, stage, features, rules)));
    windows.forEach(window -> context.output(WINDOWS, window));
    if (before == null || after.revision() > before.revision()) {
      out.collect(new FindingRevision(time, composer.compose(after, Finding.OPEN)));
    }
    return after;
  }

  private long gap(String pattern) {
    return composer.rules().pattern(pattern).episodeGap().toMillis();
  }
}
