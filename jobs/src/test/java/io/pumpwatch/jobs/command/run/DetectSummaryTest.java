package io.pumpwatch.jobs.command.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.finding.Severity;
import io.pumpwatch.jobs.command.run.RunReport.Events;
import io.pumpwatch.jobs.command.run.RunReport.Findings;
import io.pumpwatch.jobs.command.run.RunReport.Records;
import io.pumpwatch.jobs.command.text.PathText;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DetectSummaryTest {

  private static String print(DetectOutcome outcome) {
    StringWriter text = new StringWriter();
    OutputDirectory output = new OutputDirectory(PathText.parse("january"));
    new DetectSummary(outcome, output, "deploy/bin/pumpwatch").print(new PrintWriter(text));
    return text.toString();
  }

  @Test
  void tellsWhatWasReadAndFoundAndWhereItIs() {
    DetectOutcome outcome =
        new DetectOutcome(
            RunReportTest.report(),
            3,
            1,
            "january/dead-letters",
            "topic late",
            List.of("one\u001b[31m", "two", "three", "four"),
            Map.of(Severity.LOW, 1L, Severity.CRITICAL, 2L, Severity.HIGH, 0L),
            List.of());

    assertThat(print(outcome))
        .isEqualToNormalizingNewlines(
            """
            Read 12 records of 3 files and 1 topics: 9 decoded, 2 not about messages, 1 dead letters
              dead letter: one\ufffd[31m
              dead letter: two
              dead letter: three
              dead letter: four
              kept in january/dead-letters
            Events 10, of which 1 late
              kept in topic late
              rows that said nothing new of their message and did not count: 3
              deduplicate is on: two sources
            Ignored 3 fields that canonical does not have
            Findings 3, of which 1 still open at the end of the input
              critical 2, low 1
              burst 2, sequential-numbers 1
            Blind spots
              burst: no source addresses
            Another run over this input may differ: 1 late events, 0 keys given up, 0 windows closed early
            12.5 s, 1 events a second, parallelism 2, batch; run 20260105T130000Z-4f2a90c1, settings 0123456789abcdef
            Findings are in january/findings. To see them:
              deploy/bin/pumpwatch findings january
              deploy/bin/pumpwatch explain ID january
              deploy/bin/pumpwatch report january
            """);
  }

  @Test
  void keepsQuietAboutWhatDidNotHappen() {
    RunReport clean =
        RunReportTest.report(
            new Records(10, 10, 0, 0), new Events(10, 10, 0, 0), new Findings(0, 0, Map.of()));
    assertThat(
            print(new DetectOutcome(clean, 1, 0, "dead", "late", List.of(), Map.of(), List.of())))
        .contains("No findings")
        .doesNotContain("kept in", "Ignored", "dead letter:", "may differ", "To see them");
  }
}
