package io.pumpwatch.jobs.scenario;

import static org.assertj.core.api.Assertions.fail;

import io.pumpwatch.finding.Finding;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Compares the findings of two runs row for row: the last revision of every finding must be equal
 * in every column but those that say which run wrote it, and when.
 */
final class RowForRow {
  private static final Set<String> OF_THE_RUN = Set.of("runId", "emittedAt");

  private RowForRow() {}

  /** Fails with every column that differs. */
  static void assertSame(String what, List<Finding> expected, List<Finding> actual) {
    List<String> differences = differences(expected, actual);
    if (!differences.isEmpty()) {
      fail(what + " differs:\n  " + String.join("\n  ", differences));
    }
  }

  /** One line for each column that differs and each finding that only one run has. */
  static List<String> differences(List<Finding> expected, List<Finding> actual) {
    Map<String, Finding> rest = new LinkedHashMap<>();
    actual.forEach(finding -> rest.put(finding.findingId(), finding));
    List<String> differences = new ArrayList<>();
    for (Finding finding : expected) {
      Finding other = rest.remove(finding.findingId());
      if (other == null) {
        differences.add("missing: " + name(finding));
      } else {
        differences.addAll(columns(finding, other));
      }
    }
    rest.values().forEach(finding -> differences.add("unexpected: " + name(finding)));
    return differences;
  }

  private static List<String> columns(Finding expected, Finding actual) {
    List<String> differences = new ArrayList<>();
    for (RecordComponent column : Finding.class.getRecordComponents()) {
      Object one = value(column, expected);
      Object other = value(column, actual);
      if (!OF_THE_RUN.contains(column.getName()) && !Objects.equals(one, other)) {
        differences.add(name(expected) + ": " + column.getName() + " was " + one + ", is " + other);
      }
    }
    return differences;
  }

  private static Object value(RecordComponent column, Finding finding) {
    try {
      return column.getAccessor().invoke(finding);
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String name(Finding finding) {
    return String.join(
        " ",
        finding.findingId(),
        finding.pattern(),
        finding.tenant(),
        finding.entityKind(),
        finding.entityValue(),
        finding.windowStart().toString());
  }
}
