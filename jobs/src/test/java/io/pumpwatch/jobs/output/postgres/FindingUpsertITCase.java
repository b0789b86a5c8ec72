package io.pumpwatch.jobs.output.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.finding.Finding;
import io.pumpwatch.jobs.server.PostgresServer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FindingUpsertITCase {
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
}
