package io.pumpwatch.jobs.episode;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.finding.Finding;
import io.pumpwatch.finding.Severity;
import io.pumpwatch.jobs.alert.AlertExamples;
import io.pumpwatch.jobs.watching.KeptMetrics;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FindingMetricsTest {
  private final KeptMetrics kept = new KeptMetrics();
  private final FindingMetrics metrics = new FindingMetrics(kept, List.of("burst"));

  @Test
  void revisionsAreCountedByWhatTheySay() {
    metrics.written(AlertExamples.open("one", 1, Severity.LOW));
    metrics.written(AlertExamples.open("one", 2, Severity.HIGH));
    metrics.written(AlertExamples.open("one", 3, Severity.HIGH));
    metrics.written(AlertExamples.closed("one", 4, Severity.HIGH));
    metrics.written(AlertExamples.open("other", 1, Severity.LOW));

    assertThat(kept.counted())
        .isEqualTo(
            Map.of(
                "burst/low/findingsOpened", 2L,
                "burst/high/findingsUpdated", 2L,
                "burst/high/findingsClosed", 1L));
  }

  @Test
  void thoseThatPageNobodyAreCountedByWhyWhenTheyOpen() {
    Finding finding = AlertExamples.open("one", 1, Severity.LOW);
    Finding shadow = AlertExamples.with(finding, Map.of("mode", "shadow"));
    metrics.written(shadow);
    metrics.written(AlertExamples.with(shadow, Map.of("explainedBy", "other")));
    metrics.written(AlertExamples.with(shadow, Map.of("revision", 2)));
    metrics.written(AlertExamples.with(finding, Map.of("suppressedBy", "campaign")));
    metrics.written(AlertExamples.with(finding, Map.of("explainedBy", "other")));
    metrics.written(AlertExamples.open("two", 1, Severity.INFORMATIONAL));

    assertThat(kept.counted())
        .containsEntry("shadow/findingsWithheld", 2L)
        .containsEntry("suppressed/findingsWithheld", 1L)
        .containsEntry("explained/findingsWithheld", 1L)
        .containsEntry("informational/findingsWithheld", 1L);
  }

  /** A savepoint may hold an episode of a pattern that this version of the job does not have. */
  @Test
  void aPatternThatIsNotKnownIsCountedToo() {
    metrics.written(
        AlertExamples.with(
            AlertExamples.open("one", 1, Severity.LOW), Map.of("pattern", "former")));

    assertThat(kept.counted()).isEqualTo(Map.of("former/low/findingsOpened", 1L));
  }
}
