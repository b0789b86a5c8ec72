package io.pumpwatch.jobs.episode;

import io.pumpwatch.finding.Episode;
import io.pumpwatch.finding.Finding;
import io.pumpwatch.finding.FindingComposer;
import io.pumpwatch.finding.FindingWindow;
import io.pumpwatch.finding.Opening;
import io.pumpwatch.jobs.rules.RulesChange;
import io.pumpwatch.jobs.rules.RulesInForce;
import io.pumpwatch.jobs.tally.Windows;
import io.pumpwatch.pattern.DetectionRules;
import io.pumpwatch.pattern.PatternMatch;
import io.pumpwatch.pattern.PumpingPattern;
import io.pumpwatch.pattern.RulesVariants;
import io.pumpwatch.pattern.RulesVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Joins matches of a pattern on a key into episodes, and writes a revision of the finding whenever
 * the episode opens, grows or is over. Matches are held until their time is past, because batch and
 * streaming jobs deliver them in different order.
 *
 * @param <K> whose episodes
 */
public final class Episodes<K extends EpisodeOwner>
    extends KeyedBroadcastProcessFunction<K, PatternMatch, RulesChange, FindingRevision> {
  private static final long serialVersionUID = 1L;

  /** The windows that became evidence. */
  public static final OutputTag<FindingWindow> WINDOWS =
      new OutputTag<>("finding-windows", TypeInformation.of(FindingWindow.class));

  /**
   * How long an episode lasts at most: what goes on after that is claimed anew, so that who acts on
   * a finding for a day is told each day.
   */
  private static final long LONGEST = Duration.ofDays(1).toMillis();

  private final RulesInForce rules;
  private final DetectionRules base;
  private final String runId;
  private final RevisionSuppression suppression = new RevisionSuppression();

  private transient MapState<Long, List<PatternMatch>> waiting;
  private transient ValueState<Episode> current;

  /**
   * @param base the rules that the job started with: a gap between episodes never changes
   * @param runId of the job run
   */
  public Episodes(DetectionRules base, RulesInForce rules, String runId) {
    this.base = base;
    this.rules = rules;
    this.runId = runId;
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
  public void processBroadcastElement(
      RulesChange change, Context context, Collector<FindingRevision> out) throws Exception {
    rules.take(change, context.getBroadcastState(RulesInForce.changes()));
  }

  @Override
  public void processElement(
      PatternMatch match, ReadOnlyContext context, Collector<FindingRevision> out)
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
    EpisodeOwner key = context.getCurrentKey();
    long gap = gap(key.pattern());
    Episode episode = current.value();
    // An episode that this moment both ends and continues has ended: the key was quiet for the gap.
    List<PatternMatch> matches = waiting.get(time);
    if (episode != null
        && (episode.lastMatch() + gap <= time
            || (matches != null && episode.detectedAt() + LONGEST <= time))) {
      tell(
          time,
          episode.closed(),
          Finding.CLOSED,
          base.pattern(key.pattern()),
          tellers(key, episode.lastMatch(), context),
          out);
      episode = null;
    }
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
      EpisodeOwner key,
      long time,
      OnTimerContext context,
      Collector<FindingRevision> out)
      throws Exception {
    List<RulesVersion> tellers = tellers(key, time, context);
    PumpingPattern pattern = tellers.get(0).rules().pattern(key.pattern());
    Opening opening = opening(pattern, tellers.get(0));
    List<FindingWindow> windows = new ArrayList<>();
    Episode after =
        Episode.after(
            before,
            matches,
            pattern,
            opening,
            (findingId, stage, features) ->
                windows.add(FindingComposer.window(findingId, stage, features, pattern)));
    if (tellsOfWindows(key)) {
      windows.forEach(window -> context.output(WINDOWS, window));
    }
    if (before == null || after.revision() > before.revision()) {
      tell(time, after, Finding.OPEN, pattern, tellers, out);
    }
    return after;
  }

  /** Of variants of the rules, those that the job starts with show what their findings rest on. */
  private static boolean tellsOfWindows(EpisodeOwner key) {
    return key.variants() == EpisodeOwner.NO_VARIANTS
        || RulesVariants.numbers(key.variants()).contains(0);
  }

  /** The rules in force or, where variants of the rules are tried, each that found the same. */
  private List<RulesVersion> tellers(EpisodeOwner key, long windowEnd, OnTimerContext context)
      throws Exception {
    return key.variants() == EpisodeOwner.NO_VARIANTS
        ? List.of(inForce(windowEnd, context))
        : RulesVariants.numbers(key.variants()).stream().map(rules::variant).toList();
  }

  private Opening opening(PumpingPattern pattern, RulesVersion version) {
    return new Opening(version.id(), runId, version.rules().mode(pattern));
  }

  private void tell(
      long time,
      Episode episode,
      String status,
      PumpingPattern pattern,
      List<RulesVersion> tellers,
      Collector<FindingRevision> out) {
    for (RulesVersion version : tellers) {
      // Rules may have changed since it opened; several variants opened it, each as its own.
      Episode own = tellers.size() == 1 ? episode : episode.openedWith(opening(pattern, version));
      out.collect(
          suppression.decide(FindingRevision.of(time, own, status, pattern), version.rules()));
    }
  }

  /** The rules by which the window was judged that ends then. */
  private RulesVersion inForce(long windowEnd, OnTimerContext context) throws Exception {
    return rules.at(windowEnd - Windows.MILLIS, context.getBroadcastState(RulesInForce.changes()));
  }

  private long gap(String pattern) {
    return base.pattern(pattern).episodeGap().toMillis();
  }
}
