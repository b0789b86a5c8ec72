package io.pumpwatch.jobs.output.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.pumpwatch.datasets.simulate.profile.Label;
import io.pumpwatch.finding.Finding;
import io.pumpwatch.jobs.backtest.LabelsReader;
import io.pumpwatch.jobs.command.findings.TriageLabel;
import io.pumpwatch.jobs.server.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindingTriageITCase {
  private static PostgresServer server;
  private final Finding finding = StoredFindings.full("abc1");
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
  void storeFindings() throws Exception {
    database = TestDatabase.migrated(server);
    try (FindingUpsert table = new FindingUpsert(database.database(), 1)) {
      table.store(
          List.of(
              finding,
              StoredFindings.bare("abc2"),
              StoredFindings.bare("abd"),
              StoredFindings.bare("abdd")));
    }
  }

  private TriagedFinding triage(String id, TriageStatus status, String assignee, String note)
      throws IOException {
    return FindingTriage.write(database.database(), id, new Triage(status, assignee, note));
  }

  @Test
  void changesWhatIsSaidAndLeavesTheRest() throws Exception {
    TriagedFinding first = triage("abc1", TriageStatus.INVESTIGATING, "kim", null);
    assertThat(first.finding()).isEqualTo(finding);
    assertThat(first.triage()).isEqualTo(new Triage(TriageStatus.INVESTIGATING, "kim", null));

    TriagedFinding second = triage("abc1", null, null, "it's them");
    assertThat(second.triage())
        .isEqualTo(new Triage(TriageStatus.INVESTIGATING, "kim", "it's them"));
    assertThat(second.updatedAt()).isAfter(first.updatedAt());

    assertThat(triage("abc1", null, "", null).triage())
        .isEqualTo(new Triage(TriageStatus.INVESTIGATING, null, "it's them"));
    assertThat(database.all("SELECT DISTINCT triage_status FROM findings ORDER BY 1"))
        .containsExactly("investigating", "new");
  }

  @Test
  void takesTheStartOfAnId() throws Exception {
    assertThat(triage("abc2", TriageStatus.RESOLVED, null, null).finding().findingId())
        .isEqualTo("abc2");
    assertThat(triage("abd", TriageStatus.RESOLVED, null, null).finding().findingId())
        .as("an id in full, which is the start of another")
        .isEqualTo("abd");
    assertThatThrownBy(() -> triage("abc", TriageStatus.NEW, null, null))
        .isInstanceOf(UnfitDatabaseException.class)
        .hasMessage("more than one finding has an id that starts so: abc1, abc2");
    assertThatThrownBy(() -> triage("%", TriageStatus.NEW, null, null))
        .isInstanceOf(UnfitDatabaseException.class)
        .hasMessage("no finding has an id that starts with %");
  }

  @Test
  void whatIsDecidedLabelsTheNextBacktest(@TempDir Path folder) throws Exception {
    triage("abc1", TriageStatus.FALSE_POSITIVE, null, "our own monitor");
    triage("abc2", TriageStatus.CONFIRMED, "kim", null);
    triage("abd", TriageStatus.RESOLVED, null, null);
    triage("abdd", TriageStatus.INVESTIGATING, null, null);

    List<TriagedFinding> decided = FindingTriage.decided(database.database());
    Path labels =
        Files.write(
            folder.resolve("labels.ndjson"),
            decided.stream().map(triaged -> new TriageLabel(triaged).line()).toList());

    assertThat(decided.get(0).finding()).isEqualTo(finding);
    assertThat(LabelsReader.read(new org.apache.flink.core.fs.Path(labels.toUri())))
        .extracting(Label::labelId, Label::kind)
        .containsExactly(
            tuple("abc1", Label.Kind.BENIGN),
            tuple("abc2", Label.Kind.ATTACK),
            tuple("abd", Label.Kind.ATTACK));
  }
}
