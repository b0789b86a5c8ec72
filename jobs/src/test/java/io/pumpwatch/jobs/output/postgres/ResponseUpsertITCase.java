package io.pumpwatch.jobs.output.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.finding.Finding;
import io.pumpwatch.jobs.output.ResponseTable;
import io.pumpwatch.jobs.output.TableRewriter.Outcome;
import io.pumpwatch.jobs.response.ResponseMeasure;
import io.pumpwatch.jobs.server.PostgresServer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What is in the table of measures, and what an erasure leaves in all of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResponseUpsertITCase {
  private static final String NUMBER = "+24177012345";

  private PostgresServer server;
  private TestDatabase database;

  @BeforeAll
  void start() throws Exception {
    server = PostgresServer.start();
  }

  @BeforeEach
  void migrate() throws Exception {
    database = TestDatabase.migrated(server);
  }

  @AfterAll
  void stop() throws Exception {
    server.close();
  }

  private int store(long generation, ResponseMeasure... measures) throws Exception {
    try (ResponseUpsert table = new ResponseUpsert(database.database(), generation)) {
      return table.store(List.of(measures));
    }
  }

  private static ResponseMeasure block(int revision, String prefix) {
    return StoredMeasures.measure("m", revision, "destination_block", prefix);
  }

  @Test
  void theTableHasTheColumnsOfTheFiles() throws Exception {
    List<String> columns =
        database.all(
            "SELECT column_name FROM information_schema.columns WHERE table_name = 'response'"
                + " ORDER BY ordinal_position");

    assertThat(columns.subList(0, columns.size() - 1)).isEqualTo(ResponseTable.TABLE.columnNames());
    assertThat(columns).endsWith("run_generation");
  }

  @Test
  void theNewestRevisionOfTheHighestGenerationHolds() throws Exception {
    assertThat(store(1, block(2, "+2417701"))).isEqualTo(1);
    assertThat(store(1, block(2, "+2417702"))).as("stored again").isZero();
    assertThat(store(1, block(1, "+2417703"))).as("older").isZero();
    assertThat(database.only("SELECT entity_value FROM response")).isEqualTo("+2417701");
    assertThat(store(2, block(1, "+2417704"))).as("corrected").isEqualTo(1);
    assertThat(store(1, block(9, "+2417705"))).as("of the run before").isZero();
    assertThat(database.only("SELECT entity_value FROM response")).isEqualTo("+2417704");
  }

  @Test
  void whatIsWithdrawnOrOverIsNotInForce() throws Exception {
    store(1, StoredMeasures.inForce("m", "+2417701"));
    assertThat(database.only("SELECT entity_value FROM response_in_force")).isEqualTo("+2417701");

    database.execute("UPDATE response SET status = 'withdrawn'");
    assertThat(database.all("SELECT entity_value FROM response_in_force")).isEmpty();
    database.execute("UPDATE response SET status = 'active', valid_until = now()");
    assertThat(database.all("SELECT entity_value FROM response_in_force")).isEmpty();
  }

  @Test
  void anErasedNumberIsInNoTable() throws Exception {
    Finding about =
        StoredFindings.with(
            StoredFindings.with(StoredFindings.revision("about", 1), "entityKind", "destination"),
            "entityValue",
            NUMBER);
    Finding naming =
        StoredFindings.with(
            StoredFindings.revision("naming", 1), "explanation", "went to " + NUMBER + ".");
    Finding other =
        StoredFindings.with(
            StoredFindings.revision("other", 1), "explanation", "went to " + NUMBER + "9");
    try (FindingUpsert table = new FindingUpsert(database.database(), 1)) {
      table.store(List.of(about, naming, other));
    }
    store(
        1,
        StoredMeasures.measure("a", 1, "destination", NUMBER),
        StoredMeasures.measure("b", 1, "destination_block", "+2417701"));
    database.execute(
        "UPDATE findings SET note = 'called " + NUMBER + "' WHERE finding_id='naming'");
    database.execute(
        "INSERT INTO unstored_findings (finding_id, run_generation, revision, reason, finding)"
            + " VALUES ('u', 1, 1, 'too long', '{\"entity_value\":\""
            + NUMBER
            + "\"}')");

    Outcome outcome =
        new NumberErasure(database.database())
            .erase(
                List.of(NUMBER),
                "(?<![0-9])\\+?(?:" + NUMBER.substring(1) + ")(?![0-9])",
                "+2417701xxxx");

    assertThat(outcome).isEqualTo(new Outcome(3, 1));
    assertThat(database.all("SELECT finding_id FROM findings ORDER BY 1"))
        .containsExactly("naming", "other");
    assertThat(database.only("SELECT explanation FROM findings WHERE finding_id = 'naming'"))
        .isEqualTo("went to +2417701xxxx.");
    assertThat(database.only("SELECT note FROM findings WHERE finding_id = 'naming'"))
        .isEqualTo("called +2417701xxxx");
    assertThat(database.only("SELECT explanation FROM findings WHERE finding_id = 'other'"))
        .isEqualTo("went to " + NUMBER + "9");
    assertThat(database.all("SELECT measure_id FROM response")).containsExactly("b");
    assertThat(database.all("SELECT finding_id FROM unstored_findings")).isEmpty();
  }
}
