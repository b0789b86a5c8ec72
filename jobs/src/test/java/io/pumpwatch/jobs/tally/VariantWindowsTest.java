package io.pumpwatch.jobs.tally;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.event.EventType;
import io.pumpwatch.feature.Exceedance;
import io.pumpwatch.feature.Expectation;
import io.pumpwatch.feature.Grain;
import io.pumpwatch.feature.TrafficFeatures;
import io.pumpwatch.feature.TrafficKey;
import io.pumpwatch.feature.TrafficTally;
import io.pumpwatch.feature.VariantExceedances;
import io.pumpwatch.jobs.baseline.Learning;
import io.pumpwatch.jobs.rules.RulesChange;
import io.pumpwatch.jobs.rules.RulesInForce;
import io.pumpwatch.jobs.rules.RulesReader;
import io.pumpwatch.jobs.settings.Settings;
import io.pumpwatch.jobs.settings.SettingsBinder;
import io.pumpwatch.pattern.DetectionRules;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/**
 * A country that is learnt about for eight days and then surges now and then for ten: the higher a
 * variant's floor, the more of that it takes for usual.
 */
class VariantWindowsTest {
  private static final TrafficKey COUNTRY = TrafficKey.of(Grain.COUNTRY, "acme", "GA");
  private static final int DAY = 1440;
  private static final int QUIET_DAYS = 8;
  private static final int DAYS = 18;
  private static final int STEP = 10;
  private static final List<DetectionRules> VARIANTS = List.of(floor(40), floor(90), floor(200));

  /** What a window came to. */
  private record Judged(Expectation expectation, Map<String, Exceedance> exceedances) {}

  private static DetectionRules floor(int attempts) {
    return SettingsBinder.bind(
            "floor",
            "detection: {burst: {floors: {country: " + attempts + "}}}",
            Settings.defaults())
        .detection();
  }

  private static List<TrafficFeatures> windows(
      KeyedBroadcastProcessFunction<TrafficKey, TallyUpdate, RulesChange, TrafficFeatures> windows)
      throws Exception {
    Random random = new Random(7);
    try (KeyedTwoInputStreamOperatorTestHarness<
            TrafficKey, TallyUpdate, RulesChange, TrafficFeatures>
        harness =
            new KeyedTwoInputStreamOperatorTestHarness<>(
                new CoBroadcastWithKeyedOperator<>(windows, List.of(RulesInForce.changes())),
                TallyUpdate::key,
                null,
                TypeInformation.of(TrafficKey.class))) {
      harness.open();
      harness.processWatermark2(Watermark.MAX_WATERMARK);
      for (int minute = 0; minute < DAYS * DAY; minute += STEP) {
        boolean surges = minute >= QUIET_DAYS * DAY && random.nextInt(40) == 0;
        int attempts = surges ? 50 + random.nextInt(250) : 4 + random.nextInt(6);
        TrafficTally tally = TrafficTally.create(COUNTRY);
        for (int i = 0; i < attempts; i++) {
          tally.add(
              NumberTraffic.observed("acme", EventType.SENT, NumberTraffic.NUMBER + i, minute));
        }
        long start = NumberTraffic.minute(minute);
        harness.processElement1(TallyUpdate.of(COUNTRY, start, tally), Windows.last(start));
      }
      harness.processWatermark1(Watermark.MAX_WATERMARK);
      return harness.extractOutputValues();
    }
  }

  private static Map<Long, Judged> alone(DetectionRules rules) throws Exception {
    Map<Long, Judged> judged = new LinkedHashMap<>();
    for (TrafficFeatures window :
        windows(new TrafficWindows(new RulesInForce(new RulesReader(rules))))) {
      judged.put(window.windowStart(), new Judged(window.expectation(), window.exceedances()));
    }
    return judged;
  }

  private static Map<Long, Judged> of(int variant, List<TrafficFeatures> windows) {
    Map<Long, Judged> judged = new LinkedHashMap<>();
    for (TrafficFeatures window : windows) {
      Map<String, Exceedance> exceedances = new LinkedHashMap<>();
      for (VariantExceedances alike : window.variants()) {
        if ((alike.variants() >> variant & 1) == 1) {
          exceedances.putAll(alike.exceedances());
        }
      }
      if (!exceedances.isEmpty()) {
        judged.put(window.windowStart(), new Judged(window.expectation(), exceedances));
      }
    }
    return judged;
  }

  @Test
  void eachVariantLearnsWhatItWouldLearnAlone() throws Exception {
    RulesReader reader = new RulesReader(VARIANTS.get(0), VARIANTS.subList(1, VARIANTS.size()));
    List<TrafficFeatures> together =
        windows(new VariantWindows(new RulesInForce(reader), Learning.FROM_NOTHING));

    for (int i = 0; i < VARIANTS.size(); i++) {
      assertThat(of(i, together)).as("variant " + i).isEqualTo(alone(VARIANTS.get(i)));
    }
    Map<Long, Judged> cautious = of(2, together);
    assertThat(cautious).isNotEmpty();
    assertThat(of(0, together)).hasSizeGreaterThan(cautious.size());
    assertThat(cautious)
        .as("what is usual to one is not to the other")
        .anySatisfy(
            (start, judged) ->
                assertThat(judged.expectation())
                    .isNotEqualTo(of(0, together).get(start).expectation()));
  }
}
