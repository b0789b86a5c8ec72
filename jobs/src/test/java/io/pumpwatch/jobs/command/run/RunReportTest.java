package io.pumpwatch.jobs.command.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.pumpwatch.jobs.command.run.RunReport.Events;
import io.pumpwatch.jobs.command.run.RunReport.Findings;
import io.pumpwatch.jobs.command.run.RunReport.Records;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunReportTest {

  static RunReport report(Records records, Events events, Findings findings) {
    return new RunReport(
        "20260105T130000Z-4f2a90c1",
        "0123456789abcdef",
        "batch",
        2,
        Instant.parse("2026-01-05T13:00:00Z"),
        12.5,
        records,
        events,
        "on: two sources",
        Map.of("twilio-events", 4L, "cloudtrail", 6L),
        records.skipped() == 0 ? Map.of() : Map.of("canonical", 3L),
        0,
        0,
        findings,
        0.8,
        List.of("burst: no source addresses"));
  }

  static RunReport report() {
    return report(
        new Records(12, 9, 2, 1),
        new Events(10, 9, 1, 3),
        new Findings(1, 2, Map.of("burst", 2L, "sequential-numbers", 1L)));
  }

  @Test
  void writesTheKeysOfTheContract() throws JsonProcessingException {
    assertThat(report().toJson())
        .isEqualToNormalizingNewlines(
            """
            {
              "run_id" : "20260105T130000Z-4f2a90c1",
              "settings_hash" : "0123456789abcdef",
              "mode" : "batch",
              "parallelism" : 2,
              "started_at" : "2026-01-05T13:00:00Z",
              "wall_seconds" : 12.5,
              "records" : {
                "read" : 12,
                "decoded" : 9,
                "skipped" : 2,
                "dead" : 1
              },
              "events" : {
                "total" : 10,
                "on_time" : 9,
                "late" : 1,
                "duplicates" : 3
              },
              "deduplicate" : "on: two sources",
              "by_format" : {
                "cloudtrail" : 6,
                "twilio-events" : 4
              },
              "unknown_fields" : {
                "canonical" : 3
              },
              "evicted_keys" : 0,
              "idle_flushes" : 0,
              "findings" : {
                "open" : 1,
                "closed" : 2,
                "by_pattern" : {
                  "burst" : 2,
                  "sequential-numbers" : 1
                }
              },
              "events_per_second" : 0.8,
              "blind_spots" : [ "burst: no source addresses" ]
            }
            """);
    assertThat(RunReport.ofJson(report().toJson())).isEqualTo(report());
  }

  @Test
  void refusesCountsThatDisagree() {
    assertThatThrownBy(() -> new Records(12, 9, 2, 0))
        .hasMessage("the counts of the run disagree: records read 12, their parts 11");
    assertThatThrownBy(() -> new Events(10, 10, 1, 0)).hasMessageContaining("events 10");
    assertThatThrownBy(() -> new Findings(1, 2, Map.of("burst", 2L)))
        .hasMessageContaining("findings by pattern 2, their parts 3");
    assertThatThrownBy(
            () ->
                report(
                    new Records(0, 0, 0, 0), new Events(9, 9, 0, 0), new Findings(0, 0, Map.of())))
        .hasMessageContaining("events by format 10, their parts 9");
  }
}
