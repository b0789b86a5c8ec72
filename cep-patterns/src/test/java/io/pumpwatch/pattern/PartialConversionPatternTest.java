package io.pumpwatch.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.feature.Expectation;
import io.pumpwatch.feature.Grain;
import io.pumpwatch.feature.HealthBuilder;
import io.pumpwatch.feature.TallyBuilder;
import io.pumpwatch.feature.TenantHealth;
import io.pumpwatch.feature.TrafficFeatures;
import io.pumpwatch.feature.TrafficKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(FlinkInProcess.class)
class PartialConversionPatternTest {
  private static final PartialConversionPattern PARTIAL = PartialConversionPattern.defaults();
  private static final TrafficKey BLOCK = TrafficKey.block("acme", "+24177012", 3);
  private static final long FIRST = 24_177_012_000L;
  private static final double CONCENTRATED = PARTIAL.concentration();
  private static final long SECOND = 1_000;

  /** Trials to be seen, well beyond what either statistic needs. */
  private static final int MANY = 120;

  @InBatchAndStreaming
  void tooFewCodesFromABlockThatTakesMoreThanItsShareAreAFraud(RuntimeExecutionMode mode)
      throws Exception {
    List<PatternMatch> matches =
        PatternRun.of(PARTIAL, mode, answering(5, MANY).concentration(CONCENTRATED).rows());

    assertThat(matches).isNotEmpty().allMatch(match -> match.shape().equals("shortfall"));
    List<PatternMatch.MatchedWindow> windows = matches.get(0).windows();
    assertThat(windows)
        .extracting(PatternMatch.MatchedWindow::stage)
        .containsExactly(
            PartialConversionPattern.POORLY_ANSWERED, PartialConversionPattern.PERSISTING);
    assertThat(windows.get(1).features().windowStart() - windows.get(0).features().windowEnd())
        .isGreaterThanOrEqualTo(PARTIAL.persistence().toMillis());
  }

  @Test
  void tooFewIsMeasuredByWhatTheCountryUsuallyConverts() {
    HealthBuilder concentrated = HealthBuilder.healthy().concentration(CONCENTRATED);
    KeyStory story = answering(5, MANY);

    assertThat(shortfalls(story.health(concentrated.build()))).isNotEmpty();
    assertThat(shortfalls(story.health(concentrated.usualConversion(0.3).build()))).isEmpty();
    assertThat(shortfalls(story.health(concentrated.usualConversion(0.5).build())))
        .isNotEmpty()
        .allMatch(row -> row.expectation().source().equals(Expectation.PARENT));
  }

  private static List<TrafficFeatures> shortfalls(KeyStory story) {
    return story.rows().stream()
        .filter(row -> row.exceedance(PartialConversionPattern.SHORTFALL).reached())
        .toList();
  }

  @InBatchAndStreaming
  void codesThatAProgramEntersAreAFraudHoweverManyComeBack(RuntimeExecutionMode mode)
      throws Exception {
    KeyStory program = KeyStory.of(BLOCK).concentration(CONCENTRATED);
    for (int i = 0; i < MANY; i++) {
      long number = number(i);
      boolean fails = i % 2 == 0;
      program.minute(
          i,
          seen ->
              (fails ? seen.failedTrials(number) : seen.enteredAfter(20 * SECOND, number))
                  .sent(number));
    }

    assertThat(stories(mode, program))
        .isNotEmpty()
        .allMatch(story -> story.startsWith("regular-entry "));
  }

  @InBatchAndStreaming
  void aNearMissIsSilent(RuntimeExecutionMode mode) throws Exception {
    int persistence = (int) PARTIAL.persistence().toMinutes();
    KeyStory once =
        KeyStory.of(BLOCK).concentration(CONCENTRATED).minute(0, seen -> trials(seen, 0, 60, 10));
    assertThat(once.rows()).as("reaches the limit").hasSize(1);

    assertThat(stories(mode, once)).isEmpty();
    assertThat(stories(mode, once.minute(persistence, seen -> trials(seen, 60, 60, 10)))).isEmpty();
    assertThat(stories(mode, once.minute(persistence + 1, seen -> trials(seen, 120, 20, 4))))
        .containsExactly("shortfall 0 " + (persistence + 1));
  }

  @InBatchAndStreaming
  void aPoorAudienceThatIsNoLargerThanEverIsSilent(RuntimeExecutionMode mode) throws Exception {
    KeyStory poor = answering(5, MANY);

    assertThat(stories(mode, poor.concentration(CONCENTRATED - 0.01))).isEmpty();
    assertThat(stories(mode, poor.concentration(CONCENTRATED))).isNotEmpty();
  }

  @InBatchAndStreaming
  void aCompanyThatEnrolsItsStaffIsSilent(RuntimeExecutionMode mode) throws Exception {
    SplittableRandom random = new SplittableRandom(20260302);
    KeyStory company = KeyStory.of(BLOCK).concentration(10 * CONCENTRATED);
    for (int i = 0; i < 4 * MANY; i++) {
      long number = number(i);
      boolean fails = random.nextInt(4) == 0;
      long entered = Math.round(Math.exp(3.4 + 0.5 * random.nextGaussian()) * SECOND);
      company.minute(
          i,
          seen ->
              (fails ? seen.failedTrials(number) : seen.enteredAfter(entered, number))
                  .sent(number));
    }

    assertThat(stories(mode, company)).isEmpty();
  }

