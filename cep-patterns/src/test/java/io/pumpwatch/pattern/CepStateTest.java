package io.pumpwatch.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.event.EventType;
import io.pumpwatch.feature.Grain;
import io.pumpwatch.feature.HealthBuilder;
import io.pumpwatch.feature.LogSource;
import io.pumpwatch.feature.NumberKey;
import io.pumpwatch.feature.SimulatedTraffic;
import io.pumpwatch.feature.TrafficFeatures;
import io.pumpwatch.feature.TrafficKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.cep.CEP;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.operators.StreamOperatorFactory;
import org.apache.flink.streaming.api.transformations.OneInputTransformation;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What CEP keeps of a key is gone when its windows have passed. */
class CepStateTest {
  private static final int KEYS = 30;

  static Stream<Arguments> shapes() {
    return DetectionRules.defaults().patterns().stream()
        .flatMap(
            pattern -> pattern.shapes().stream().map(shape -> Arguments.of(pattern.name(), shape)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("shapes")
  void isEmptyAfterTheWindow(String pattern, PatternShape shape) throws Exception {
    List<TrafficFeatures> rows = rows();
    long last = rows.stream().mapToLong(TrafficFeatures::windowEnd).max().orElseThrow();
    long window = shape.stages().getWindowSize().orElseThrow().toMillis();
    try (KeyedOneInputStreamOperatorTestHarness<TrafficKey, TrafficFeatures, PatternMatch> cep =
        harness(pattern, shape)) {
      cep.open();
      for (TrafficFeatures row : rows) {
        cep.processElement(new StreamRecord<>(row, row.windowEnd() - 1));
      }
      assertThat(cep.numKeyedStateEntries()).as("held until their time").isPositive();

      cep.processWatermark(new Watermark(last));
      assertThat(cep.extractOutputValues()).as("matches").isNotEmpty();

      cep.processWatermark(new Watermark(last + window));
      assertThat(cep.numEventTimeTimers()).isZero();
      assertThat(cep.numKeyedStateEntries()).isZero();
      assertThat(cep.getOperator().getOperatorStateBackend().getRegisteredStateNames()).isEmpty();
    }
  }

  /** Rows that open, complete and abandon every shape, of several keys. */
  private static List<TrafficFeatures> rows() {
    List<TrafficFeatures> rows = new ArrayList<>();
    for (int i = 0; i < KEYS; i++) {
      TrafficKey block = TrafficKey.block("acme", "+241770" + (10 + i), 3);
      long first = Long.parseLong(block.value().substring(1)) * 1_000;
      long[] run = LongStream.range(first, first + 25).toArray();
      int lasting = i;
      rows.addAll(
          KeyStory.of(block)
              .minutes(0, 1 + lasting % 3, seen -> seen.sent(run))
              .minute(10, seen -> seen.failedTrials(run))
              .rows());
      rows.addAll(
          KeyStory.of(TrafficKey.block("shop", block.value(), 3))
              .minute(0, seen -> seen.sent(run))
              .successIsNotLogged()
              .rows());
      TrafficKey country = TrafficKey.of(Grain.COUNTRY, "acme", "country " + i);
      rows.addAll(
          KeyStory.of(country)
              .minute(0, seen -> seen.events(EventType.SENT, run))
              .minute(10, seen -> seen.failedTrials(run).failedTrials(run))
              .minute(lasting % 2 == 0 ? 20 : 40, seen -> seen.failedTrials(run))
              .rows());
      rows.addAll(partlyConverting(TrafficKey.block("bank", block.value(), 3), first));
      rows.addAll(
          NumberStory.of(new NumberKey("acme", first)).sent(0, 5 + lasting % 3 * 10, 2).rows());
      rows.addAll(
          NumberStory.of(new NumberKey("shop", first))
              .sent(0, 5 + lasting % 3 * 10, 2)
              .health(HealthBuilder.healthy().successIsNotLogged().build())
              .rows());
      rows.addAll(spread(TrafficKey.of(Grain.SOURCE_IP, "acme", "203.0.113." + i), run));
      rows.addAll(
          dear(TrafficKey.of(Grain.COUNTRY, "shop", "country " + i), run, 18 + lasting % 2 * 10));
      rows.add(silence("tenant " + i));
      rows.addAll(
          KeyStory.of(TrafficKey.of(Grain.IDENTITY, "acme", "credential " + i))
              .minute(0, seen -> seen.unrequestedTrials(LongStream.of(run).limit(7).toArray()))
              .minute(1 + lasting % 2 * 90, seen -> seen.unrequestedTrials(run))
              .rows());
    }
    return rows;
  }

  private static List<TrafficFeatures> spread(TrafficKey client, long[] run) {
    return KeyStory.of(client)
        .minute(
            0,
            seen -> {
              for (int country = 0; country < 10; country++) {
                seen.in("country " + country).failedTrials(run[country]);
              }
            })
        .rows();
  }

  private static List<TrafficFeatures> dear(TrafficKey country, long[] run, int until) {
    return KeyStory.of(country)
        .after(SimulatedTraffic.profileUntil(country, KeyStory.START, 1))
        .minutes(0, until, seen -> seen.sent(run).failedTrials(run))
        .rows();
  }

  private static TrafficFeatures silence(String tenant) {
    TrafficKey key = TrafficKey.of(Grain.TENANT, tenant, tenant);
    DetectionRules rules = DetectionRules.defaults();
    return rules
        .evaluateSilence(
            TrafficFeatures.empty(
                key, KeyStory.START, rules.baseline().expect(key, KeyStory.START)),
            Map.of(LogSource.SUCCESSES, 1_000L))
        .withHealth(HealthBuilder.healthy().build());
  }

  /** Too few codes come back, and each after twenty seconds. */
  private static List<TrafficFeatures> partlyConverting(TrafficKey block, long first) {
    long[] regular = LongStream.range(first, first + 40).toArray();
    long[] failing = LongStream.range(first + 100, first + 240).toArray();
    return KeyStory.of(block)
        .concentration(100)
        .minute(0, seen -> seen.enteredAfter(20_000, regular).failedTrials(failing))
        .minute(20, seen -> seen.enteredAfter(20_000, regular).failedTrials(failing))
        .rows();
  }

  private static KeyedOneInputStreamOperatorTestHarness<TrafficKey, TrafficFeatures, PatternMatch>
      harness(String pattern, PatternShape shape) throws Exception {
    TypeInformation<TrafficFeatures> row = TypeInformation.of(TrafficFeatures.class);
    TypeInformation<TrafficKey> key = TypeInformation.of(TrafficKey.class);
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    OneInputTransformation<?, PatternMatch> transformation =
        (OneInputTransformation<?, PatternMatch>)
            CEP.pattern(
                    environment.fromData(row, rows().get(0)).keyBy(TrafficFeatures::key, key),
                    shape.stages())
                .process(
                    new PatternMatchFunction(pattern, shape.name()),
                    TypeInformation.of(PatternMatch.class))
                .getTransformation();
    StreamOperatorFactory<PatternMatch> operator = transformation.getOperatorFactory();
    return new KeyedOneInputStreamOperatorTestHarness<>(operator, TrafficFeatures::key, key);
  }
}
