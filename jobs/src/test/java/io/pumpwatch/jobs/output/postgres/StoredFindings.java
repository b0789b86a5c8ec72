package io.pumpwatch.jobs.output.postgres;

import io.pumpwatch.finding.Finding;
import io.pumpwatch.jobs.command.findings.FindingExamples;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;

/** Findings as a job would store them, varied in any column. */
final class StoredFindings {
  private static final List<String> NULLABLE =
      List.of(
          "relatedIncidentId",
          "explainedBy",
          "tenant",
          "flow",
          "country",
          "network",
          "networkName",
          "provider",
          "region",
          "blockDigits",
          "trials",
          "failedTrials",
          "conversion",
          "longestRun",
          "blockDensity",
          "suppressedBy");

  private StoredFindings() {}

  /** A finding whose columns that may be null are not. */
  static Finding full(String id) {
    Finding finding = FindingExamples.burst(id).userAgent("Ünïcode 😀 \"'\\").finding();
    for (String text : List.of("network", "networkName", "region", "explainedBy", "suppressedBy")) {
      finding = with(finding, text, "some " + text);
    }
    return with(finding, "relatedIncidentId", "another incident");
  }

  /** A finding with null in every column that may be null. */
  static Finding bare(String id) {
    Finding finding = full(id);
    for (String column : NULLABLE) {
      finding = with(finding, column, null);
    }
    return finding;
  }

  static Finding revision(String id, int revision) {
    return with(FindingExamples.burst(id).finding(), "revision", revision);
  }

  static Finding incident(String id, String incident) {
    return with(FindingExamples.burst(id).finding(), "incidentId", incident);
  }

  /** The same but for one column, named as in {@link Finding}. */
  static Finding with(Finding finding, String column, Object value) {
    RecordComponent[] components = Finding.class.getRecordComponents();
    Object[] values =
        Arrays.stream(components)
            .map(component -> component.getName().equals(column) ? value : read(component, finding))
            .toArray();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      return Finding.class.getConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(column, e);
    }
  }

  private static Object read(RecordComponent component, Finding finding) {
    try {
      return component.getAccessor().invoke(finding);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
