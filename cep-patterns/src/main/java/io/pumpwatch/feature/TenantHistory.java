package io.pumpwatch.feature;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.TypeInfo;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * What is remembered of a tenant: which of its flows log success, by which field, and how its
 * trials go. A function of its windows in time order.
 */
@TypeInfo(TenantHistoryTypeInfo.Factory.class)
public final class TenantHistory {
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final int HOURS = 24;
  private static final long DAY = HOURS * HOUR;

  /** Trials of the last hour from which a country's conversion is judged. */
  private static final int LEAST_COUNTRY_TRIALS = 3;

  /** The same for the key's own country, which alone decides. */
  private static final int LEAST_OWN_TRIALS = 5;

  /** How many other countries must be judged before a collapse of most of them means anything. */
  private static final int LEAST_COUNTRIES = 3;

  private static final double COLLAPSED_CONVERSION = 0.25;

  /** Share of the tenant's messages from which a country has traffic enough of its own. */
  private static final double HOME_SHARE = 0.1;

  /** Buckets of five minutes before the current one. */
  private static final int TEN_MINUTES = 1;

  private static final int WHOLE_HOUR = 12;

  private final int memoryHours;
  private final RollingSums successes;
  private final NamedSums successesByFlow = new NamedSums(this::newSuccesses);
  private long lastWindowEnd = Long.MIN_VALUE;
  private final NamedSums trialsByCountry = new NamedSums(TenantHistory::newTrials);
  private final NamedSums sendsByCountryAndHour = new NamedSums(TenantHistory::newHours);
  private final NamedSums sendsByCountryAndDay = new NamedSums(TenantHistory::newDays);
  private final NamedSums blocksByCountryAndDay = new NamedSums(TenantHistory::newDays);
  private final RollingSums sendsByDay = newDays();
  private final UsualConversion conversion = new UsualConversion();
  private final SourceRhythm sources = new SourceRhythm();

  public TenantHistory(int memoryHours) {
    this.memoryHours = memoryHours;
    this.successes = new RollingSums(HOUR, memoryHours, 5);
  }

  private RollingSums newSuccesses() {
    return new RollingSums(HOUR, memoryHours, 1);
  }

  private static RollingSums newTrials() {
    return new RollingSums(HOUR / 12, 12, 2);
  }

  private static RollingSums newHours() {
    return new RollingSums(HOUR, HOURS, 1);
  }

  private static RollingSums newDays() {
    return new RollingSums(DAY, BlockRecord.DAYS, 1);
  }

  /** Takes the next minute. */
  public void observe(TenantMinute minute) {
    long time = minute.windowStart();
    lastWindowEnd = Math.max(lastWindowEnd, time + MINUTE);
    conversion.observe(minute);
    if (minute.grain().equals(Grain.TENANT.word())) {
      successes.add(
          time,
          minute.successes(),
          minute.verifiedWithClient(),
          minute.requestedForNumber(),
          minute.accepted(),
          minute.requestedWithClient());
      sources.add(
          time, minute.requested(), minute.accepted(), minute.receipts(), minute.verified());
    } else if (minute.grain().equals(Grain.FLOW.word())) {
      successesByFlow.add(minute.value(), time, minute.successes());
    } else {
      trialsByCountry.add(minute.value(), time, minute.failed(), minute.succeeded());
      sendsByCountryAndHour.add(minute.value(), time, minute.sends());
      sendsByCountryAndDay.add(minute.value(), time, minute.sends());
      blocksByCountryAndDay.add(minute.value(), time, minute.firstAnswers());
      sendsByDay.add(time, minute.sends());
    }
  }

  /** Whether the last minute taken ended before that time, milliseconds since the epoch. */
  public boolean endedBefore(long time) {
    return lastWindowEnd < time;
  }

  /** Messages of the four weeks up to that time, by country. */
  public Map<String, Long> sendsByCountry(long time) {
    Map<String, Long> sends = new TreeMap<>();
    sendsByCountryAndDay
        .entries()
        .forEach(country -> sends.put(country.getKey(), country.getValue().sum(0, time)));
    return sends;
  }

  /**
   * The sources that have been silent in the clock hours before that time, each with the rows that
   * should have been there.
   *
   * @param time start of an hour, milliseconds since the epoch
   */
  public Map<LogSource, Long> missingRows(long time) {
    return sources.missing(time);
  }

  /** What is known of the traffic around those features, at their window. */
  public TenantHealth around(TrafficFeatures features, TrialRules rules) {
    long time = features.windowStart();
    String country = countryOf(features);
    return new TenantHealth(
        successes(features) >= rules.leastSuccesses(),
        restCollapsed(country, time, TEN_MINUTES)
            || restCollapsed(country, time, WHOLE_HOUR)
            || (isWide(features.key())
                && countryShare(country, time) >= HOME_SHARE
                && ownCollapsed(country, time)),
        2 * successes.sum(2, time) > successes.sum(3, time),
        2 * successes.sum(4, time) > successes.sum(2, time),
        countryShare(country, time),
        features.activity() == null || country == null
            ? 0
            : concentration(features.activity(), country, time),
        conversion.of(flowOf(features), country, time, features.expectation().conversion()));
  }

