package io.pumpwatch.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.event.EventType;
import io.pumpwatch.feature.Expectation;
import io.pumpwatch.feature.Grain;
import io.pumpwatch.feature.HealthBuilder;
import io.pumpwatch.feature.PriorBaseline;
import io.pumpwatch.feature.TallyBuilder;
import io.pumpwatch.feature.TenantHealth;
import io.pumpwatch.feature.TrafficFeatures;
import io.pumpwatch.feature.TrafficKey;
import io.pumpwatch.feature.TrialEvidence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(FlinkInProcess.class)
class SendToSuccessImbalancePatternTest {
  private static final SendToSuccessImbalancePattern IMBALANCE =
      SendToSuccessImbalancePattern.defaults();
  private static final TrafficKey BLOCK = TrafficKey.block("acme", "+24177012", 3);
  private static final TrafficKey COUNTRY = TrafficKey.of(Grain.COUNTRY, "acme", "GA");
  private static final TrafficKey NETWORK = TrafficKey.of(Grain.NETWORK, "acme", "628-01");
  private static final long FIRST = 24_177_012_000L;

  private static final int BLOCK_FAILURES = failuresToLimit(BLOCK);
  private static final int COUNTRY_FAILURES = failuresToLimit(COUNTRY);

  @InBatchAndStreaming
  void aDozenFailuresInABlockAreAnImbalance(RuntimeExecutionMode mode) throws Exception {
    assertThat(stories(mode, failing(BLOCK, 0, BLOCK_FAILURES)))
        .containsExactly("block " + (BLOCK_FAILURES - 1));
  }

