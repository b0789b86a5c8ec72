package io.pumpwatch.pattern;

import io.pumpwatch.feature.TrafficFeatures;
import io.pumpwatch.feature.TrafficKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.cep.CEP;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Runs windows through every shape of a pattern, as a job does, on the cluster of the test. */
final class PatternRun {
  /** Longer than any story: what comes late in a story's order is not late. */
  private static final Duration DISORDER = Duration.ofDays(30);

  private PatternRun() {}

  /** The matches, in order of detection and shape. */
  static List<PatternMatch> of(
      PumpingPattern pattern, RuntimeExecutionMode mode, List<TrafficFeatures> rows)
      throws Exception {
    if (rows.isEmpty()) {
      return List.of();
    }
    Configuration configuration = new Configuration();
    configuration.set(ExecutionOptions.RUNTIME_MODE, mode);
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(CoreOptions.DEFAULT_PARALLELISM, 1);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    KeyedStream<TrafficFeatures, TrafficKey> keyed =
        environment
            .fromData(
                TypeInformation.of(TrafficFeatures.class), rows.toArray(TrafficFeatures[]::new))
            .assignTimestampsAndWatermarks(
                WatermarkStrategy.<TrafficFeatures>forBoundedOutOfOrderness(DISORDER)
                    .withTimestampAssigner((row, unused) -> row.windowEnd() - 1))
            .keyBy(TrafficFeatures::key, TypeInformation.of(TrafficKey.class));
    List<DataStream<PatternMatch>> shapes = new ArrayList<>();
    for (PatternShape shape : pattern.shapes()) {
      shapes.add(
          CEP.pattern(keyed, shape.stages())
              .process(
                  new PatternMatchFunction(pattern.name(), shape.name()),
                  TypeInformation.of(PatternMatch.class)));
    }
    List<PatternMatch> matches =
        shapes.stream().reduce(DataStream::union).orElseThrow().executeAndCollect(10_000);
    matches.sort(
        Comparator.comparingLong(PatternMatch::detectedAt).thenComparing(PatternMatch::shape));
    return matches;
  }

  /** What matched, in words: the shape and the minutes of its windows. */
  static List<String> stories(List<PatternMatch> matches) {
    return matches.stream()
        .map(
            match ->
                match.shape()
                    + match.windows().stream()
                        .map(
                            window ->
                                " "
                                    + (window.features().windowStart() - KeyStory.START)
                                        / KeyStory.MINUTE)
                        .reduce("", String::concat))
        .toList();
  }
}
