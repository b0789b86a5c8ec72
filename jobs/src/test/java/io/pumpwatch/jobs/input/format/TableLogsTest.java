package io.pumpwatch.jobs.input.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.jobs.input.DeadLetter;
import io.pumpwatch.jobs.settings.InputLimits;
import io.pumpwatch.jobs.settings.InputSettings;
import io.pumpwatch.jobs.settings.SettingsBinder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tables, in a format of which a setting says no more than which columns are which. */
class TableLogsTest {
  private static final String HEADER = "id,when,what,note\n";
  private static final String A = row("a", "x");
  private static final String B = row("b", "x");
  private static final String C = row("c", "x");

  private static final InputSettings SETTINGS =
      SettingsBinder.bind(
          "settings.yaml",
          """
          mapped:
            app:
              required: [id, when, what]
              columns:
                event_time: {field: when}
                event_type: {field: what}
                message_id: {field: id}
                error_code: {field: note}
          """,
          InputSettings.defaults());

  private static String row(String id, String note) {
    return id + ",2025-03-01T12:00:00Z,sent," + note + "\n";
  }

  private static ReadLog read(String log) {
    return ReadLog.of(log.getBytes(StandardCharsets.UTF_8), null, SETTINGS);
  }

  static List<Arguments> tables() {
    String rows = A + B + C;
    return List.of(
        Arguments.of("lines", HEADER + rows),
        Arguments.of("no newline at the end", HEADER + rows.strip()),
        Arguments.of("Windows lines", (HEADER + rows).replace("\n", "\r\n")),
        Arguments.of("a byte order mark", "\uFEFF" + HEADER + rows),
        Arguments.of("blank lines", "\n" + HEADER + "\n" + A + "\r\n" + B + "  \n\n" + C + "\n"),
        Arguments.of("semicolons", (HEADER + rows).replace(",", ";")),
        Arguments.of("tabs", (HEADER + rows).replace(",", "\t")),
        Arguments.of("quotes", "\"id\",\"when\",\"what\",\"note\"\n" + rows.replace("x", "\"x\"")),
        Arguments.of("blanks around names", " id , when, what ,note\n".strip() + "\n" + rows),
        Arguments.of("another order", table("note,id,what,when", "x,%s,sent,2025-03-01T12:00:00Z")),
        Arguments.of(
            "more columns", table("id,when,what,note,,more", "%s,2025-03-01T12:00:00Z,sent,x,,y")),
        Arguments.of("the header again", HEADER + A + HEADER + B + "\uFEFF" + HEADER + C),
        Arguments.of(
            "two tables",
            HEADER
                + A
                + "what,id,when\nsent,b,2025-03-01T12:00:00Z\n"
                + "sent,c,2025-03-01T12:00:00Z\n"));
  }

  private static String table(String header, String row) {
    return header
        + "\n"
        + Stream.of("a", "b", "c").map(row::formatted).collect(Collectors.joining("\n"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tables")
  void readsRowsHoweverTheyAreWritten(String name, String log) {
    ReadLog read = read(log);
    assertThat(read.messageIds()).containsExactly("a", "b", "c");
    assertThat(read.deadLetters()).isEmpty();
    assertThat(read.records()).isEqualTo(3);
  }

  @Test
  void aQuotedCellMayHoldLineEndsQuotesAndDelimiters() {
    ReadLog read = read(HEADER + A + row("b", "\"one,\r\ntwo \"\"2\"\"\n\n\"") + C);
    assertThat(read.messageIds()).containsExactly("a", "b", "c");
    assertThat(read.events().get(1).errorCode()).isEqualTo("one,\r\ntwo \"2\"");
  }

  static List<Arguments> damages() {
    String open = row("b", "\"never closed");
    String closedLater = row("z", "\"closed\nhere\"");
    return List.of(
        Arguments.of("too few cells", HEADER + A + "b,1\n" + C, "it has 2 cells, its header has 4"),
        Arguments.of(
            "too many", HEADER + A + "b,1,2,3,4\n" + C, "it has 5 cells, its header has 4"),
        Arguments.of("text after a quote", HEADER + A + row("b", "\"x\"y") + C, "a quoted cell"),
        Arguments.of("a quote that stays open", HEADER + A + open + C, "a quoted cell"),
        Arguments.of(
            "a quote that closes in a later row",
            HEADER + A + open + C.replace("x", "\"x\""),
            "a quoted cell"),
        Arguments.of(
            "a quote before a row of two lines", HEADER + A + open + C + closedLater, "a quoted"),
        Arguments.of("nonsense", HEADER + A + "nonsense\n" + C, "it has 1 cells"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("damages")
  void aBrokenRowCostsItselfOnly(String name, String log, String reason) {
    ReadLog read = read(log);
    assertThat(read.messageIds()).startsWith("a", "c");
    if (log.contains("z,")) {
      assertThat(read.messageIds()).endsWith("z");
    }
    assertThat(read.deadLetters())
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.position()).isEqualTo("line 3");
              assertThat(letter.reason()).startsWith(reason);
              assertThat(letter.format()).isEqualTo("mapped:app");
            });
  }

  @Test
  void aRowLongerThanTheLimitIsDeadAndCapped() {
    int limit = InputLimits.defaults().maxRecordBytes();
    for (String note :
        new String[] {
          "x".repeat(3 * limit), "\"" + ("x".repeat(limit / 4) + "\n").repeat(8) + "\""
        }) {
      ReadLog read = read(HEADER + A + row("b", note) + C);
      assertThat(read.messageIds()).containsExactly("a", "c");
      DeadLetter letter = read.deadLetters().get(0);
      assertThat(letter.position()).isEqualTo("line 3");
      assertThat(letter.raw().length).isLessThanOrEqualTo(4096);
    }
  }

  @Test
  void quotesThatReopenOnEachLineTakeNoLongerThanTheyMust() {
    String hostile =
        IntStream.range(0, 50_000).mapToObj(i -> "x\",\"y").collect(Collectors.joining("\n"));
    ReadLog read = read(HEADER + A + hostile + "\n" + C);
    assertThat(read.messageIds()).startsWith("a").endsWith("c");
    assertThat(read.deadLetters()).hasSize(50_000);
  }

  @Test
  void whatStandsBeforeTheHeaderIsNotLost() {
    ReadLog read = read("a report\n" + HEADER + A);
    assertThat(read.messageIds()).containsExactly("a");
    assertThat(read.deadLetters()).extracting(DeadLetter::position).containsExactly("line 1");
  }

  @Test
  void aTableThatNothingKnowsIsOneDeadLetter() {
    assertThat(read("id,name\n1,x\n2,y\n").deadLetters()).hasSize(1);
  }

  @Test
  void aTableIsLookedForInTheNamedFormatOnly() {
    byte[] log = (HEADER + A).getBytes(StandardCharsets.UTF_8);
    assertThat(ReadLog.of(log, "mapped:app", SETTINGS).messageIds()).containsExactly("a");
    assertThat(ReadLog.of(log, "sns-usage", SETTINGS).deadLetters()).hasSize(2);
  }

  @Test
  void aHeaderAloneYieldsNothing() {
    assertThat(read(HEADER).yields()).isEmpty();
  }
}
