package io.pumpwatch.finding;

import static io.pumpwatch.finding.FindingExample.on;
import static io.pumpwatch.finding.FindingExample.onBlock;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class IncidentBookTest {
  private static final String PREFIX = "+24177012";
  private static final String ELSEWHERE = "+24166000";
  private static final int DAY = 24 * 60;

  private static FindingExample block(String id) {
    return onBlock(id, PREFIX, 3);
  }

  private static FindingExample country() {
    return on("country", "country", "GA");
  }

  @Test
  void theFirstFindingOpensTheIncidentAndOthersJoinIt() {
    IncidentRun run =
        IncidentRun.of(
            block("one"),
            onBlock("two", "+2417701", 4),
            on("three", "destination", PREFIX + "345"));

    assertThat(run.of("one").incidentId()).isEqualTo(StableId.of("one")).hasSize(32);
    assertThat(run.together("one", "two")).isTrue();
    assertThat(run.together("one", "three")).isTrue();
    assertThat(run.of("three").relatedIncidentId()).isNull();
  }

  @Test
  void aBigCountryDoesNotChainAttacks() {
    IncidentRun run =
        IncidentRun.of(
            block("one"),
            country()
                .flow("login_otp")
                .numbers(PREFIX, 20)
                .numbers(ELSEWHERE, 15)
                .numbers("+24162000", 65),
            onBlock("other", ELSEWHERE, 3).flow("password_reset"));

    assertThat(run.together("one", "country")).isFalse();
    assertThat(run.together("country", "other")).isFalse();
    assertThat(run.together("one", "other")).isFalse();
  }

  @Test
  void theOldestIsJoinedAndTheOtherIsRelated() {
    FindingExample client =
        on("client", "source_ip", "203.0.113.7").numbers(PREFIX, 50).numbers(ELSEWHERE, 50);
    IncidentRun run =
        IncidentRun.of(
            block("z-older"),
            onBlock("a-newer", ELSEWHERE, 3).flow("login_otp"),
            client,
            block("later"));

    assertThat(run.together("z-older", "client")).isTrue();
    assertThat(run.of("client").relatedIncidentId()).isEqualTo(run.of("a-newer").incidentId());
    assertThat(run.together("z-older", "later")).isTrue();
    assertThat(run.of("later").relatedIncidentId()).isNull();

    run.at(9, client.revision(2));
    assertThat(run.of("client").relatedIncidentId()).isEqualTo(run.of("a-newer").incidentId());
  }

  @Test
  void whatIsExplainedByManyJoinsTheOneThatExplainsMost() {
    IncidentRun run =
        IncidentRun.of(
            block("one"),
            onBlock("two", ELSEWHERE, 3),
            onBlock("three", "+24162000", 3),
            country().numbers(PREFIX, 30).numbers(ELSEWHERE, 40).numbers("+24162000", 30));

    assertThat(run.of("country").explainedBy()).isEqualTo("two");
    assertThat(run.together("country", "two")).isTrue();
  }

  @Test
  void anIncidentSpansTenants() {
    IncidentRun run =
        IncidentRun.of(
            block("one"),
            block("other").tenant("zebra"),
            block("across").tenant("*"),
            on("client", "source_ip", "203.0.113.7").tenant("zebra").numbers(PREFIX, 9));

    assertThat(run.together("one", "other")).isFalse();
    assertThat(run.together("one", "across")).isTrue();
    assertThat(run.of("across").relatedIncidentId()).isEqualTo(run.of("other").incidentId());
    assertThat(run.together("one", "client")).isTrue();
  }

  @Test
  void whatIsSentThroughOneFormAtATimeIsOneIncident() {
    IncidentRun run =
        IncidentRun.of(
            on("number", "destination", PREFIX + "345"),
            onBlock("block", ELSEWHERE, 3),
            onBlock("abroad", "+26134000", 3).country("MG"),
            onBlock("login", "+24162000", 3).flow("login_otp"));

    assertThat(run.together("number", "block")).isTrue();
    assertThat(run.together("number", "abroad")).isTrue();
    assertThat(run.together("number", "login")).isFalse();
    assertThat(run.of("login").relatedIncidentId()).isNull();
  }

  @Test
  void anExplanationMayBeLost() {
    IncidentRun run = IncidentRun.of(block("block"), country().numbers(PREFIX, 90));
    assertThat(run.of("country").explainedBy()).isEqualTo("block");

    run.at(3, country().revision(2).numbers(PREFIX, 90).numbers(ELSEWHERE, 200));
    assertThat(run.of("country").explainedBy()).isNull();
    assertThat(run.together("country", "block")).isTrue();
  }

  @Test
  void whatHasAlertedStandsWhateverExplainsItLater() {
    IncidentRun run = IncidentRun.of(country().numbers(PREFIX, 90), block("block"));
    assertThat(run.of("country").explainedBy()).isNull();

    run.at(3, country().revision(2).numbers(PREFIX, 90));
    assertThat(run.of("country").explainedBy()).isNull();
    assertThat(run.together("country", "block")).isTrue();
  }

  @Test
  void whatIsExplainedExplainsNothing() {
    FindingExample range =
        on("range", "destination_range", "+24177").digitsLeftOut(6).numbers(PREFIX, 9);
    FindingExample ofTwoBlocks = country().numbers(PREFIX, 40).numbers("+24177999", 60);

    IncidentRun alone = new IncidentRun().at(1, ofTwoBlocks, range);
    assertThat(alone.of("country").explainedBy()).isEqualTo("range");

    IncidentRun withBlock = new IncidentRun().at(1, ofTwoBlocks, range, block("block"));
    assertThat(withBlock.of("range").explainedBy()).isEqualTo("block");
    assertThat(withBlock.of("country").explainedBy()).isNull();
  }

  @Test
  void anIncidentIsOverADayAfterItsLastRevision() {
    IncidentRun run = IncidentRun.of(block("one")).at(2, block("one").closed(2));
    run.at(DAY + 1, block("just").detected(DAY + 1)).at(DAY + 2, block("just").closed(2));
    run.at(2 * DAY + 2, block("late").detected(2 * DAY + 2));

    assertThat(run.together("one", "just")).isTrue();
    assertThat(run.together("just", "late")).isFalse();
    assertThat(run.book().live("one")).isNull();
  }

  @Test
  void anEpisodeThatGoesOnKeepsItsIncident() {
    IncidentRun run =
        IncidentRun.of(block("one"))
            .at(5 * DAY, block("two").detected(5 * DAY))
            .at(6 * DAY, block("one").closed(2));

    assertThat(run.together("one", "two")).isTrue();
    assertThat(run.of("one").incidentId()).isEqualTo(StableId.of("one"));
    assertThat(run.book().expire(FindingExample.minute(7 * DAY).toEpochMilli()))
        .containsExactly("one");
  }

  /** A savepoint of the first version holds episodes that were told of and not kept. */
  @Test
  void aFindingThatIsToldOfAndUnknownStaysAnIncidentOfItsOwn() {
    IncidentRun run =
        IncidentRun.of(block("one"))
            .at(2, block("known").detected(2).revision(2))
            .at(3, block("new"));

    assertThat(run.of("known").incidentId()).isEqualTo("known");
    assertThat(run.together("one", "new")).isTrue();
    assertThat(run.of("new").relatedIncidentId()).isEqualTo("known");
  }

  @Test
  void patternsThatMeetRaiseEachOther() {
    IncidentRun run =
        IncidentRun.of(block("burst").confidence(0.8), block("again").confidence(0.6));
    assertThat(run.of("again").severity()).isEqualTo(Severity.MEDIUM);
    assertThat(run.of("again").confidence()).isEqualTo(0.6);

    run.at(3, block("sweep").pattern("sequential-numbers").confidence(0.5));
    assertThat(run.of("sweep").severity()).isEqualTo(Severity.HIGH);
    assertThat(run.of("sweep").confidence()).isCloseTo(1 - 0.5 * 0.2, within(1e-12));
    assertThat(run.of("burst").severity()).as("an older revision").isEqualTo(Severity.MEDIUM);

    run.at(4, block("burst").revision(2).severity(Severity.CRITICAL).confidence(0.999));
    assertThat(run.of("burst").severity()).isEqualTo(Severity.CRITICAL);
    assertThat(run.of("burst").confidence()).isEqualTo(0.999);
    run.at(5, block("sweep").pattern("sequential-numbers").revision(2).confidence(0.5));
    assertThat(run.of("sweep").confidence()).isEqualTo(0.99);
  }

  static Stream<Arguments> unheard() {
    FindingExample sweep = block("sweep").pattern("sequential-numbers");
    return Stream.of(
        Arguments.of("informational", sweep, block("one").severity(Severity.INFORMATIONAL)),
        Arguments.of("in shadow", sweep, block("one").mode("shadow")),
        Arguments.of("suppressed", sweep, block("one").suppressedBy("launch")),
        Arguments.of(
            "over before", block("sweep").pattern("x").window(5, 6), block("one").closed(1)),
        Arguments.of("explained", sweep, country().numbers(PREFIX, 90)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unheard")
  void whatDoesNotAlertNeitherRaisesNorIsRaised(
      String what, FindingExample sweep, FindingExample other) {
    IncidentRun run = new IncidentRun().at(9, other, sweep);

    assertThat(run.together(sweep.id(), other.id())).isTrue();
    assertThat(run.of(sweep.id()).severity()).isEqualTo(Severity.MEDIUM);
    assertThat(run.of(other.id()).severity()).isEqualTo(other.revised().finding().severity());
    assertThat(run.of(other.id()).confidence()).isEqualTo(0.9);
  }

  @Test
  void aRestartPlaysNoPart() {
    IncidentRun run = story(new IncidentRun(), false);
    IncidentRun restarted = story(new IncidentRun(), true);

    for (String id : List.of("one", "two", "sweep", "country", "client")) {
      assertThat(restarted.of(id)).isEqualTo(run.of(id));
    }
    assertThat(run.of("client").relatedIncidentId()).isNotNull();
    assertThat(run.of("sweep").severity()).isEqualTo(Severity.HIGH);
    assertThat(run.of("country").explainedBy()).isEqualTo("one");
  }

  private static IncidentRun story(IncidentRun run, boolean restarting) {
    run.at(1, block("one"), onBlock("two", ELSEWHERE, 3).flow("login_otp"));
    if (restarting) {
      run.restarted();
    }
    run.at(2, block("sweep").pattern("sequential-numbers"), country().numbers(PREFIX, 90));
    if (restarting) {
      run.restarted();
    }
    return run.at(
        3, on("client", "source_ip", "203.0.113.7").numbers(PREFIX, 9).numbers(ELSEWHERE, 9));
  }
}