  @InBatchAndStreaming
  void aTestAtHomeIsSilent(RuntimeExecutionMode mode) throws Exception {
    TenantHealth atHome =
        HealthBuilder.healthy().countryShare(0.9).concentration(CONCENTRATED).build();
    TenantHealth abroad =
        HealthBuilder.healthy().countryShare(0.01).concentration(CONCENTRATED).build();
    KeyStory machine = KeyStory.of(BLOCK);
    for (int i = 0; i < MANY; i++) {
      long number = FIRST + i % 90;
      boolean answers = i % 8 == 7;
      machine.minute(
          i,
          seen ->
              (answers ? seen.succeededTrials(number) : seen.failedTrials(number))
                  .with(event -> event.flow("signup_otp").sourceIp("203.0.113.7"))
                  .sent(number));
    }

    assertThat(stories(mode, machine.health(atHome))).isEmpty();
    assertThat(stories(mode, machine.health(abroad))).isNotEmpty();
  }

  @InBatchAndStreaming
  void whereSuccessIsNotLoggedItsAbsenceSaysNothing(RuntimeExecutionMode mode) throws Exception {
    KeyStory unlogged =
        answering(5, MANY)
            .health(
                HealthBuilder.healthy().successIsNotLogged().concentration(CONCENTRATED).build());
    assertThat(unlogged.rows()).isNotEmpty();

    assertThat(stories(mode, unlogged)).isEmpty();
  }

  @InBatchAndStreaming
  void orderOfArrivalPlaysNoPart(RuntimeExecutionMode mode) throws Exception {
    List<TrafficFeatures> rows = answering(5, MANY).concentration(CONCENTRATED).rows();
    List<TrafficFeatures> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new Random(8));
    assertThat(shuffled).isNotEqualTo(rows);

    assertThat(PatternRun.of(PARTIAL, mode, shuffled))
        .isNotEmpty()
        .isEqualTo(PatternRun.of(PARTIAL, mode, rows));
  }

  @InBatchAndStreaming
  void hoursOfItDoNotExplode(RuntimeExecutionMode mode) throws Exception {
    List<TrafficFeatures> rows = answering(5, 600).concentration(CONCENTRATED).rows();

    assertThat(PatternRun.of(PARTIAL, mode, rows))
        .isNotEmpty()
        .hasSizeLessThanOrEqualTo(rows.size() / (int) PARTIAL.persistence().toMinutes());
  }

  @Test
  void whatHardlyConvertsIsAnImbalanceAndNoPartialConversion() {
    int tooMany = (int) Math.ceil(1 / PARTIAL.leastConversion()) + 2;

    assertThat(answering(tooMany, MANY).concentration(CONCENTRATED).rows())
        .isNotEmpty()
        .noneMatch(row -> row.exceedance(PartialConversionPattern.SHORTFALL).reached());
  }

  @Test
  void aJobThatWritesOnItsOwnIsSilent() {
    KeyStory job = KeyStory.of(BLOCK);
    for (int i = 0; i < MANY; i++) {
      long number = number(i);
      boolean answers = i % 8 == 7;
      job.minute(
          i,
          seen ->
              (answers ? seen.succeededTrials(number) : seen.unasked().failedTrials(number))
                  .sent(number));
    }
    HealthBuilder concentrated = HealthBuilder.healthy().concentration(CONCENTRATED);

    assertThat(job.health(concentrated.build()).rows())
        .noneMatch(row -> row.exceedance(PartialConversionPattern.SHORTFALL).reached());
    assertThat(job.health(concentrated.clientsAreNotLogged().build()).rows())
        .anyMatch(row -> row.exceedance(PartialConversionPattern.SHORTFALL).reached());
  }

  @Test
  void aFewTrialsSayNothing() {
    int few = PARTIAL.leastTrials() - 1;
    KeyStory story = KeyStory.of(BLOCK).concentration(CONCENTRATED);
    story.minute(
        0, seen -> seen.enteredAfter(20 * SECOND, numbers(1, few)).failedTrials(number(few)));
    assertThat(story.rows()).isEmpty();

    assertThat(story.minute(1, seen -> seen.enteredAfter(20 * SECOND, number(few + 1))).rows())
        .hasSize(1);
  }

  @Test
  void onlyBlocksAreWatched() {
    TrafficKey country = TrafficKey.of(Grain.COUNTRY, "acme", "GA");

    assertThat(
            KeyStory.of(country)
                .concentration(CONCENTRATED)
                .minute(0, seen -> trials(seen, 0, 100, 15))
                .rows())
        .noneMatch(row -> row.exceedance(PartialConversionPattern.SHORTFALL).reached());
  }

  private static List<String> stories(RuntimeExecutionMode mode, KeyStory story) throws Exception {
    return PatternRun.stories(PatternRun.of(PARTIAL, mode, story.rows()));
  }

  /** A trial each minute, of which every so many succeed. */
  private static KeyStory answering(int every, int trials) {
    KeyStory story = KeyStory.of(BLOCK);
    for (int i = 0; i < trials; i++) {
      long number = number(i);
      boolean answers = i % every == every - 1;
      story.minute(
          i,
          seen ->
              (answers ? seen.succeededTrials(number) : seen.failedTrials(number)).sent(number));
    }
    return story;
  }

  /** So many trials from that number on, the first of which succeed. */
  private static TallyBuilder trials(TallyBuilder seen, int from, int trials, int succeeded) {
    return seen.succeededTrials(numbers(from, from + succeeded))
        .failedTrials(numbers(from + succeeded, from + trials));
  }

  private static long[] numbers(int from, int to) {
    return LongStream.range(from, to).map(PartialConversionPatternTest::number).toArray();
  }

  /** Numbers of the block in an order that is no sequence. */
  private static long number(long index) {
    return FIRST + index * 617 % 1_000;
  }
}
