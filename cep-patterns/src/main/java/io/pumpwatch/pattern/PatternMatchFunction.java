package io.pumpwatch.pattern;

import io.pumpwatch.feature.TrafficFeatures;
import io.pumpwatch.pattern.PatternMatch.MatchedWindow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.flink.cep.functions.PatternProcessFunction;
import org.apache.flink.util.Collector;

/** Turns what CEP matched into a {@link PatternMatch}: one function for every pattern. */
public final class PatternMatchFunction
    extends PatternProcessFunction<TrafficFeatures, PatternMatch> {
  private static final long serialVersionUID = 1L;

  private final String pattern;
  private final String shape;

  public PatternMatchFunction(String pattern, String shape) {
    this.pattern = pattern;
    this.shape = shape;
  }

  @Override
  public void processMatch(
      Map<String, List<TrafficFeatures>> stages, Context context, Collector<PatternMatch> out) {
    List<MatchedWindow> windows = new ArrayList<>();
    stages.forEach(
        (stage, rows) -> rows.forEach(features -> windows.add(new MatchedWindow(stage, features))));
    windows.sort(Comparator.comparingLong(window -> window.features().windowStart()));
    out.collect(new PatternMatch(pattern, shape, windows));
  }
}
