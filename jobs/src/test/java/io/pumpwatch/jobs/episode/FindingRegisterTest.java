package io.pumpwatch.jobs.episode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.pumpwatch.finding.Finding;
import io.pumpwatch.finding.LiveFinding;
import io.pumpwatch.finding.Severity;
import io.pumpwatch.jobs.alert.AlertExamples;
import io.pumpwatch.pattern.SilentSourcePattern;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class FindingRegisterTest {
  private static final Instant START = Instant.parse("2026-03-02T12:00:00Z");
  private static final long FIRST_NUMBER = 24_177_012_000L;

  /** A block that two patterns claim, its country, and another block much later. */
  private static final List<FindingRevision> STORY =
      List.of(
          revision(10, "burst", 1, Map.of()),
          revision(20, "country", 1, ofCountry()),
          revision(20, "sweep", 1, Map.of("pattern", "sequential-numbers")),
          revision(30, "burst", 2, Map.of()),
          revision(90, "burst", 3, Map.of("status", Finding.CLOSED)),
          revision(95, "sweep", 2, closed("sequential-numbers")),
          revision(99, "country", 2, ofCountry()),
          revision(3000, "late", 1, Map.of()));

  private static Map<String, Object> ofCountry() {
    Map<String, Object> columns = new HashMap<>(closed("spread"));
    columns.put("entityKind", "country");
    columns.put("entityValue", "GA");
    columns.put("blockDigits", null);
    return columns;
  }

  private static Map<String, Object> closed(String pattern) {
    return Map.of("status", Finding.CLOSED, "pattern", pattern);
  }

  private static FindingRevision revision(
      int minute, String id, int revision, Map<String, Object> columns) {
    Finding finding =
        AlertExamples.with(
            AlertExamples.open(id, revision, Severity.MEDIUM),
            Map.of(
                "incidentId",
                id,
                "windowStart",
                START,
                "windowEnd",
                START.plusSeconds(600),
                "detectedAt",
                START.plus(Duration.ofMinutes(minute))));
    List<Long> numbers =
        "country".equals(columns.get("entityKind"))
            ? LongStream.range(FIRST_NUMBER, FIRST_NUMBER + 9).boxed().toList()
            : List.of();
    return new FindingRevision(at(minute), AlertExamples.with(finding, columns), numbers);
  }

  private static long at(int minute) {
    return START.plus(Duration.ofMinutes(minute)).toEpochMilli();
  }

  @Test
  void everyRevisionGetsItsPlace() throws Exception {
    List<Finding> findings = written(STORY, List.of(), false);

    assertThat(findings).hasSize(STORY.size());
    Finding burst = findings.get(0);
    assertThat(findings.subList(0, 7))
        .extracting(Finding::incidentId)
        .containsOnly(burst.incidentId());
    assertThat(findings.get(7).incidentId()).isNotEqualTo(burst.incidentId());
    assertThat(findings)
        .extracting(finding -> finding.findingId() + " " + finding.severity().word())
        .containsExactly(
            "burst medium",
            "country medium",
            "sweep high",
            "burst high",
            "burst high",
            "sweep high",
            "country medium",
            "late medium");
    assertThat(findings)
        .filteredOn(finding -> finding.explainedBy() != null)
        .extracting(Finding::findingId, Finding::explainedBy)
        .containsExactly(tuple("country", "burst"), tuple("country", "burst"));
  }

  @Test
  void orderOfArrivalWatermarksAndRestartsPlayNoPart() throws Exception {
    List<Finding> atOnce = written(STORY, List.of(), false);
    List<FindingRevision> shuffled = new ArrayList<>(STORY);
    Collections.reverse(shuffled);

    assertThat(written(shuffled, List.of(), false)).isEqualTo(atOnce);
    assertThat(written(STORY, List.of(15, 20, 25, 91, 2000), false)).isEqualTo(atOnce);
    assertThat(written(STORY, List.of(5, 15, 25, 60, 93, 200, 2000), true)).isEqualTo(atOnce);
    assertThat(written(shuffled, List.of(5, 15, 25, 60, 93, 200, 2000), true)).isEqualTo(atOnce);
  }

  /** Behind the end of the input everything is silent, and says nothing. */
  @Test
  void silenceThatBeginsAfterTheEndIsNotWritten() throws Exception {
    Map<String, Object> silence =
        Map.of("pattern", SilentSourcePattern.NAME, "entityKind", "tenant", "entityValue", "acme");
    try (Harness harness = new Harness(null)) {
      harness.operator.processElement1(revision(60, "before", 1, silence), 0);
      harness.operator.processElement1(revision(180, "after", 1, silence), 0);
      harness.operator.processElement1(revision(180, "burst", 1, Map.of()), 0);
      harness.operator.processElement2(new InputEnded(InputEnded.ONLY_REGISTER, at(100)), 0);
      harness.reach(Watermark.MAX_WATERMARK.getTimestamp());

      assertThat(harness.operator.extractOutputValues())
          .extracting(Finding::findingId)
          .containsExactly("before", "burst");
    }
  }

  @Test
  void whatIsOverIsForgotten() throws Exception {
    int lifetime = (int) LiveFinding.LIFETIME.toMinutes();
    try (Harness harness = new Harness(null)) {
      for (FindingRevision revision : STORY.subList(0, 7)) {
        harness.operator.processElement1(revision, 0);
      }
      harness.reach(at(99));
      assertThat(harness.operator.numKeyedStateEntries()).as("the live findings").isEqualTo(1);
      harness.reach(at(99 + lifetime) - 2);
      assertThat(harness.operator.numKeyedStateEntries()).as("the last of them").isEqualTo(1);
      harness.reach(at(99 + lifetime) - 1);
      assertThat(harness.operator.numKeyedStateEntries()).isZero();
      assertThat(harness.operator.numEventTimeTimers()).isZero();
    }
  }

  /**
   * What the register writes, but for the time of emission.
   *
   * @param revisions in the order in which they arrive within a step
   * @param steps minutes that event time reaches one after the other, then the end
   * @param restarting from a snapshot after each step
   */
  private static List<Finding> written(
      List<FindingRevision> revisions, List<Integer> steps, boolean restarting) throws Exception {
    List<Finding> written = new ArrayList<>();
    List<FindingRevision> waiting = new ArrayList<>(revisions);
    Harness harness = new Harness(null);
    try {
      for (int step : steps) {
        for (FindingRevision revision : List.copyOf(waiting)) {
          if (revision.time() <= at(step)) {
            waiting.remove(revision);
            harness.operator.processElement1(revision, 0);
          }
        }
        harness.reach(at(step));
        if (restarting) {
          written.addAll(harness.operator.extractOutputValues());
          OperatorSubtaskState kept = harness.operator.snapshot(step, 0);
          harness.close();
          harness = new Harness(kept);
        }
      }
      for (FindingRevision revision : waiting) {
        harness.operator.processElement1(revision, 0);
      }
      harness.reach(Watermark.MAX_WATERMARK.getTimestamp());
      written.addAll(harness.operator.extractOutputValues());
    } finally {
      harness.close();
    }
    return written.stream()
        .map(finding -> finding.stamped(finding.placement(), finding.cutByEndOfInput(), START))
        .toList();
  }

  /** A register on one slot. */
  private static final class Harness implements AutoCloseable {
    private final KeyedTwoInputStreamOperatorTestHarness<
            String, FindingRevision, InputEnded, Finding>
        operator;

    Harness(OperatorSubtaskState kept) throws Exception {
      operator =
          new KeyedTwoInputStreamOperatorTestHarness<>(
              new KeyedCoProcessOperator<>(new FindingRegister(List.of("burst"))),
              revision -> "",
              InputEnded::register,
              Types.STRING);
      operator.setup();
      if (kept != null) {
        operator.initializeState(kept);
      }
      operator.open();
    }

    void reach(long time) throws Exception {
      operator.processWatermark1(new Watermark(time));
      operator.processWatermark2(new Watermark(time));
    }

    @Override
    public void close() throws Exception {
      operator.close();
    }
  }
}
