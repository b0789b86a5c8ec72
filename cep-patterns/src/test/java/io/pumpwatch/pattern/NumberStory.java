package io.pumpwatch.pattern;

import io.pumpwatch.event.EventType;
import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.feature.BlockMinute;
import io.pumpwatch.feature.HealthBuilder;
import io.pumpwatch.feature.NumberKey;
import io.pumpwatch.feature.NumberSession;
import io.pumpwatch.feature.NumberTally;
import io.pumpwatch.feature.ObservedEvent;
import io.pumpwatch.feature.TenantHealth;
import io.pumpwatch.feature.TrafficFeatures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** The minutes of one number, followed and scored as a job does it. */
final class NumberStory {
  private static final NumberKey NUMBER = new NumberKey("acme", 24_177_012_345L);
  private static final long PRICE_MICRO_USD = 50_000;

  private final Map<Integer, BlockMinute> minutes = new TreeMap<>();
  private final NumberKey number;
  private TenantHealth health = HealthBuilder.healthy().build();
  private UnaryOperator<SmsEvent.Builder> fields = builder -> builder.flow("signup_otp");

  private NumberStory(NumberKey number) {
    this.number = number;
  }

  static NumberStory begin() {
    return of(NUMBER);
  }

  static NumberStory of(NumberKey number) {
    return new NumberStory(number);
  }

  /** The fields of the events that follow. */
  NumberStory with(UnaryOperator<SmsEvent.Builder> eventFields) {
    fields = eventFields;
    return this;
  }

  NumberStory sent(int minute, int messages) {
    return seen(minute, EventType.SENT, messages);
  }

  /** So many messages in each minute from one to before another. */
  NumberStory sent(int from, int to, int messages) {
    for (int minute = from; minute < to; minute++) {
      sent(minute, messages);
    }
    return this;
  }

  NumberStory verified(int minute) {
    return seen(minute, EventType.VERIFIED, 1);
  }

  NumberStory seen(int minute, EventType type, int times) {
    SmsEvent event =
        fields
            .apply(
                SmsEvent.ofMicros((KeyStory.START + minute * KeyStory.MINUTE) * 1000, type)
                    .tenant(number.tenant())
                    .provider("twilio")
                    .destination("+" + number.number())
                    .count(times))
            .build();
    minutes
        .computeIfAbsent(minute, unused -> new BlockMinute())
        .add(
            new ObservedEvent(event, number.number(), null, times * PRICE_MICRO_USD, false),
            DetectionRules.defaults().trials());
    return this;
  }

  NumberStory health(TenantHealth value) {
    health = value;
    return this;
  }

  /** The minutes in which some statistic reaches its limit and stands, in time order. */
  List<TrafficFeatures> rows() {
    DetectionRules rules = DetectionRules.defaults();
    List<TrafficFeatures> rows = new ArrayList<>();
    NumberSession session = null;
    for (Map.Entry<Integer, BlockMinute> entry : minutes.entrySet()) {
      long start = KeyStory.START + entry.getKey() * KeyStory.MINUTE;
      NumberTally seen = entry.getValue().numbers().get(number);
      if (seen.marks() == null) {
        continue;
      }
      session =
          NumberSession.after(session, start, seen, true, number, rules.trials(), unused -> {});
      if (session == null || session.unanswered() == null) {
        continue;
      }
      TrafficFeatures features =
          rules.evaluate(
              session.features(
                  number, start, start + KeyStory.MINUTE, seen.tally(), rules.baseline()));
      if (!features.exceedances().isEmpty()) {
        rows.add(rules.confirm(features.withHealth(health)));
      }
    }
    return rows;
  }
}