  private static String countryOf(TrafficFeatures features) {
    TrafficKey key = features.key();
    if (key.is(Grain.COUNTRY) || key.is(Grain.BLOCK_COHORT)) {
      return key.value();
    }
    return seen(features).context().country();
  }

  private static String flowOf(TrafficFeatures features) {
    return features.key().is(Grain.FLOW) ? features.key().value() : seen(features).context().flow();
  }

  private static TrafficTally seen(TrafficFeatures features) {
    return features.span() == null ? features.window() : features.span();
  }

  private long successes(TrafficFeatures features) {
    long time = features.windowStart();
    if (features.key().is(Grain.SOURCE_IP)) {
      return successes.sum(0, time);
    }
    if (!TrafficHistory.judgesTrials(features.key()) && !features.key().is(Grain.DESTINATION)) {
      return successes.sum(1, time);
    }
    String flow = flowOf(features);
    return flow == null ? successes.sum(0, time) : successesByFlow.sum(flow, 0, time);
  }

  /**
   * Each country has one voice, however loud it is, and the key's own has none: otherwise an attack
   * would look like an outage, or hide another.
   */
  private boolean restCollapsed(String own, long time, int bucketsBack) {
    int judged = 0;
    int collapsed = 0;
    for (Map.Entry<String, RollingSums> country : trialsByCountry.entries()) {
      if (!country.getKey().equals(own)) {
        long failed = country.getValue().sumSince(0, bucketsBack, time);
        long succeeded = country.getValue().sumSince(1, bucketsBack, time);
        judged += failed + succeeded >= LEAST_COUNTRY_TRIALS ? 1 : 0;
        collapsed += hasCollapsed(failed, succeeded) ? 1 : 0;
      }
    }
    return judged >= LEAST_COUNTRIES && 3 * collapsed > 2 * judged;
  }

  private static boolean hasCollapsed(long failed, long succeeded) {
    return failed + succeeded >= LEAST_COUNTRY_TRIALS
        && succeeded < COLLAPSED_CONVERSION * (failed + succeeded);
  }

  /** Where numbers fail that used to answer, those that never did prove nothing. */
  private boolean ownCollapsed(String country, long time) {
    long failed = trialsByCountry.sumSince(country, 0, TEN_MINUTES, time);
    long succeeded = trialsByCountry.sumSince(country, 1, TEN_MINUTES, time);
    return failed + succeeded >= LEAST_OWN_TRIALS && hasCollapsed(failed, succeeded);
  }

  private static boolean isWide(TrafficKey key) {
    return key.is(Grain.COUNTRY) || key.is(Grain.BLOCK_COHORT) || key.is(Grain.DESTINATION_RANGE);
  }

  private double countryShare(String country, long time) {
    long all = sendsByDay.sum(0, time);
    return country == null || all == 0
        ? 0
        : (double) sendsByCountryAndDay.sum(country, 0, time) / all;
  }

  private double concentration(BlockActivity activity, String country, long time) {
    long earlier = earlier(sendsByCountryAndDay, country, time);
    double share =
        Concentration.share(
            activity.earlierSends(), earlier, earlier(blocksByCountryAndDay, country, time));
    double ofHour =
        Concentration.of(
            activity.hour().numbers(), share * sendsByCountryAndHour.sumSince(country, 0, 1, time));
    double ofDay =
        Concentration.of(
            activity.day().numbers(),
            share * sendsByCountryAndHour.sumSince(country, 0, HOURS - 1, time));
    return Math.max(ofHour, ofDay);
  }

  /** The sum of the days before the one before that time. */
  private static long earlier(NamedSums sums, String name, long time) {
    return sums.sum(name, 0, time) - sums.sumSince(name, 0, 1, time);
  }

  void write(DataOutputView out) throws IOException {
    BinarySerializer.writeVarLong(out, memoryHours);
    successes.write(out);
    successesByFlow.write(out);
    trialsByCountry.write(out);
    sendsByCountryAndHour.write(out);
    sendsByCountryAndDay.write(out);
    blocksByCountryAndDay.write(out);
    sendsByDay.write(out);
    conversion.write(out);
    sources.write(out);
    BinarySerializer.writeVarLong(out, lastWindowEnd);
  }

  static TenantHistory read(DataInputView in) throws IOException {
    TenantHistory history = new TenantHistory((int) BinarySerializer.readVarLong(in));
    history.successes.readFrom(in);
    history.successesByFlow.readFrom(in);
    history.trialsByCountry.readFrom(in);
    history.sendsByCountryAndHour.readFrom(in);
    history.sendsByCountryAndDay.readFrom(in);
    history.blocksByCountryAndDay.readFrom(in);
    history.sendsByDay.readFrom(in);
    history.conversion.readFrom(in);
    history.sources.readFrom(in);
    history.lastWindowEnd = BinarySerializer.readVarLong(in);
    return history;
  }
}
