package io.pumpwatch.jobs.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.finding.Finding;
import io.pumpwatch.jobs.output.ParquetTableReader;
import io.pumpwatch.jobs.output.ResponseTable;
import io.pumpwatch.jobs.response.ResponseMeasure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run says would stop what it found, the same in batch and in streaming. */
class ResponseRowsITCase {

  @Test
  void attacksAreAnsweredTheSameInBatchAndInStreaming(@TempDir Path folder) throws Exception {
    LogFolder logs =
        Arrangement.asWritten()
            .write(SimulatedScenarios.attacksOnBlocks(), folder.resolve("run/input"));
    Detection batch = Detection.over(logs, Execution.BATCH_ON_TWO_SLOTS);
    List<ResponseMeasure> rows = rows(batch);

    assertAnswered(batch, rows);
    assertThat(rows(Detection.over(logs, Execution.STREAMING_ON_TWO_SLOTS))).isEqualTo(rows);
    assertThat(rows(Detection.over(logs, Execution.BATCH_ON_ONE_SLOT))).isEqualTo(rows);
  }

  private static void assertAnswered(Detection detection, List<ResponseMeasure> rows) {
    Map<String, ResponseMeasure> latest =
        rows.stream()
            .collect(
                Collectors.toMap(ResponseMeasure::measureId, row -> row, (one, other) -> other));
    Set<String> incidents =
        detection.alerting().stream().map(Finding::incidentId).collect(Collectors.toSet());
    List<ResponseMeasure> active =
        latest.values().stream().filter(row -> row.status().equals("active")).toList();

    assertThat(incidents).isNotEmpty();
    assertThat(active.stream().map(ResponseMeasure::incidentId).collect(Collectors.toSet()))
        .isEqualTo(incidents);
    assertThat(active).hasSizeLessThanOrEqualTo(detection.alerting().size());
    assertThat(active)
        .allSatisfy(
            row -> {
              assertThat(row.expectedStopped()).isPositive();
              assertThat(row.validFrom()).isBefore(row.validUntil());
              assertThat(row.decidedAt()).isAfterOrEqualTo(row.validFrom());
            });
  }

  /** All revisions, without the run that they are of. */
  private static List<ResponseMeasure> rows(Detection detection) throws Exception {
    List<ResponseMeasure> rows = new ArrayList<>();
    new ParquetTableReader<>(ResponseTable.TABLE, ResponseTable::read)
        .readRows(detection.output().response(), row -> rows.add(withoutRun(row)));
    rows.sort(
        Comparator.comparing(ResponseMeasure::measureId).thenComparing(ResponseMeasure::revision));
    return rows;
  }

  private static ResponseMeasure withoutRun(ResponseMeasure row) {
    return new ResponseMeasure(
        row.measureId(),
        row.revision(),
        row.status(),
        row.incidentId(),
        row.findingId(),
        row.action(),
        row.entityKind(),
        row.entityValue(),
        row.tenant(),
        row.flow(),
        row.validFrom(),
        row.validUntil(),
        row.reason(),
        row.expectedStopped(),
        row.expectedStoppedUsd(),
        row.legitimateVerified(),
        row.legitimateExpected(),
        row.expectedLegitimateLost(),
        row.decidedAt(),
        "run");
  }
}
