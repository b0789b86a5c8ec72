package io.pumpwatch.jobs.baseline;

import io.pumpwatch.feature.BlockRecord;
import io.pumpwatch.feature.BlockRecordTypeInfo;
import io.pumpwatch.feature.Grain;
import io.pumpwatch.feature.KeyHabits;
import io.pumpwatch.feature.KeyProfile;
import io.pumpwatch.feature.KeyProfileTypeInfo;
import io.pumpwatch.feature.TenantHistory;
import io.pumpwatch.feature.TenantHistoryTypeInfo;
import io.pumpwatch.feature.TrafficKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was known of a key at the end of a day: in columns for people, and as the state that a job
 * begins with. Columns that a kind has no use for are null.
 *
 * @param kind word of the {@link BaselineKind}
 * @param grain word of the key's grain
 * @param tenant of the key
 * @param value of the key; of a block the leading digits
 * @param digits of the key
 * @param effectiveFrom the midnight at which the day ended: windows from it on are judged by this
 * @param spanStart start of the span that it was learnt from, a day's
 * @param spanDays days in it
 * @param sends messages in the span
 * @param costUsd what they cost
 * @param failedTrials number sessions that failed
 * @param succeededTrials number sessions that succeeded
 * @param conversionAlpha successes in the posterior of the conversion, with those of the prior
 * @param conversionBeta failures in it
 * @param attemptsByHourOfWeek mean attempts in each hour, from Monday's first on, UTC
 * @param dispersion size of the negative binomial of attempts in a minute
 * @param entrySecondsMedian half of the codes were entered within this after delivery
 * @param entrySecondsNinetieth nine of ten were
 * @param provenHundreds hundreds of the block from which a code has come back
 * @param provenAt when the last one did
 * @param sendsBy messages in the span by tenant for a block, by country for a tenant
 * @param state the memory, as its serializer writes it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record BaselineRow(
    String kind,
    String grain,
    String tenant,
    String value,
    int digits,
    Instant effectiveFrom,
    Instant spanStart,
    Integer spanDays,
    Long sends,
    Double costUsd,
    Long failedTrials,
    Long succeededTrials,
    Double conversionAlpha,
    Double conversionBeta,
    List<Double> attemptsByHourOfWeek,
    Double dispersion,
    Double entrySecondsMedian,
    Double entrySecondsNinetieth,
    Integer provenHundreds,
    Instant provenAt,
    Map<String, Long> sendsBy,
    byte[] state) {

  private static final int BLOCK_DIGITS = 4;
  private static final double MICROS = 1e6;

  /** Standard deviations above the mean at which nine tenths of a normal distribution lie below. */
  private static final double NINETIETH = 1.2816;

  /** What a wide key usually does. */
  public static BaselineRow habits(
      TrafficKey key, KeyProfile profile, double priorConversion, long effectiveFrom) {
    byte[] state = KeyProfileTypeInfo.Serializer.INSTANCE.toBytes(profile);
    KeyHabits habits = profile.habits(effectiveFrom);
    if (habits == null) {
      return new BaselineRow(
          BaselineKind.HABITS.word(),
          key.grain(),
          key.tenant(),
          key.value(),
          key.digits(),
          Instant.ofEpochMilli(effectiveFrom),
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          state);
    }
    boolean entered = habits.entries() > 0;
    return new BaselineRow(
        BaselineKind.HABITS.word(),
        key.grain(),
        key.tenant(),
        key.value(),
        key.digits(),
        Instant.ofEpochMilli(effectiveFrom),
        Instant.EPOCH.plus(Duration.ofDays(habits.firstDay())),
        habits.days(),
        habits.sends(),
        habits.costMicroUsd() / MICROS,
        habits.failedTrials(),
        habits.succeededTrials(),
        habits.alpha(priorConversion),
        habits.beta(priorConversion),
        Arrays.stream(habits.rhythm().attemptsByHourOfWeek()).boxed().toList(),
        habits.rhythm().dispersion(),
        entered ? Math.exp(habits.meanLogEntry()) : null,
        entered ? Math.exp(habits.meanLogEntry() + NINETIETH * habits.deviationLogEntry()) : null,
        null,
        null,
        null,
        state);
  }

  /** Which of the numbers without their last four digits have answered. */
  public static BaselineRow block(long block, BlockRecord past, long effectiveFrom) {
    Map<String, Long> sends = new TreeMap<>();
    past.tenants().forEach(tenant -> sends.put(tenant, past.sends(tenant, effectiveFrom - 1)));
    boolean proven = past.provenAt(effectiveFrom);
    return of(
        BaselineKind.BLOCK,
        blockKey(block),
        effectiveFrom,
        proven ? past.provenHundreds() : 0,
        proven ? Instant.ofEpochMilli(past.lastAnswer()) : null,
        sends,
        BlockRecordTypeInfo.Serializer.INSTANCE.toBytes(past));
  }

  /** How a tenant fares. */
  public static BaselineRow tenant(String tenant, TenantHistory past, long effectiveFrom) {
    return of(
        BaselineKind.TENANT,
        tenantKey(tenant),
        effectiveFrom,
        null,
        null,
        past.sendsByCountry(effectiveFrom - 1),
        TenantHistoryTypeInfo.Serializer.INSTANCE.toBytes(past));
  }

  private static BaselineRow of(
      BaselineKind kind,
      TrafficKey key,
      long effectiveFrom,
      Integer provenHundreds,
      Instant provenAt,
      Map<String, Long> sendsBy,
      byte[] state) {
    return new BaselineRow(
        kind.word(),
        key.grain(),
        key.tenant(),
        key.value(),
        key.digits(),
        Instant.ofEpochMilli(effectiveFrom),
        Instant.ofEpochMilli(effectiveFrom).minus(Duration.ofDays(BlockRecord.DAYS)),
        BlockRecord.DAYS,
        sendsBy.values().stream().mapToLong(Long::longValue).sum(),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        provenHundreds,
        provenAt,
        sendsBy,
        state);
  }

  static TrafficKey blockKey(long block) {
    return TrafficKey.block(TrafficKey.ALL_TENANTS, "+" + block, BLOCK_DIGITS);
  }

  static TrafficKey tenantKey(String tenant) {
    return TrafficKey.of(Grain.TENANT, tenant, tenant);
  }
}
