package io.pumpwatch.feature;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.LongStream;

/** What is told of the tenant acme, minute by minute, and what is then known of it. */
final class TenantStory {
  static final long START = Instant.parse("2026-03-02T12:00:00Z").toEpochMilli();
  static final long MINUTE = Duration.ofMinutes(1).toMillis();
  static final TrafficKey TENANT = TrafficKey.of(Grain.TENANT, "acme", "acme");
  static final TrafficKey SIGNUP = TrafficKey.of(Grain.FLOW, "acme", "signup_otp");
  static final TrafficKey BLOCK = TrafficKey.block("acme", "+24177012", 3);

  private static final TrialRules RULES = TrialRules.defaults();
  private static final long PREFIX = 24_177_012_000L;

  private final TenantHistory history = new TenantHistory(24);

  TenantHistory history() {
    return history;
  }

  void observe(TenantMinute minute) {
    history.observe(minute);
  }

  TenantHealth around(TrafficFeatures features) {
    return history.around(features, RULES);
  }

  void succeed(int minute, int successes) {
    history.observe(minuteOf(TENANT, minute, 0, 0, 0, successes, successes, 0));
    history.observe(minuteOf(SIGNUP, minute, 0, 0, 0, successes, successes, 0));
  }

  void observeSends(String country, int minute, long sends) {
    TrafficKey key = TrafficKey.of(Grain.COUNTRY, "acme", country);
    history.observe(minuteOf(key, minute, sends, sends / 2, 0, 0, 0, 0));
  }

  void observeTrials(String country, int minute, long failed, long succeeded) {
    TrafficKey key = TrafficKey.of(Grain.COUNTRY, "acme", country);
    history.observe(minuteOf(key, minute, 0, 0, failed, succeeded, 0, 0));
  }

  static TenantMinute minuteOf(
      TrafficKey key,
      int minute,
      long requested,
      long accepted,
      long failed,
      long succeeded,
      long successes,
      long withClient) {
    return new TenantMinute(
        key.grain(),
        key.tenant(),
        key.value(),
        START + minute * MINUTE,
        requested,
        accepted,
        requested,
        requested / 2,
        failed,
        succeeded,
        successes,
        successes / 2,
        accepted,
        successes,
        withClient);
  }

  TenantHealth in(String country, int minute) {
    return health(minute, seenIn(country));
  }

  TenantHealth health(int minute, TrafficTally span) {
    return around(BLOCK, minute, span);
  }

  TenantHealth around(TrafficKey key, int minute, TrafficTally seen) {
    return history.around(features(key, minute, seen, seen), RULES);
  }

  static TrafficTally block(String flow) {
    return TallyBuilder.of(BLOCK).with(event -> event.flow(flow)).sent(numbers(4)).build();
  }

  static TrafficTally seenIn(String country) {
    return TallyBuilder.of(BLOCK).with(event -> event.country(country)).sent(numbers(4)).build();
  }

  static long[] numbers(int count) {
    return LongStream.range(PREFIX, PREFIX + count).toArray();
  }

  static RecentTrials recent(int numbers) {
    return new RecentTrials(numbers, 0, 0, 0, 0, 0);
  }

  static TrafficFeatures features(
      TrafficKey key, int minute, TrafficTally window, TrafficTally span) {
    return features(key, minute, window, span, null);
  }

  static TrafficFeatures features(
      TrafficKey key, int minute, TrafficTally window, TrafficTally span, BlockActivity activity) {
    long start = START + minute * MINUTE;
    return new TrafficFeatures(
        key,
        start,
        start + MINUTE,
        window,
        span,
        start,
        new Expectation(1, 1.5, 0.5, Expectation.PRIOR),
        null,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        SequenceStatistic.NONE,
        0,
        activity,
        Map.of(),
        null);
  }
}
