package io.pumpwatch.finding;

import static io.pumpwatch.finding.FindingExample.on;
import static io.pumpwatch.finding.FindingExample.onBlock;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What accounts for a finding on something wide. */
class ExplanationTest {
  private static final String PREFIX = "+24177012";
  private static final String ELSEWHERE = "+24166000";

  private static FindingExample block() {
    return onBlock("block", PREFIX, 3);
  }

  /** Of a hundred numbers so many are the block's. */
  private static FindingExample wide(String kind, int inBlock) {
    return on("wide", kind, "its value").numbers(PREFIX, inBlock).numbers(ELSEWHERE, 100 - inBlock);
  }

  static Stream<Arguments> explained() {
    return Stream.of(
        of("half of a burst", wide("country", 50), block()),
        of("a network", wide("network", 90), block()),
        of("a flow", wide("flow", 90), block()),
        of("a tenant", wide("tenant", 90), block()),
        of("a client", wide("source_ip", 90), block()),
        of("a client network", wide("source_network", 90), block()),
        of("an identity", wide("identity", 90), block()),
        of(
            "a range",
            on("wide", "destination_range", "+24177").digitsLeftOut(6).numbers(PREFIX, 9),
            block()),
        of("a cohort", wide("block_cohort", 90), block()),
        of("across tenants", wide("country", 90), block().tenant("*")),
        // ln(0.98 / 0.5) is 0.673 for each failure, ln(0.5 / 0.02) is 3.219 for each success.
        of("four fifths, whatever is left", wide("country", 80).trials(1000, 0, 0.5, 20), block()),
        of("what is left is below the limit", wide("country", 60).trials(74, 0, 0.5, 20), block()),
        of("successes count against it", wide("country", 60).trials(100, 3, 0.5, 20), block()));
  }

  static Stream<Arguments> unexplained() {
    return Stream.of(
        of("less than half of a burst", wide("country", 49), block()),
        of("what is left reaches the limit", wide("country", 60).trials(75, 0, 0.5, 20), block()),
        of(
            "less than half, though little is left",
            wide("country", 49).trials(30, 9, 0.5, 20),
            block()),
        of("a block by its numbers", onBlock("wide", "+2417701", 4).numbers(PREFIX, 100), block()),
        of("a user", wide("user", 90), block()),
        of("another tenant's", wide("country", 90), block().tenant("zebra")),
        of("a finding in shadow", wide("country", 90), block().mode("shadow")),
        of("one that is suppressed", wide("country", 90), block().suppressedBy("launch")),
        of(
            "one that is informational",
            wide("country", 90),
            block().severity(Severity.INFORMATIONAL)),
        of("one that was over before", wide("country", 90).window(9, 10), block().closed(2)),
        of("one as wide", wide("country", 90), on("other", "country", "GA").numbers(PREFIX, 90)),
        of(
            "a client",
            wide("country", 90),
            on("other", "source_ip", "203.0.113.7").numbers(PREFIX, 90)),
        of("nothing known of its numbers", on("wide", "country", "GA"), block()));
  }

  private static Arguments of(String what, FindingExample wide, FindingExample narrow) {
    return Arguments.of(what, wide, narrow);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("explained")
  void isExplained(String what, FindingExample wide, FindingExample narrow) {
    assertThat(explanation(wide, narrow)).isEqualTo(narrow.id());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unexplained")
  void isNotExplained(String what, FindingExample wide, FindingExample narrow) {
    assertThat(explanation(wide, narrow)).isNull();
  }

  static Stream<Arguments> several() {
    return Stream.of(
        Arguments.of(
            "together they account for it, the one that covers most is named",
            wide("country", 30),
            List.of(block(), onBlock("most", ELSEWHERE, 3)),
            "most"),
        Arguments.of(
            "of those that cover the same the oldest is named",
            wide("country", 90),
            List.of(block().detected(2), onBlock("oldest", "+2417701", 4)),
            "oldest"),
        Arguments.of(
            "of those detected together the first id",
            wide("country", 90),
            List.of(block(), onBlock("another", "+2417701", 4)),
            "another"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("several")
  void oneOfSeveralIsNamed(
      String what, FindingExample wide, List<FindingExample> narrow, String named) {
    assertThat(explanation(wide, narrow.toArray(FindingExample[]::new))).isEqualTo(named);
  }

  @Test
  void whatTakesMoreThanSixFindingsToTellIsToldBestByTheWideOne() {
    FindingExample wide = on("wide", "country", "GA");
    FindingExample[] blocks = new FindingExample[7];
    for (int i = 0; i < blocks.length; i++) {
      wide = wide.numbers("+2417700" + i, 10);
      blocks[i] = onBlock("block " + i, "+2417700" + i, 3);
    }
    FindingExample elsewhere = wide.numbers("+24166000", 5);

    // Six of seven tens are 60 of 75, four fifths; with five more elsewhere they are less.
    assertThat(explanation(elsewhere.trials(1000, 0, 0.5, 20), blocks)).isEqualTo("block 0");
    assertThat(explanation(elsewhere.numbers("+24166001", 5), blocks)).isNull();
  }

  private static String explanation(FindingExample wide, FindingExample... narrow) {
    RevisedFinding revised = wide.revised();
    return Explanation.of(
        revised.finding(),
        Claim.of(revised),
        Stream.of(narrow).map(example -> LiveFinding.of(example.revised(), 0)).toList());
  }
}
