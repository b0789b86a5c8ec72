package io.pumpwatch.feature;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
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
  private final TreeMap<String, RollingSums> successesByFlow = new TreeMap<>();
  private long lastWindowEnd = Long.MIN_VALUE;
  private final TreeMap<String, RollingSums> trialsByCountry = new TreeMap<>();
  private final TreeMap<String, RollingSums> sendsByCountryAndHour = new TreeMap<>();
  private final TreeMap<String, RollingSums> sendsByCountryAndDay = new TreeMap<>();
  private final TreeMap<String, RollingSums> blocksByCountryAndDay = new TreeMap<>();
  private final RollingSums sendsByDay = newDays();
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
      of(successesByFlow, minute.value(), this::newSuccesses).add(time, minute.successes());
    } else {
      of(trialsByCountry, minute.value(), TenantHistory::newTrials)
          .add(time, minute.failed(), minute.succeeded());
      of(sendsByCountryAndHour, minute.value(), TenantHistory::newHours).add(time, minute.sends());
      of(sendsByCountryAndDay, minute.value(), TenantHistory::newDays).add(time, minute.sends());
      of(blocksByCountryAndDay, minute.value(), TenantHistory::newDays)
          .add(time, minute.firstAnswers());
      sendsByDay.add(time, minute.sends());
    }
  }

  private static RollingSums of(
      TreeMap<String, RollingSums> sums, String name, Supplier<RollingSums> none) {
    return sums.computeIfAbsent(name, unused -> none.get());
  }

  /** Whether the last minute taken ended before that time, milliseconds since the epoch. */
  public boolean endedBefore(long time) {
    return lastWindowEnd < time;
  }

  /** Messages of the four weeks up to that time, by country. */
  public Map<String, Long> sendsByCountry(long time) {
    Map<String, Long> sends = new TreeMap<>();
    sendsByCountryAndDay.forEach((country, days) -> sends.put(country, days.sum(0, time)));
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
            : concentration(features.activity(), country, time));
  }

  private static String countryOf(TrafficFeatures features) {
    TrafficKey key = features.key();
    if (key.is(Grain.COUNTRY) || key.is(Grain.BLOCK_COHORT)) {
      return key.value();
    }
    TrafficTally seen = features.span() == null ? features.window() : features.span();
    return seen.context().country();
  }

  private long successes(TrafficFeatures features) {
    long time = features.windowStart();
    if (features.key().is(Grain.SOURCE_IP)) {
      return successes.sum(0, time);
    }
    if (!TrafficHistory.judgesTrials(features.key()) && !features.key().is(Grain.DESTINATION)) {
      return successes.sum(1, time);
    }
    TrafficTally seen = features.span() == null ? features.window() : features.span();
    String flow = features.key().is(Grain.FLOW) ? features.key().value() : seen.context().flow();
    if (flow == null) {
      return successes.sum(0, time);
    }
    return sum(successesByFlow, flow, time);
  }

  private static long sum(TreeMap<String, RollingSums> sums, String name, long time) {
    RollingSums of = sums.get(name);
    return of == null ? 0 : of.sum(0, time);
  }

  private static long sumSince(
      TreeMap<String, RollingSums> sums, String name, int bucketsBack, long time) {
    RollingSums of = sums.get(name);
    return of == null ? 0 : of.sumSince(0, bucketsBack, time);
  }

  /**
   * Each country has one voice, however loud it is, and the key's own has none: otherwise an attack
   * would look like an outage, or hide another.
   */
  private boolean restCollapsed(String own, long time, int bucketsBack) {
    int judged = 0;
    int collapsed = 0;
    for (Map.Entry<String, RollingSums> country : trialsByCountry.entrySet()) {
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
    RollingSums own = country == null ? null : trialsByCountry.get(country);
    if (own == null) {
      return false;
    }
    long failed = own.sumSince(0, TEN_MINUTES, time);
    long succeeded = own.sumSince(1, TEN_MINUTES, time);
    return failed + succeeded >= LEAST_OWN_TRIALS && hasCollapsed(failed, succeeded);
  }

  private static boolean isWide(TrafficKey key) {
    return key.is(Grain.COUNTRY) || key.is(Grain.BLOCK_COHORT) || key.is(Grain.DESTINATION_RANGE);
  }

  private double countryShare(String country, long time) {
    long all = sendsByDay.sum(0, time);
    return country == null || all == 0
        ? 0
        : (double) sum(sendsByCountryAndDay, country, time) / all;
  }

  private double concentration(BlockActivity activity, String country, long time) {
    long earlier = earlier(sendsByCountryAndDay, country, time);
    double share =
        Concentration.share(
            activity.earlierSends(), earlier, earlier(blocksByCountryAndDay, country, time));
    double ofHour =
        Concentration.of(
            activity.hour().numbers(), share * sumSince(sendsByCountryAndHour, country, 1, time));
    double ofDay =
        Concentration.of(
            activity.day().numbers(),
            share * sumSince(sendsByCountryAndHour, country, HOURS - 1, time));
    return Math.max(ofHour, ofDay);
  }

  /** The sum of the days before the one before that time. */
  private static long earlier(TreeMap<String, RollingSums> sums, String name, long time) {
    return sum(sums, name, time) - sumSince(sums, name, 1, time);
  }

  void write(DataOutputView out) throws IOException {
    BinarySerializer.writeVarLong(out, memoryHours);
    successes.write(out);
    write(successesByFlow, out);
    write(trialsByCountry, out);
    write(sendsByCountryAndHour, out);
    write(sendsByCountryAndDay, out);
    write(blocksByCountryAndDay, out);
    sendsByDay.write(out);
    sources.write(out);
    BinarySerializer.writeVarLong(out, lastWindowEnd);
  }

  private static void write(TreeMap<String, RollingSums> sums, DataOutputView out)
      throws IOException {
    BinarySerializer.writeVarLong(out, sums.size());
    for (Map.Entry<String, RollingSums> entry : sums.entrySet()) {
      BinarySerializer.writeText(out, entry.getKey());
      entry.getValue().write(out);
    }
  }

  static TenantHistory read(DataInputView in) throws IOException {
    TenantHistory history = new TenantHistory((int) BinarySerializer.readVarLong(in));
    history.successes.readFrom(in);
    read(history.successesByFlow, history::newSuccesses, in);
    read(history.trialsByCountry, TenantHistory::newTrials, in);
    read(history.sendsByCountryAndHour, TenantHistory::newHours, in);
    read(history.sendsByCountryAndDay, TenantHistory::newDays, in);
    read(history.blocksByCountryAndDay, TenantHistory::newDays, in);
    history.sendsByDay.readFrom(in);
    history.sources.readFrom(in);
    history.lastWindowEnd = BinarySerializer.readVarLong(in);
    return history;
  }

  private static void read(
      TreeMap<String, RollingSums> sums, Supplier<RollingSums> none, DataInputView in)
      throws IOException {
    long entries = BinarySerializer.readVarLong(in);
    for (long i = 0; i < entries; i++) {
      String name = BinarySerializer.readText(in);
      RollingSums read = none.get();
      read.readFrom(in);
      sums.put(name, read);
    }
  }
}
