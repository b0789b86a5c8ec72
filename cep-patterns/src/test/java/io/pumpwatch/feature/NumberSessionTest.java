package io.pumpwatch.feature;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.event.EventType;
import io.pumpwatch.event.SmsEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberSessionTest {
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final NumberKey KEY = new NumberKey("acme", 24_177_012_345L);
  private static final TrialRules RULES = judgingAfterTenMinutes();
  private static final long PRICE_MICRO_USD = 50_000;

  private static TrialRules judgingAfterTenMinutes() {
    TrialRules rules = TrialRules.defaults();
    return new TrialRules(
        Duration.ofMinutes(10),
        Duration.ofDays(1),
        rules.flowsWithoutVerification(),
        rules.providersWithoutReceipts(),
        rules.memory(),
        rules.leastSuccesses());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      nullValues = "nothing",
      textBlock =
          """
          success in time            | 0 sent, 1 delivered, 3 verified                    | 3 success
          success in the same minute | 0 sent, 0 delivered, 0 verified                    | 0 success
          success before the receipt | 0 sent, 2 verified, 5 delivered                    | 2 success
          success without a receipt  | 0 sent, 2 verified                                 | 2 success
          failure at maturity        | 0 sent, 1 delivered                                | 10 failure
          taken back later           | 0 sent, 1 delivered, 40 verified                   | 10 failure, 40 taken back
          taken back on the last day | 0 sent, 1 delivered, 1439 verified                 | 10 failure, 1439 taken back
          too late to take back      | 0 sent, 1 delivered, 1440 verified                 | 10 failure
          success just at maturity   | 0 sent, 1 delivered, 10 verified                   | 10 success
          undelivered is no trial    | 0 sent, 1 undelivered                              | nothing
          failed is no trial         | 0 sent, 0 failed                                   | nothing
          no receipt is no trial     | 0 sent                                             | nothing
          late receipt               | 0 sent, 90 delivered                               | 90 failure
          receipt after a failed one | 0 sent, 1 undelivered, 3 sent, 4 delivered         | 10 failure
          one trial a day            | 0 sent, 1 delivered, 60 sent, 61 delivered         | 10 failure
          success of the second send | 0 sent, 1 delivered, 20 sent, 22 verified          | 10 failure, 22 taken back
          one success a day          | 0 sent, 2 verified, 60 sent, 61 verified           | 2 success
          no failure after a success | 0 sent, 2 verified, 60 sent, 61 delivered          | 2 success
          second day                 | 0 sent, 1 delivered, 1440 sent, 1441 delivered     | 10 failure, 1450 failure
          second day converts        | 0 sent, 1 delivered, 1440 sent, 1442 verified      | 10 failure, 1442 success
          verified without a send    | 0 verified                                         | nothing
          refused is no trial        | 0 blocked                                          | nothing
          a receipt opens a session  | 0 delivered                                        | 10 failure
          """)
  void aSessionDecides(String story, String steps, String decided) {
    assertThat(decisions(steps, true)).isEqualTo(decided);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      nullValues = "nothing",
      textBlock =
          """
          unverified is a failure     | 0 requested                           | 10 failure
          verified is a success       | 0 requested, 2 verified               | 2 success
          known to be undelivered     | 0 requested, 1 undelivered            | nothing
          delivered after all         | 0 requested, 1 undelivered, 9 delivered | 10 failure
          """)
  void whereNoReceiptIsExpectedTheSendStandsForIt(String story, String steps, String decided) {
    assertThat(decisions(steps, false)).isEqualTo(decided);
  }

  @ParameterizedTest
  @CsvSource({"true, 10 failure", "false, 10 failure"})
  void aReceiptCountsWhetherOrNotItWasExpected(boolean receiptExpected, String decided) {
    assertThat(decisions("0 sent, 1 delivered", receiptExpected)).isEqualTo(decided);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      nullValues = "nothing",
      textBlock =
          """
          accepted and not asked for | 0 sent, 1 delivered                | 10
          whether or not it arrived  | 0 sent, 1 undelivered              | 10
          once a session             | 0 sent, 20 sent, 90 delivered      | 10
          each day                   | 0 sent, 1440 sent                  | 10, 1450
          asked for                  | 0 requested, 1 sent, 2 delivered   | nothing
          the request comes later    | 0 sent, 10 requested               | nothing
          the request comes too late | 0 sent, 11 requested               | 10
          the code came back         | 0 sent, 5 verified                 | nothing
          nobody accepted it         | 0 delivered                        | nothing
          asked for and not accepted | 0 requested                        | nothing
          """)
  void whatNobodyAskedForIsToldAtMaturity(String story, String steps, String minutes) {
    List<String> told =
        follow(rows(steps, true), true).stream()
            .filter(increment -> increment.unrequested() != 0)
            .map(increment -> Long.toString(increment.time() / MINUTE))
            .toList();

    assertThat(told.isEmpty() ? null : String.join(", ", told)).isEqualTo(minutes);
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void whetherABlockHadAnsweredIsKnownFromWhenTheSessionOpened(boolean novel) {
    assertThat(follow(rows("0 sent, 1 delivered, 40 verified", true), novel))
        .extracting(TrialIncrement::novel)
        .containsExactly(novel, novel);
  }

  @ParameterizedTest
  @CsvSource({"REQUESTED, , true", "REQUESTED, 203.0.113.7, false", "SENT, , false"})
  void whatAnApplicationAskedForOnItsOwnIsUnasked(EventType type, String client, boolean unasked) {
    List<ObservedEvent> rows =
        List.of(
            observed(0, type, event -> event.sourceIp(client)),
            observed(1, EventType.DELIVERED, event -> event));

    assertThat(follow(rows, true))
        .singleElement()
        .extracting(TrialIncrement::unasked)
        .isEqualTo(unasked);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          from the first delivery  | 0 sent, 1 delivered, 3 delivered, 7 verified | 6
          after the failure as well | 0 sent, 1 delivered, 40 verified            | 39
          no delivery is known     | 0 sent, 7 verified                           | 0
          the receipt came later   | 0 sent, 2 verified, 5 delivered              | 0
          """)
  void aSuccessKnowsHowLongItsEntryTook(String story, String steps, long minutes) {
    assertThat(follow(rows(steps, true), true))
        .filteredOn(increment -> increment.succeeded() > 0)
        .extracting(TrialIncrement::entryMillis)
        .containsExactly(minutes * MINUTE);
  }

  @Test
  void theClientAndTheCredentialAreThoseThatAskedFirst() {
    List<ObservedEvent> rows =
        List.of(
            observed(0, EventType.SENT, event -> event),
            observed(
                1, EventType.REQUESTED, event -> event.sourceIp("2001:db8::7").identity("first")),
            observed(
                2, EventType.REQUESTED, event -> event.sourceIp("203.0.113.7").identity("other")),
            observed(3, EventType.VERIFIED, event -> event.sourceIp("198.51.100.9").identity("x")));

    assertThat(follow(rows, true))
        .singleElement()
        .matches(increment -> increment.client().equals("2001:db8:0:0::/64"))
        .matches(increment -> increment.identity().equals("first"));
  }

  @Test
  void aFailureBringsTheMessagesThatFailed() {
    assertThat(follow(rows("0 sent, 1 delivered, 5 sent, 20 sent", true), true))
        .singleElement()
        .matches(failure -> failure.sends() == 2)
        .matches(failure -> failure.costMicroUsd() == 2 * PRICE_MICRO_USD);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0 sent, 1 delivered, 40 verified",
        "0 sent, 1 delivered, 20 sent, 21 sent, 40 verified",
        "0 sent, 1 delivered, 5 sent, 100 sent, 101 verified"
      })
  void whatIsTakenBackIsWhatFailed(String steps) {
    List<TrialIncrement> decided = follow(rows(steps, true), true);

    assertThat(decided).hasSize(2);
    assertThat(decided.get(0).sends()).isPositive();
    assertThat(decided.get(1).sends()).isEqualTo(-decided.get(0).sends());
    assertThat(decided.get(1).costMicroUsd()).isEqualTo(-decided.get(0).costMicroUsd());
  }

  @Test
  void whatWasAttemptedSinceTheLastCodeIsUnanswered() {
    NumberSession session = sessionAfter("0 sent, 1 sent, 1 delivered, 4 sent, 5 delivered");

    assertThat(session.unanswered().since()).isZero();
    assertThat(session.unanswered().last()).isEqualTo(4 * MINUTE);
    assertThat(session.unanswered().minutes()).isEqualTo(3);
    assertThat(session.unanswered().tally().sends()).isEqualTo(3);
    assertThat(session.unanswered().tally().count(EventType.DELIVERED)).isEqualTo(2);
    assertThat(sessionAfter("0 sent, 1 sent, 2 verified").unanswered()).isNull();
    assertThat(sessionAfter("0 sent, 1 sent, 1 verified, 3 sent").unanswered().since())
        .isEqualTo(3 * MINUTE);
  }

  @ParameterizedTest
  @CsvSource({"59, 2, 0", "60, 1, 60"})
  void attemptsAfterAPauseAreAttemptsOfTheirOwn(int minute, int messages, int since) {
    Unanswered unanswered = sessionAfter("0 sent, " + minute + " sent").unanswered();

    assertThat(unanswered.tally().sends()).isEqualTo(messages);
    assertThat(unanswered.since()).isEqualTo(since * MINUTE);
  }

  @Test
  void receiptsDoNotFillAPause() {
    Unanswered unanswered = sessionAfter("0 sent, 40 delivered, 70 sent").unanswered();

    assertThat(unanswered.since()).isEqualTo(70 * MINUTE);
    assertThat(unanswered.minutes()).isEqualTo(1);
  }

  @Test
  void aMinuteOfANumberIsAWindowWithAllThatIsUnanswered() {
    NumberTally seen = tally(rows("4 sent", true));
    TrafficFeatures features =
        sessionAfter("0 sent, 1 sent, 4 sent")
            .features(KEY, 4 * MINUTE, 5 * MINUTE, seen.tally(), PriorBaseline.defaults());

    assertThat(features.key()).isEqualTo(TrafficKey.of(Grain.DESTINATION, "acme", "+24177012345"));
    assertThat(features.window().sends()).isEqualTo(1);
    assertThat(features.span().sends()).isEqualTo(3);
    assertThat(features.spanStart()).isZero();
    assertThat(features.recentAttempts()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({"signup_otp, login_otp, login_otp", ", signup_otp, signup_otp"})
  void aMinuteHasTheFirstOfItsFlows(String one, String other, String first) {
    NumberMinute both =
        NumberMinute.of(observed(0, EventType.SENT, event -> event.flow(one)), true)
            .and(
                NumberMinute.of(
                    observed(0, EventType.DELIVERED, event -> event.flow(other)), true));

    assertThat(both.flow()).isEqualTo(first);
    assertThat(both.accepted() && both.delivered()).isTrue();
  }

  @Property
  void orderOfRowsWithinAMinutePlaysNoPart(
      @ForAll("rows") List<ObservedEvent> rows, @ForAll long seed) {
    List<ObservedEvent> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new Random(seed));

    assertThat(follow(shuffled, true)).isEqualTo(follow(rows, true));
  }

  /** Whatever happens, a day has one trial at most, and what is taken back had failed. */
  @Property
  void aSessionAddsUpToOneTrialAtMost(@ForAll("rows") List<ObservedEvent> rows) {
    int failed = 0;
    int succeeded = 0;
    int unrequested = 0;
    for (TrialIncrement increment : follow(rows, true)) {
      failed += increment.failed();
      succeeded += increment.succeeded();
      unrequested += increment.unrequested();
      assertThat(failed).isBetween(0, 1);
      assertThat(failed + succeeded).isBetween(0, 1);
      assertThat(unrequested).isBetween(0, 1);
    }
  }

  @Provide
  Arbitrary<List<ObservedEvent>> rows() {
    return Combinators.combine(
            Arbitraries.longs().between(0, 60),
            Arbitraries.of(EventType.class),
            Arbitraries.of("signup_otp", "login_otp").injectNull(0.2),
            Arbitraries.of("203.0.113.7", "203.0.113.8").injectNull(0.5),
            Arbitraries.of(true, false))
        .as(
            (minute, type, flow, client, receiptExpected) ->
                observed(
                    minute,
                    type,
                    event ->
                        event
                            .flow(flow)
                            .sourceIp(client)
                            .provider(receiptExpected ? "twilio" : "app")))
        .list()
        .ofMaxSize(12);
  }

  private static ObservedEvent observed(
      long minute, EventType type, UnaryOperator<SmsEvent.Builder> fields) {
    SmsEvent event =
        fields
            .apply(
                SmsEvent.ofMicros(minute * MINUTE * 1000, type)
                    .tenant(KEY.tenant())
                    .provider("twilio")
                    .destination("+" + KEY.number())
                    .country("GA")
                    .network("628-03"))
            .build();
    return new ObservedEvent(event, KEY.number(), null, PRICE_MICRO_USD, false);
  }

  private static List<ObservedEvent> rows(String steps, boolean receiptExpected) {
    List<ObservedEvent> rows = new ArrayList<>();
    for (String step : steps.split(", ")) {
      String[] words = step.split(" ");
      rows.add(
          observed(
              Long.parseLong(words[0]),
              EventType.ofWord(words[1]).orElseThrow(),
              event -> event.flow("signup_otp").provider(receiptExpected ? "twilio" : "app")));
    }
    return rows;
  }

  private static String decisions(String steps, boolean receiptExpected) {
    List<String> decided =
        follow(rows(steps, receiptExpected), true).stream()
            .filter(increment -> increment.failed() != 0 || increment.succeeded() != 0)
            .map(
                increment ->
                    increment.time() / MINUTE
                        + switch (increment.failed() * 10 + increment.succeeded()) {
                          case 10 -> " failure";
                          case 1 -> " success";
                          case -9 -> " taken back";
                          default -> " impossible: " + increment;
                        })
            .toList();
    return decided.isEmpty() ? null : String.join(", ", decided);
  }

  private static NumberTally tally(List<ObservedEvent> rows) {
    NumberTally tally = new NumberTally();
    rows.forEach(row -> tally.add(row, RULES.marksOf(row)));
    return tally;
  }

  private static Map<Long, NumberTally> minutes(List<ObservedEvent> rows) {
    Map<Long, NumberTally> minutes = new TreeMap<>();
    for (ObservedEvent row : rows) {
      minutes
          .computeIfAbsent(row.event().eventTimeMillis(), unused -> new NumberTally())
          .add(row, RULES.marksOf(row));
    }
    return minutes;
  }

  private static NumberSession sessionAfter(String steps) {
    NumberSession session = null;
    for (Map.Entry<Long, NumberTally> minute : minutes(rows(steps, true)).entrySet()) {
      session =
          NumberSession.after(
              session, minute.getKey(), minute.getValue(), true, KEY, RULES, unused -> {});
    }
    return session;
  }

  /** Takes each minute when it is complete, and looks again at maturity and at the end. */
  private static List<TrialIncrement> follow(List<ObservedEvent> rows, boolean novel) {
    Map<Long, NumberTally> minutes = minutes(rows);
    TreeSet<Long> due = new TreeSet<>();
    for (long minute : minutes.keySet()) {
      due.add(minute);
      due.add(minute + RULES.maturity().toMillis());
      due.add(minute + RULES.session().toMillis());
    }
    List<TrialIncrement> increments = new ArrayList<>();
    NumberSession session = null;
    for (long minute : due) {
      NumberTally seen = minutes.get(minute);
      session =
          seen == null || seen.marks() == null
              ? NumberSession.judge(session, minute, KEY, RULES, increments::add)
              : NumberSession.after(session, minute, seen, novel, KEY, RULES, increments::add);
      if (NumberSession.expired(session, minute, RULES)) {
        session = null;
      }
    }
    return increments;
  }
}
