package io.pumpwatch.jobs.alert;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.pumpwatch.finding.Finding;
import io.pumpwatch.finding.Severity;
import io.pumpwatch.jobs.command.findings.FindingExamples;
import java.util.Map;

/** Findings for tests of alerts. */
public final class AlertExamples {
  private static final JsonMapper JSON =
      JsonMapper.builder().addModule(new JavaTimeModule()).build();

  private AlertExamples() {}

  /** A revision of an episode that goes on. */
  public static Finding open(String id, int revision, Severity severity) {
    return with(
        FindingExamples.burst(id).severity(severity).finding(),
        Map.of("revision", revision, "status", Finding.OPEN));
  }

  /** The last revision of an episode. */
  public static Finding closed(String id, int revision, Severity severity) {
    return with(
        FindingExamples.burst(id).severity(severity).finding(),
        Map.of("revision", revision, "status", Finding.CLOSED));
  }

  /** The finding with other values of some components, by their names. */
  public static Finding with(Finding finding, Map<String, ?> values) {
    ObjectNode components = JSON.valueToTree(finding);
    values.forEach((name, value) -> components.set(name, JSON.valueToTree(value)));
    return JSON.convertValue(components, Finding.class);
  }
}
