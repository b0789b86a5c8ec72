package io.pumpwatch.jobs.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.finding.Finding;
import io.pumpwatch.finding.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of a finding follows its revisions, from the first one that alerts. */
class AnnouncementsTest {

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "high high high/closed,                        CREATE-1 UPDATE-2 CLOSE-3",
    "high high/closed,                             CREATE-1 CLOSE-2",
    "informational low high/closed,                CREATE-2 CLOSE-3",
    "high informational informational/closed,      CREATE-1 UPDATE-2 CLOSE-3",
    "high informational high high/closed,          CREATE-1 UPDATE-2 UPDATE-3 CLOSE-4",
    "informational informational/closed,           ''",
    "informational high/closed,                    CREATE-2",
    "high/shadow critical/shadow high/shadow/closed, ''",
    "high high/explained high/explained/closed,    CREATE-1 UPDATE-2 CLOSE-3",
    "high/suppressed high high/closed,             CREATE-2 CLOSE-3"
  })
  void followTheRevisions(String revisions, String told) throws Exception {
    List<Finding> findings = new ArrayList<>();
    for (String revision : revisions.split(" ")) {
      findings.add(finding("id", findings.size() + 1, revision));
    }

    assertThat(alerts(findings)).isEqualTo(told);
  }

  @Test
  void eachFindingHasItsOwn() throws Exception {
    List<Finding> findings =
        List.of(
            finding("one", 1, "high"),
            finding("other", 1, "informational"),
            finding("one", 2, "informational"),
            finding("other", 2, "low"),
            finding("one", 3, "low/closed"));

    assertThat(alerts(findings)).isEqualTo("CREATE-1 UPDATE-2 CREATE-2 CLOSE-3");
  }

  private static Finding finding(String id, int revision, String words) {
    List<String> parts = Arrays.asList(words.split("/"));
    Severity severity = Severity.ofWord(parts.get(0));
    Finding finding =
        parts.contains("closed")
            ? AlertExamples.closed(id, revision, severity)
            : AlertExamples.open(id, revision, severity);
    if (parts.contains("shadow")) {
      return AlertExamples.with(finding, Map.of("mode", "shadow"));
    }
    if (parts.contains("explained")) {
      return AlertExamples.with(finding, Map.of("explainedBy", "another"));
    }
    return parts.contains("suppressed")
        ? AlertExamples.with(finding, Map.of("suppressedBy", "campaign"))
        : finding;
  }

  private static String alerts(List<Finding> findings) throws Exception {
    try (KeyedOneInputStreamOperatorTestHarness<String, Finding, Alert> harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new Announcements()), Finding::findingId, Types.STRING)) {
      harness.open();
      for (Finding finding : findings) {
        harness.processElement(finding, 0);
      }
      return harness.extractOutputValues().stream()
          .map(alert -> alert.activity() + "-" + alert.finding().revision())
          .collect(Collectors.joining(" "));
    }
  }
}