  @InBatchAndStreaming
  void aFewAnHourForDaysAreFoundInACountry(RuntimeExecutionMode mode) throws Exception {
    KeyStory slow = KeyStory.of(COUNTRY);
    int pace = 60 / IMBALANCE.leastConcentrated();
    for (int minute = 0; minute < 3 * 24 * 60; minute += pace) {
      long number = number(minute);
      slow.minute(minute, seen -> seen.sent(number).failedTrials(number));
    }

    assertThat(stories(mode, slow)).isNotEmpty().allMatch(story -> story.startsWith("wide "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"source_ip", "block_cohort", "destination_range", "country", "flow"})
  void whatIsWiderThanABlockIsWatched(String label) {
    TrafficKey key =
        label.equals("destination_range")
            ? TrafficKey.block("acme", "+24177", TrafficKey.RANGE_DIGITS)
            : TrafficKey.of(Grain.ofWord(label), "acme", "wide");
    int failures = failuresToLimit(key);

    assertThat(failing(key, 0, failures - 1).rows()).isEmpty();
    assertThat(failing(key, 0, failures).rows())
        .singleElement()
        .matches(row -> row.exceedance(SendToSuccessImbalancePattern.WIDE_EVIDENCE).reached());
  }

  @Test
  void aNetworkIsNotWatchedUnlessASettingSaysSo() {
    KeyStory named = KeyStory.of(NETWORK);
    KeyStory sentTo = KeyStory.of(NETWORK);
    for (int i = 0; i < 60; i++) {
      long number = number(i);
      named.minute(i, seen -> seen.failedTrials(number));
      sentTo.minute(i, seen -> seen.sent(number).failedTrials(number));
    }
    assertThat(sentTo.rows()).isEmpty();

    assertThat(sentTo.rules(watchingNetworks()).rows()).isNotEmpty();
    assertThat(named.rules(watchingNetworks()).rows()).as("one that only receipts name").isEmpty();
  }

  @Test
  void whatIsWideMustFailWhereNothingEverAnswered() {
    int failures = 10 * COUNTRY_FAILURES;
    int proven = (int) Math.round((1 - IMBALANCE.purity()) * failures);

    assertThat(mixed(failures, proven).rows()).isNotEmpty();
    assertThat(mixed(failures, proven + 1).rows()).isEmpty();
  }

  private static KeyStory mixed(int failures, int proven) {
    return KeyStory.of(COUNTRY)
        .minute(
            0,
            seen ->
                seen.failedTrials(numbers(failures - proven))
                    .inProvenBlocks()
                    .failedTrials(numbers(proven)));
  }

  @Test
  void concentrationHelpsABlockThatFailsAndNeverAlone() {
    double limit = IMBALANCE.limits().get(BLOCK.label());
    int failures = Math.max(IMBALANCE.leastConcentrated(), failures(limit - greatestHelp()));
    double enough = greatestHelp() / IMBALANCE.concentrationWeight();

    assertThat(greatestHelp()).isPositive().isLessThan(limit);
    assertThat(failures).isLessThan(BLOCK_FAILURES);
    assertThat(failing(BLOCK, 0, failures).concentration(enough).rows())
        .singleElement()
        .matches(
            row ->
                row.exceedance(SendToSuccessImbalancePattern.BLOCK_EVIDENCE).score()
                    == row.trialEvidence() + greatestHelp());
    assertThat(failing(BLOCK, 0, failures - 1).concentration(100 * enough).rows()).isEmpty();
    assertThat(failing(BLOCK, 0, failures).rows()).isEmpty();
  }

  @Test
  void whatTheProviderRefusedAsFraudHelpsLikewise() {
    double limit = IMBALANCE.limits().get(BLOCK.label());
    int failures = Math.max(IMBALANCE.leastConcentrated(), failures(limit - greatestHelp()));
    int enough = (int) Math.ceil(greatestHelp() / IMBALANCE.refusalWeight());

    assertThat(failing(BLOCK, 0, failures).minute(0, refused("30450", enough)).rows())
        .singleElement()
        .matches(
            row ->
                row.exceedance(SendToSuccessImbalancePattern.BLOCK_EVIDENCE).score()
                    == row.trialEvidence() + greatestHelp());
    assertThat(failing(BLOCK, 0, failures).minute(0, refused("30003", enough)).rows())
        .as("refused for another reason")
        .isEmpty();
    assertThat(KeyStory.of(BLOCK).minute(0, refused("30450", 3)).rows()).as("alone").isEmpty();
  }

  private static Consumer<TallyBuilder> refused(String code, int messages) {
    return seen ->
        seen.with(event -> event.provider("twilio").errorCode(code))
            .events(EventType.BLOCKED, numbers(messages))
            .with(event -> event.flow("signup_otp"));
  }

  @Test
  void fewerNumbersAreEnoughOnlyWhereTheyAreConcentrated() {
    double enough = greatestHelp() / IMBALANCE.concentrationWeight();
    int few = IMBALANCE.leastConcentrated();
    assertThat(few).isLessThan(IMBALANCE.leastNumbers());

    assertThat(hourly(few).rows()).isEmpty();
    assertThat(hourly(few).concentration(0.99 * enough).rows()).isEmpty();
    assertThat(hourly(few).concentration(enough).rows()).isNotEmpty();
    assertThat(hourly(few - 1).concentration(enough).rows()).isEmpty();
  }

  /** Nobody knows the block, but how its country usually converts. */
  @Test
  void whereACountryConvertsBadlyMoreMustFail() {
    KeyStory enough = failing(BLOCK, 0, BLOCK_FAILURES);
    TenantHealth poor = HealthBuilder.healthy().usualConversion(0.35).build();

    assertThat(enough.rows())
        .singleElement()
        .matches(row -> row.expectation().source().equals(Expectation.PRIOR));
    assertThat(enough.health(poor).rows()).isEmpty();
    assertThat(failing(BLOCK, 0, 3 * BLOCK_FAILURES).health(poor).rows())
        .isNotEmpty()
        .extracting(TrafficFeatures::expectation)
        .allMatch(
            expected ->
                expected.source().equals(Expectation.PARENT) && expected.conversion() == 0.35);
  }

  @Test
  void whatWasLearntOfTheKeyItselfComesFirst() {
    KeyStory learnt =
        failing(COUNTRY, 0, COUNTRY_FAILURES)
            .expecting(new Expectation(20, 1.5, 0.6, Expectation.LEARNT))
            .health(HealthBuilder.healthy().usualConversion(0.35).build());

    assertThat(learnt.rows())
        .isNotEmpty()
        .allMatch(row -> row.expectation().source().equals(Expectation.LEARNT));
  }

  /** What the greatest concentration adds to the evidence of a block, nats. */
  private static double greatestHelp() {
    TrafficFeatures row = failing(BLOCK, 0, BLOCK_FAILURES).concentration(1e6).rows().get(0);
    return row.exceedance(SendToSuccessImbalancePattern.BLOCK_EVIDENCE).score()
        - row.trialEvidence();
  }

  @Test
  void evidenceThatIsOldNewsIsSilent() {
    KeyStory country = failing(COUNTRY, 0, COUNTRY_FAILURES - 1);
    KeyStory block = failing(BLOCK, 0, BLOCK_FAILURES - 1);
    int few = IMBALANCE.leastConcentrated() - 1;
    for (int i = 0; i < few; i++) {
      long number = number(900 + i);
      country.minute(COUNTRY_FAILURES + 120 + i, seen -> seen.failedTrials(number));
      block.minute(BLOCK_FAILURES + 25 * 60 + i, seen -> seen.failedTrials(number));
    }
    assertThat(country.rows()).isEmpty();
    assertThat(block.rows()).isEmpty();

    long last = number(990);
    assertThat(country.minute(COUNTRY_FAILURES + 120 + few, seen -> seen.failedTrials(last)).rows())
        .hasSize(1);
    assertThat(block.minute(BLOCK_FAILURES + 25 * 60 + few, seen -> seen.failedTrials(last)).rows())
        .hasSize(1);
  }

  @InBatchAndStreaming
  void aNearMissIsSilent(RuntimeExecutionMode mode) throws Exception {
    KeyStory takenBack =
        failing(BLOCK, 0, BLOCK_FAILURES - 1)
            .minute(BLOCK_FAILURES, seen -> seen.trialsTakenBack(number(3)))
            .minute(BLOCK_FAILURES + 1, seen -> seen.failedTrials(number(50)));

    assertThat(stories(mode, failing(BLOCK, 0, BLOCK_FAILURES - 1))).isEmpty();
    assertThat(stories(mode, takenBack)).isEmpty();
  }

  @InBatchAndStreaming
  void aMonitorOfAFewNumbersIsSilent(RuntimeExecutionMode mode) throws Exception {
    assertThat(stories(mode, hourly(IMBALANCE.leastNumbers() - 1))).isEmpty();
    assertThat(stories(mode, hourly(IMBALANCE.leastNumbers()))).isNotEmpty();
  }

  @InBatchAndStreaming
  void aWideKeyMustGoOn(RuntimeExecutionMode mode) throws Exception {
    int decided = COUNTRY_FAILURES - 1;
    int persisting = decided + 1 + (int) IMBALANCE.persistence().toMinutes();

    assertThat(stories(mode, failing(COUNTRY, 0, persisting))).isEmpty();
    assertThat(stories(mode, failing(COUNTRY, 0, persisting + 1)))
        .containsExactly("wide " + decided + " " + persisting);
  }

  @InBatchAndStreaming
  void aGapLongerThanPatienceIsNoPersistence(RuntimeExecutionMode mode) throws Exception {
    int patience = (int) IMBALANCE.patience().toMinutes();
    KeyStory within =
        failing(COUNTRY, 0, COUNTRY_FAILURES)
            .minute(COUNTRY_FAILURES - 2 + patience, seen -> seen.failedTrials(numbers(20)));
    KeyStory beyond =
        failing(COUNTRY, 0, COUNTRY_FAILURES)
            .minute(COUNTRY_FAILURES - 1 + patience, seen -> seen.failedTrials(numbers(20)));

    assertThat(stories(mode, within)).hasSize(1);
    assertThat(stories(mode, beyond)).isEmpty();
  }

  @InBatchAndStreaming
  void orderOfArrivalPlaysNoPart(RuntimeExecutionMode mode) throws Exception {
    List<TrafficFeatures> rows = failing(COUNTRY, 0, 120).rows();
    List<TrafficFeatures> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new Random(2));
    assertThat(shuffled).isNotEqualTo(rows);

    assertThat(PatternRun.of(IMBALANCE, mode, shuffled))
        .isNotEmpty()
        .isEqualTo(PatternRun.of(IMBALANCE, mode, rows));
  }

