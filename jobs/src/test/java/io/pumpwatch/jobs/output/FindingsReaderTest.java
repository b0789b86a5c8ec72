package io.pumpwatch.jobs.output;

import static io.pumpwatch.jobs.output.FindingRows.NOON;
import static io.pumpwatch.jobs.output.FindingRows.finding;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pumpwatch.finding.Finding;
import io.pumpwatch.finding.FindingWindow;
import io.pumpwatch.jobs.input.history.EventFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindingsReaderTest {
  private static final Instant LATER = NOON.plusSeconds(600);

  @TempDir Path folder;

  private <T> void write(ParquetTable<T> table, String name, List<T> rows) throws IOException {
    try (ParquetTableWriter<T> writer =
        ParquetTableWriter.create(table, EventFiles.flinkPath(folder.resolve(name)))) {
      for (T row : rows) {
        writer.write(row);
      }
    }
  }

  private List<Finding> latest() throws IOException {
    return FindingsReader.latest(EventFiles.flinkPath(folder));
  }

  @Test
  void columnsAreThoseOfTheContractInItsOrder() {
    assertThat(FindingsTable.TABLE.columnNames())
        .containsExactly(
            """
            finding_id revision status cut_by_end_of_input incident_id related_incident_id
            explained_by pattern severity confidence tenant flow country network network_name
            provider region entity_kind entity_value block_digits window_start window_end
            detected_at requested sent sends mature_sends delivered undelivered failed blocked
            verified distinct_destinations distinct_source_ips distinct_users expected_sends
            expected_conversion expectation_source trials failed_trials conversion longest_run
            block_density score threshold cost_usd cost_at_risk_usd_per_hour cost_is_estimated
            destination_ranges top_source_ips top_user_agents message_ids explanation
            recommended_action mode suppressed_by attack_technique detection_strategy rules_version
            run_id emitted_at"""
                .split("\\s+"));
  }

  @Test
  void findingsComeBackAsTheyWereWritten() throws IOException {
    Finding full = finding("a", 1, NOON, LATER);
    Finding sparse = finding("b", 1, NOON, LATER, "curl/8.0", null);
    write(FindingsTable.TABLE, "part-0.parquet", List.of(full, sparse));

    assertThat(latest()).containsExactly(full, sparse);
  }

  @Test
  void listsAreJsonWithTheKeysOfTheContract() throws IOException {
    write(FindingsTable.TABLE, "part-0.parquet", List.of(finding("a", 1, NOON, LATER)));
    List<TableRow> rows = new ArrayList<>();

    new ParquetTableReader<>(FindingsTable.TABLE, row -> row)
        .readRows(EventFiles.flinkPath(folder), rows::add);

    assertThat(rows.get(0).text("destination_ranges"))
        .isEqualTo(
            "[{\"prefix\":\"+24177012\",\"count\":21,"
                + "\"first\":\"+24177012000\",\"last\":\"+24177012999\"}]");
    assertThat(rows.get(0).text("top_source_ips"))
        .isEqualTo("[{\"value\":\"203.0.113.7\",\"count\":22}]");
    assertThat(rows.get(0).text("message_ids")).isEqualTo("[\"m-1\",\"m-2\"]");
  }

  @Test
  void textOfLogsIsInert() throws IOException {
    Finding finding = finding("a", 1, NOON, LATER, "\u001b]0;owned\u0007" + "A".repeat(5000), 3);
    write(FindingsTable.TABLE, "part-0.parquet", List.of(finding));

    String userAgent = latest().get(0).topUserAgents().get(0).value();

    assertThat(userAgent).startsWith("\\u001b]0;owned\\u0007AAA").endsWith("A…").hasSize(256);
  }

  @Test
  void takesTheHighestRevisionOfEachFinding() throws IOException {
    write(
        FindingsTable.TABLE,
        "part-1.parquet",
        List.of(finding("a", 3, NOON, LATER), finding("c", 1, LATER, LATER)));
    write(
        FindingsTable.TABLE,
        "part-0.parquet",
        List.of(
            finding("a", 1, NOON, NOON),
            finding("b", 1, LATER, NOON),
            finding("a", 2, NOON, LATER)));

    assertThat(latest())
        .extracting(finding -> finding.findingId() + finding.revision())
        .containsExactly("a3", "b1", "c1");
  }

  @Test
  void aRevisionThatWasWrittenTwiceCountsOnce() throws IOException {
    write(FindingsTable.TABLE, "part-0.parquet", List.of(finding("a", 1, NOON, LATER)));
    write(FindingsTable.TABLE, "part-1.parquet", List.of(finding("a", 1, NOON, NOON)));

    assertThat(latest()).extracting(Finding::emittedAt).containsExactly(LATER);
  }

  @Test
  void leavesOutWhatIsNotComplete() throws IOException {
    write(FindingsTable.TABLE, "part-0.parquet", List.of(finding("a", 1, NOON, LATER)));
    Files.writeString(folder.resolve(".part-1.parquet.inprogress.4711"), "PAR1");
    Files.writeString(folder.resolve("_temporary"), "x");
    Files.writeString(folder.resolve("notes.txt"), "x");

    assertThat(latest()).hasSize(1);
  }

  @Test
  void anEmptyFolderHasNoFindings() throws IOException {
    assertThat(latest()).isEmpty();
  }

  @Test
  void saysWhichFolderIsMissing() {
    assertThatThrownBy(() -> FindingsReader.latest(EventFiles.flinkPath(folder.resolve("nothing"))))
        .isInstanceOf(UnreadableTableException.class)
        .hasMessageContaining("no findings folder at")
        .hasMessageContaining("nothing");
  }

  @Test
  void saysWhichFileIsNotOfTheTable() throws IOException {
    Files.writeString(folder.resolve("part-0.parquet"), "this is not Parquet");

    assertThatThrownBy(this::latest)
        .isInstanceOf(UnreadableTableException.class)
        .hasMessageContaining("part-0.parquet cannot be read as findings");
    EventFiles.write(folder.resolve("part-0.parquet"), List.of(EventFiles.START_MILLIS));
    assertThatThrownBy(this::latest)
        .isInstanceOf(UnreadableTableException.class)
        .hasMessageContaining("finding_id is missing");
  }

  @Test
  void windowsOfAFindingComeInTheOrderOfTime() throws IOException {
    FindingWindow first = window("a", NOON);
    FindingWindow second = window("a", LATER);
    write(
        FindingWindowsTable.TABLE,
        "part-0.parquet",
        List.of(second, window("b", NOON), first, second));

    assertThat(FindingsReader.windows(EventFiles.flinkPath(folder), "a"))
        .containsExactly(first, second);
  }

  @Test
  void windowsOfSeveralFindingsComeInOneRead() throws IOException {
    FindingWindow first = window("a", NOON);
    FindingWindow second = window("a", LATER);
    FindingWindow other = window("c", NOON);
    write(
        FindingWindowsTable.TABLE,
        "part-0.parquet",
        List.of(second, window("b", NOON), first, other, second));

    assertThat(FindingsReader.windows(EventFiles.flinkPath(folder), Set.of("a", "c", "d")))
        .isEqualTo(Map.of("a", List.of(first, second), "c", List.of(other)));
  }

  private static FindingWindow window(String findingId, Instant start) {
    return new FindingWindow(
        findingId, "surge", start, start.plusSeconds(60), 1, 2, 3, 4, 5, 6, 7, 8, 9, 1.5, 2.5, 3.5);
  }
}
