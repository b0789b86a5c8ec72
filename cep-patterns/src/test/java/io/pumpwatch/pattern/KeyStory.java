package io.pumpwatch.pattern;

import io.pumpwatch.feature.BlockRecord;
import io.pumpwatch.feature.Expectation;
import io.pumpwatch.feature.HealthBuilder;
import io.pumpwatch.feature.KeyProfile;
import io.pumpwatch.feature.TallyBuilder;
import io.pumpwatch.feature.TenantHealth;
import io.pumpwatch.feature.TrafficFeatures;
import io.pumpwatch.feature.TrafficHistory;
import io.pumpwatch.feature.TrafficKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** The minutes of one traffic key, counted and scored as a job does it. */
public final class KeyStory {
  public static final long START = Instant.parse("2026-03-02T12:00:00Z").toEpochMilli();
  public static final long MINUTE = Duration.ofMinutes(1).toMillis();

  private static final TypeSerializer<TrafficFeatures> ROWS =
      TypeInformation.of(TrafficFeatures.class).createSerializer(new SerializerConfigImpl());

  private final TrafficKey key;
  private final Map<Integer, TallyBuilder> minutes = new TreeMap<>();
  private DetectionRules rules = DetectionRules.defaults();
  private final BlockRecord record = new BlockRecord();
  private Expectation expectation;
  private KeyProfile profile;
  private TenantHealth health = HealthBuilder.healthy().build();

  private KeyStory(TrafficKey key) {
    this.key = key;
  }

  public static KeyStory of(TrafficKey key) {
    return new KeyStory(key);
  }

  /** What was seen in a minute after the start; told twice, it adds up. */
  public KeyStory minute(int minute, Consumer<TallyBuilder> seen) {
    seen.accept(minutes.computeIfAbsent(minute, unused -> TallyBuilder.of(key)));
    return this;
  }

  /** The same seen in each minute from one to before another. */
  public KeyStory minutes(int from, int to, Consumer<TallyBuilder> seen) {
    for (int minute = from; minute < to; minute++) {
      minute(minute, seen);
    }
    return this;
  }

  public KeyStory rules(DetectionRules value) {
    rules = value;
    return this;
  }

  public KeyStory health(TenantHealth value) {
    health = value;
    return this;
  }

  public KeyStory successIsNotLogged() {
    return health(HealthBuilder.healthy().successIsNotLogged().build());
  }

  public KeyStory restCollapsed() {
    return health(HealthBuilder.healthy().restCollapsed().build());
  }

  /** The block takes more of its country's messages than it used to. */
  public KeyStory concentration(double nats) {
    return health(HealthBuilder.healthy().concentration(nats).build());
  }

  /** What the key did before. */
  public KeyStory after(KeyProfile before) {
    profile = before;
    return this;
  }

  /** What is normal, instead of the priors. */
  public KeyStory expecting(Expectation value) {
    expectation = value;
    return this;
  }

  /** The windows in which some statistic reaches its limit and stands, in time order. */
  public List<TrafficFeatures> rows() {
    TrafficHistory history = new TrafficHistory(profile);
    List<TrafficFeatures> rows = new ArrayList<>();
    minutes.forEach(
        (minute, seen) -> {
          long start = START + minute * MINUTE;
          Expectation normal =
              expectation == null
                  ? history.expect(start, rules.baseline().expect(key, start))
                  : expectation;
          TrafficFeatures window =
              history.advance(key, start, start + MINUTE, seen.build(), normal);
          TrafficFeatures features =
              rules.confirm(
                  rules
                      .evaluate(key.isBlock() ? window.withRecord(record) : window)
                      .withHealth(health));
          if (!features.exceedances().isEmpty()) {
            // A row leaves its history for good where it is sent on: the span goes on changing.
            rows.add(ROWS.copy(features));
          }
        });
    return rows;
  }
}