  @InBatchAndStreaming
  void hoursOfItDoNotExplode(RuntimeExecutionMode mode) throws Exception {
    List<TrafficFeatures> block = failing(BLOCK, 0, 240).rows();
    List<TrafficFeatures> country = failing(COUNTRY, 0, 240).rows();

    assertThat(PatternRun.of(IMBALANCE, mode, block)).hasSameSizeAs(block);
    assertThat(PatternRun.of(IMBALANCE, mode, country))
        .isNotEmpty()
        .hasSizeLessThanOrEqualTo(country.size() / (int) IMBALANCE.persistence().toMinutes());
  }

  @InBatchAndStreaming
  void convertingTrafficIsSilent(RuntimeExecutionMode mode) throws Exception {
    for (double conversion : new double[] {0.5, 0.6, 0.75}) {
      SplittableRandom random = new SplittableRandom(20260302);
      KeyStory converting = KeyStory.of(BLOCK);
      for (int i = 0; i < 900; i++) {
        long number = number(i);
        boolean succeeds = random.nextDouble() < conversion;
        converting.minute(
            i,
            seen -> (succeeds ? seen.succeededTrials(number) : seen.failedTrials(number)).sent());
      }

      assertThat(stories(mode, converting)).as("conversion %s", conversion).isEmpty();
    }
  }

