package io.pumpwatch.feature;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.event.EventType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberSessionTest {
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final NumberKey KEY = new NumberKey("acme", 24_177_012_345L);
  private static final TrialRules RULES = TrialRules.defaults();

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

  @ParameterizedTest
  @CsvSource({"signup_otp, login_otp, login_otp", ", signup_otp, signup_otp"})
  void aMinuteHasTheFirstOfItsFlows(String one, String other, String first) {
    NumberMinute both =
        NumberMinute.of(row(0, EventType.SENT, one, true))
            .and(NumberMinute.of(row(0, EventType.DELIVERED, other, true)));

    assertThat(both.flow()).isEqualTo(first);
    assertThat(both.sent() && both.delivered()).isTrue();
  }

  @Property
  void orderOfRowsWithinAMinutePlaysNoPart(
      @ForAll("rows") List<NumberRow> rows, @ForAll long seed) {
    List<NumberRow> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new Random(seed));

    assertThat(follow(shuffled)).isEqualTo(follow(rows));
  }

  /** Whatever happens, a day has one trial at most, and what is taken back had failed. */
  @Property
  void aSessionAddsUpToOneTrialAtMost(@ForAll("rows") List<NumberRow> rows) {
    int failed = 0;
    int succeeded = 0;
    for (TrialIncrement increment : follow(rows)) {
      failed += increment.failed();
      succeeded += increment.succeeded();
      assertThat(failed).isBetween(0, 1);
      assertThat(failed + succeeded).isBetween(0, 1);
    }
  }

  @Provide
  Arbitrary<List<NumberRow>> rows() {
    return Combinators.combine(
            Arbitraries.longs().between(0, 60),
            Arbitraries.of(EventType.class),
            Arbitraries.of("signup_otp", "login_otp").injectNull(0.2),
            Arbitraries.of(true, false))
        .as(NumberSessionTest::row)
        .list()
        .ofMaxSize(12);
  }

  private static NumberRow row(long minute, EventType type, String flow, boolean receiptExpected) {
    return new NumberRow(
        KEY.tenant(), KEY.number(), minute * MINUTE, type, receiptExpected, flow, "GA", "628-03");
  }

  private static String decisions(String steps, boolean receiptExpected) {
    List<NumberRow> rows = new ArrayList<>();
    for (String step : steps.split(", ")) {
      String[] words = step.split(" ");
      EventType type = EventType.ofWord(words[1]).orElseThrow();
      rows.add(row(Long.parseLong(words[0]), type, "signup_otp", receiptExpected));
    }
    List<String> decided =
        follow(rows).stream()
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

  /** Takes each minute when it is complete, and looks again at maturity and at the end. */
  private static List<TrialIncrement> follow(List<NumberRow> rows) {
    Map<Long, NumberMinute> minutes = new TreeMap<>();
    TreeSet<Long> due = new TreeSet<>();
    for (NumberRow row : rows) {
      minutes.merge(row.time(), NumberMinute.of(row), NumberMinute::and);
      due.add(row.time());
      due.add(row.time() + RULES.maturity().toMillis());
      due.add(row.time() + RULES.session().toMillis());
    }
    List<TrialIncrement> increments = new ArrayList<>();
    NumberSession session = null;
    for (long minute : due) {
      NumberMinute seen = minutes.get(minute);
      session =
          seen == null
              ? NumberSession.judge(session, minute, KEY, RULES, increments::add)
              : NumberSession.after(session, minute, seen, KEY, RULES, increments::add);
      if (NumberSession.expired(session, minute, RULES)) {
        session = null;
      }
    }
    return increments;
  }
}
