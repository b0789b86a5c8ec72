package io.pumpwatch.jobs.output.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pumpwatch.finding.DestinationRange;
import io.pumpwatch.finding.Finding;
import io.pumpwatch.jobs.server.PostgresServer;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FindingUpsertITCase {
  /** The columns whose words the table checks. */
  private static final Set<String> CHECKED = Set.of("status", "mode");

  private static PostgresServer server;
  private TestDatabase database;

  @BeforeAll
  static void start() throws Exception {
    server = PostgresServer.start();
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @BeforeEach
  void makeTables() throws Exception {
    database = TestDatabase.migrated(server);
  }

  private FindingUpsert.Outcome store(long generation, Finding... batch) throws Exception {
    try (FindingUpsert table = new FindingUpsert(database.database(), generation)) {
      return table.store(List.of(batch));
    }
  }

  @Test
  void everyColumnComesBackAsItWasStored() throws Exception {
    Finding full = StoredFindings.full("full");
    Finding bare = StoredFindings.bare("bare");

    assertThat(store(1, full, bare)).isEqualTo(new FindingUpsert.Outcome(2, 0, 0));

    assertThat(FindingQuery.latest(database.database())).containsExactlyInAnyOrder(full, bare);
  }

  @Test
  void aNewerRevisionReplacesAnOlderOneAndNeverTheOtherWayRound() throws Exception {
    Finding first = StoredFindings.revision("a", 1);
    Finding second = StoredFindings.revision("a", 2);
    Finding third = StoredFindings.revision("a", 3);

    assertThat(store(1, first).stored()).isOne();
    assertThat(store(1, third).stored()).isOne();
    assertThat(store(1, second)).isEqualTo(new FindingUpsert.Outcome(0, 1, 0));

    assertThat(FindingQuery.latest(database.database())).containsExactly(third);
  }

  @Test
  void theSameRevisionAgainChangesNothing() throws Exception {
    Finding finding = StoredFindings.revision("a", 2);
    store(1, finding);
    String before = database.only("SELECT xmin || ' ' || updated_at FROM findings");

    assertThat(store(1, finding)).isEqualTo(new FindingUpsert.Outcome(0, 1, 0));

    assertThat(database.only("SELECT xmin || ' ' || updated_at FROM findings")).isEqualTo(before);
  }

  @Test
  void aCorrectedRunReplacesWhateverRevisionAndIsNotReplacedByTheFormer() throws Exception {
    store(1, StoredFindings.revision("a", 7));
    Finding corrected = StoredFindings.revision("a", 1);

    assertThat(store(2, corrected).stored()).isOne();
    assertThat(store(1, StoredFindings.revision("a", 8)).outdated()).isOne();

    assertThat(FindingQuery.latest(database.database())).containsExactly(corrected);
    assertThat(database.only("SELECT run_generation FROM findings")).isEqualTo("2");
  }

  @Test
  void whatTheSocSaysSurvivesEveryUpsert() throws Exception {
    store(1, StoredFindings.revision("a", 1));
    database.execute(
        "UPDATE findings SET triage_status = 'confirmed', assignee = 'kim', note = 'called them'");

    store(1, StoredFindings.revision("a", 2));
    store(2, StoredFindings.revision("a", 1));

    assertThat(
            database.only(
                "SELECT triage_status || ', ' || assignee || ', ' || note FROM findings"
                    + " WHERE run_generation = 2"))
        .isEqualTo("confirmed, kim, called them");
  }

  @Test
  void aRowThatCannotBeStoredDoesNotLoseItsBatch() throws Exception {
    Finding poison = StoredFindings.incident("c", "in\u0000cident");

    assertThat(
            store(
                1,
                StoredFindings.revision("a", 1),
                StoredFindings.revision("b", 1),
                poison,
                StoredFindings.revision("d", 1),
                StoredFindings.revision("e", 1)))
        .isEqualTo(new FindingUpsert.Outcome(4, 0, 1));

    assertThat(FindingQuery.latest(database.database()))
        .extracting(Finding::findingId)
        .containsExactlyInAnyOrder("a", "b", "d", "e");
    assertThat(database.only("SELECT finding_id || ' ' || sql_state FROM unstored_findings"))
        .isEqualTo("c 22021");
    assertThat(database.only("SELECT finding FROM unstored_findings"))
        .contains("\"incident_id\":\"in\\u0000cident\"");
    assertThat(UnstoredFindings.count(database.database(), poison.runId())).isOne();

    assertThat(store(1, poison).unstored()).as("once more").isOne();
    assertThat(UnstoredFindings.count(database.database(), poison.runId())).isOne();
  }

  static Stream<Arguments> refusedValues() {
    return Stream.of(
        Arguments.of("a character that text lacks", "pattern", "bu\u0000rst", "22021"),
        Arguments.of(
            "a character that jsonb lacks",
            "destinationRanges",
            List.of(new DestinationRange("+2\u0000", 1, "+20", "+21")),
            "22P05"),
        Arguments.of("a word that is none", "status", "perhaps", "23514"),
        Arguments.of("a null that must not be", "emittedAt", null, "23502"));
  }

  @ParameterizedTest
  @MethodSource("refusedValues")
  void whateverTheTableRefusesIsSetAside(String meaning, String column, Object value, String state)
      throws Exception {
    Finding finding = StoredFindings.with(StoredFindings.revision("a", 1), column, value);

    assertThat(store(1, finding)).as(meaning).isEqualTo(new FindingUpsert.Outcome(0, 0, 1));

    assertThat(database.only("SELECT sql_state FROM unstored_findings")).isEqualTo(state);
  }

  @Test
  void oddNumbersAndLongTextsAreStored() throws Exception {
    Finding odd = StoredFindings.revision("a", Integer.MAX_VALUE);
    odd = StoredFindings.with(odd, "confidence", Double.NaN);
    odd = StoredFindings.with(odd, "costUsd", Double.POSITIVE_INFINITY);
    odd = StoredFindings.with(odd, "expectedSends", Double.MIN_VALUE);
    odd = StoredFindings.with(odd, "score", -0.1 - 0.2);
    odd = StoredFindings.with(odd, "sends", Long.MAX_VALUE);
    odd = StoredFindings.with(odd, "windowStart", Instant.parse("0001-01-01T00:00:00Z"));
    odd = StoredFindings.with(odd, "windowEnd", Instant.parse("9999-12-31T23:59:59.999999Z"));
    odd = StoredFindings.with(odd, "entityValue", unpackable());
    odd = StoredFindings.with(odd, "messageIds", List.of());

    assertThat(store(1, odd).stored()).isOne();

    assertThat(FindingQuery.latest(database.database())).containsExactly(odd);
  }

  /** As long as a column may be, four bytes a character, and no two runs alike. */
  private static String unpackable() {
    StringBuilder text = new StringBuilder();
    new Random(7).ints(512, 0x20000, 0x2a6d0).forEach(text::appendCodePoint);
    return text.toString();
  }

  @Test
  void textIsNeverCode() throws Exception {
    String code = "'); DROP TABLE findings; -- $1 ${x} \\' ?";
    Finding hostile = StoredFindings.revision(code, 1);
    for (RecordComponent column : Finding.class.getRecordComponents()) {
      if (column.getType() == String.class && !CHECKED.contains(column.getName())) {
        hostile = StoredFindings.with(hostile, column.getName(), code);
      }
    }
    hostile = StoredFindings.with(hostile, "messageIds", List.of(code));

    assertThat(store(1, hostile).stored()).isOne();

    assertThat(FindingQuery.latest(database.database())).containsExactly(hostile);
    Triage triage = new Triage(TriageStatus.CONFIRMED, code, code);
    assertThat(FindingTriage.write(database.database(), code, triage).triage()).isEqualTo(triage);
    assertThatThrownBy(() -> FindingTriage.write(database.database(), "x' OR 'a' = 'a", triage))
        .isInstanceOf(UnfitDatabaseException.class)
        .hasMessage("no finding has an id that starts with x' OR 'a' = 'a");
  }
}