  @InBatchAndStreaming
  void whereSuccessIsNotLoggedItsAbsenceSaysNothing(RuntimeExecutionMode mode) throws Exception {
    List<TrafficFeatures> block = failing(BLOCK, 0, 60).successIsNotLogged().rows();
    List<TrafficFeatures> country = failing(COUNTRY, 0, 90).successIsNotLogged().rows();
    assertThat(block).isNotEmpty();
    assertThat(country).isNotEmpty();

    assertThat(PatternRun.of(IMBALANCE, mode, block)).isEmpty();
    assertThat(PatternRun.of(IMBALANCE, mode, country)).isEmpty();
  }

  @Test
  void aSpanWithMoreSuccessesThanAnAttackHasIsNone() {
    int every = (int) Math.floor(1 / IMBALANCE.greatestConversion());

    assertThat(diluted(every - 1).rows()).isEmpty();
    assertThat(diluted(every).rows()).isNotEmpty();
  }

  /** Every so many trials one succeeds, where three quarters do normally. */
  private static KeyStory diluted(int every) {
    KeyStory diluted =
        KeyStory.of(COUNTRY).expecting(new Expectation(1, 1.5, 0.75, Expectation.LEARNT));
    for (int i = 0; i < 100 * every; i++) {
      long number = number(i);
      boolean succeeds = i % every == 0;
      diluted.minute(
          i, seen -> (succeeds ? seen.succeededTrials(number) : seen.failedTrials(number)).sent());
    }
    return diluted;
  }

  private static List<String> stories(RuntimeExecutionMode mode, KeyStory story) throws Exception {
    return PatternRun.stories(PatternRun.of(IMBALANCE, mode, story.rows()));
  }

  /** One number fails each minute. */
  private static KeyStory failing(TrafficKey key, int from, int to) {
    KeyStory story = KeyStory.of(key);
    for (int minute = from; minute < to; minute++) {
      long number = number(minute);
      story.minute(minute, seen -> seen.failedTrials(number));
    }
    return story;
  }

  /** One of so many numbers fails each hour for days. */
  private static KeyStory hourly(int count) {
    KeyStory monitor = KeyStory.of(BLOCK);
    for (int hour = 0; hour < 10 * 24; hour++) {
      long number = number(hour % count);
      monitor.minute(hour * 60, seen -> seen.sent(number).failedTrials(number));
    }
    return monitor;
  }

  private static DetectionRules watchingNetworks() {
    Map<String, Double> limits = new LinkedHashMap<>(IMBALANCE.limits());
    limits.put("network", limits.get("country"));
    DetectionRules rules = DetectionRules.defaults();
    return new DetectionRules(
        rules.protection(),
        rules.falseAlarms(),
        rules.trials(),
        rules.priors(),
        rules.modes(),
        rules.burst(),
        rules.sequentialNumbers(),
        new SendToSuccessImbalancePattern(
            limits,
            IMBALANCE.leastNumbers(),
            IMBALANCE.leastConcentrated(),
            IMBALANCE.concentrationWeight(),
            IMBALANCE.refusalWeight(),
            IMBALANCE.greatestConversion(),
            IMBALANCE.purity(),
            IMBALANCE.persistence(),
            IMBALANCE.patience(),
            IMBALANCE.episodeGap()),
        rules.partialConversion(),
        rules.repeatFlood(),
        rules.unrequestedSends(),
        rules.countrySpread(),
        rules.spendSurge(),
        rules.silentSource());
  }

  private static int failuresToLimit(TrafficKey key) {
    return failures(IMBALANCE.limits().get(key.label()));
  }

  /** Failures in a row that reach so much evidence where nothing was learnt. */
  private static int failures(double evidence) {
    double normal = PriorBaseline.defaults().conversion();
    return (int)
        Math.ceil(evidence / Math.log((1 - TrialEvidence.ATTACK_CONVERSION) / (1 - normal)));
  }

  private static long[] numbers(int count) {
    return LongStream.range(0, count).map(SendToSuccessImbalancePatternTest::number).toArray();
  }

  /** Numbers of the block in an order that is no sequence. */
  private static long number(long index) {
    return FIRST + index * 617 % 1_000;
  }
}
