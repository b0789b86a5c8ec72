package io.pumpwatch.jobs.scenario;

import io.pumpwatch.event.EventType;
import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.feature.BlockMinute;
import io.pumpwatch.feature.BlockMinuteTypeInfo;
import io.pumpwatch.feature.Grain;
import io.pumpwatch.feature.ObservedEvent;
import io.pumpwatch.feature.TenantHealth;
import io.pumpwatch.feature.TrafficFeatures;
import io.pumpwatch.feature.TrafficHistory;
import io.pumpwatch.feature.TrafficKey;
import io.pumpwatch.feature.TrafficTally;
import io.pumpwatch.finding.Episode;
import io.pumpwatch.finding.Finding;
import io.pumpwatch.finding.FindingComposer;
import io.pumpwatch.finding.Opening;
import io.pumpwatch.jobs.tally.BlockUpdate;
import io.pumpwatch.jobs.tally.Windows;
import io.pumpwatch.pattern.DetectionRules;
import io.pumpwatch.pattern.PatternMatch;
import io.pumpwatch.pattern.PatternMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A minute in which one client sends forty messages, for tests of single parts. */
final class ExampleBurst {
  static final long START = Instant.parse("2026-03-02T12:00:00Z").toEpochMilli();
  static final long NUMBER = 24_177_012_345L;
  static final TrafficKey CLIENT = TrafficKey.of(Grain.SOURCE_IP, "acme", "203.0.113.7");

  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final int SENDS = 40;
  private static final DetectionRules RULES = DetectionRules.defaults();

  private ExampleBurst() {}

  static PatternMatch match() {
    TrafficFeatures minute =
        features(CLIENT, sends(CLIENT, START, SENDS))
            .withHealth(new TenantHealth(true, false, true, true, 0, 0, 0));
    return new PatternMatch(
        "burst", "flash", List.of(new PatternMatch.MatchedWindow("flash", minute)));
  }

  static Finding finding() {
    Episode episode =
        Episode.after(
            null,
            List.of(match()),
            RULES.burst(),
            new Opening("rules", "run", PatternMode.ALERT),
            (id, stage, features) -> {});
    return FindingComposer.compose(episode, Finding.OPEN, RULES.burst());
  }

  /** The features of the first minute of a key. */
  static TrafficFeatures features(TrafficKey key, TrafficTally window) {
    return RULES.evaluate(
        new TrafficHistory()
            .advance(key, START, START + MINUTE, window, RULES.baseline().expect(key, START)));
  }

  /** So many messages at a time, each to a number of its own. */
  static TrafficTally sends(TrafficKey key, long time, int count) {
    TrafficTally tally = TrafficTally.create(key);
    for (int i = 0; i < count; i++) {
      tally.add(observed(EventType.SENT, NUMBER + i, time));
    }
    return tally;
  }

  /** What became of a message to a number. */
  static ObservedEvent observed(EventType type, long number, long time) {
    SmsEvent event =
        SmsEvent.of(Instant.ofEpochMilli(time), type)
            .tenant("acme")
            .destination("+" + number)
            .build();
    return new ObservedEvent(event, number, null, 40_000, true);
  }

  /** The same as a part of what was seen of the number's block. */
  static BlockUpdate blockUpdate(EventType type, long number, long time) {
    BlockMinute minute = new BlockMinute();
    minute.add(observed(type, number, time), RULES.trials());
    return new BlockUpdate(
        BlockMinute.blockOf(number),
        Windows.start(time),
        BlockMinuteTypeInfo.Serializer.INSTANCE.toBytes(minute));
  }
}
