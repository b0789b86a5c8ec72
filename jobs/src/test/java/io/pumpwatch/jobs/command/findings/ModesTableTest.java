package io.pumpwatch.jobs.command.findings;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.finding.Finding;
import io.pumpwatch.finding.Severity;
import io.pumpwatch.jobs.alert.AlertExamples;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModesTableTest {

  private static Finding finding(String pattern, String incident, Map<String, ?> more) {
    Map<String, Object> values = new HashMap<>(more);
    values.put("incidentId", incident);
    return AlertExamples.with(
        FindingExamples.burst(pattern + incident)
            .pattern(pattern)
            .severity(Severity.HIGH)
            .finding(),
        values);
  }

  private static List<String> printed(List<Finding> findings) {
    return printed(findings, findings);
  }

  private static List<String> printed(List<Finding> findings, List<Finding> all) {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    new ModesTable(200).print(findings, all, out);
    out.flush();
    return text.toString().lines().map(line -> line.replaceAll(" +", " ")).toList();
  }

  @Test
  void whatElseAlertedIsLookedUpAmongAllFindings() {
    Finding shadow = finding("repeat-flood", "one", Map.of("mode", "shadow"));
    Finding alert = finding("burst", "one", Map.of());

    assertThat(printed(List.of(shadow))).contains("repeat-flood 1 0 0 1 1 0 0 0");
    assertThat(printed(List.of(shadow), List.of(shadow, alert)))
        .contains("repeat-flood 1 0 0 1 0 0 0 0");
  }

  @Test
  void showsWhatShadowWouldHaveAlertedOnBesideWhatAlerted() {
    Map<String, String> shadow = Map.of("mode", "shadow");
    List<Finding> findings =
        List.of(
            finding("burst", "one", Map.of()),
            finding("burst", "one", Map.of()),
            finding("burst", "two", Map.of("severity", Severity.INFORMATIONAL)),
            finding("burst", "three", Map.of("suppressedBy", "launch")),
            finding("repeat-flood", "one", shadow),
            finding("repeat-flood", "four", shadow),
            finding("repeat-flood", "four", shadow),
            finding("repeat-flood", "five", Map.of("mode", "shadow", "explainedBy", "x")),
            finding("repeat-flood", "six", Map.of("mode", "shadow", "suppressedBy", "launch")),
            finding(
                "repeat-flood",
                "six",
                Map.of("mode", "shadow", "severity", Severity.INFORMATIONAL)));

    assertThat(printed(findings))
        .startsWith(
            "pattern findings alerted incidents in shadow more incidents held back explained"
                + " informational",
            "burst 4 2 1 0 0 1 0 1",
            "repeat-flood 6 0 0 3 1 1 1 1",
            "all 10 2 1 3 1 2 1 2");
  }

  @Test
  void saysWhereThereIsNothing() {
    assertThat(printed(List.of())).containsExactly("No findings.");
  }
}
