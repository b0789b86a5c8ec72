package io.pumpwatch.jobs.output;

import io.pumpwatch.finding.Finding;
import io.pumpwatch.finding.FindingWindow;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.core.fs.Path;

/**
 * Reads findings back from the folder that a run wrote. The files hold every revision, and after a
 * restart some of them twice.
 */
public final class FindingsReader {
  /** The order of the revisions of one finding; of equals, what was emitted last goes last. */
  public static final Comparator<Finding> BY_REVISION =
      Comparator.comparingInt(Finding::revision)
          .thenComparing(Finding::emittedAt, Comparator.nullsFirst(Comparator.naturalOrder()));

  /** The order in which findings are listed. */
  public static final Comparator<Finding> BY_DETECTION =
      Comparator.comparing(
              Finding::detectedAt, Comparator.nullsFirst(Comparator.<Instant>naturalOrder()))
          .thenComparing(Finding::findingId);

  private static final Comparator<FindingWindow> IN_TIME =
      Comparator.comparing(FindingWindow::windowStart).thenComparing(FindingWindow::stage);

  private FindingsReader() {}

  /**
   * The latest revision of each finding, in the order of detection, then of id.
   *
   * @param folder of the findings table
   * @throws UnreadableTableException where the folder does not exist or holds something else
   */
  public static List<Finding> latest(Path folder) throws IOException {
    Map<String, Finding> latest = new HashMap<>();
    new ParquetTableReader<>(FindingsTable.TABLE, FindingsTable::read)
        .readRows(
            folder,
            finding ->
                latest.merge(
                    finding.findingId(),
                    finding,
                    (one, other) -> BY_REVISION.compare(one, other) < 0 ? other : one));
    List<Finding> findings = new ArrayList<>(latest.values());
    findings.sort(BY_DETECTION);
    return findings;
  }

  /**
   * The windows of several findings' evidence by id of the finding, each in the order of time and
   * once.
   *
   * @param folder of the finding windows table
   * @param findingIds whose
   * @throws UnreadableTableException where the folder does not exist or holds something else
   */
  public static Map<String, List<FindingWindow>> windows(Path folder, Set<String> findingIds)
      throws IOException {
    Map<String, Set<FindingWindow>> windows = new HashMap<>();
    new ParquetTableReader<>(FindingWindowsTable.TABLE, FindingWindowsTable::read)
        .readRows(
            folder,
            window -> {
              if (findingIds.contains(window.findingId())) {
                windows
                    .computeIfAbsent(window.findingId(), unused -> new TreeSet<>(IN_TIME))
                    .add(window);
              }
            });
    Map<String, List<FindingWindow>> ordered = new HashMap<>();
    windows.forEach((findingId, ofFinding) -> ordered.put(findingId, List.copyOf(ofFinding)));
    return ordered;
  }

  /**
   * The windows of one finding's evidence in the order of time, each once.
   *
   * @param folder of the finding windows table
   * @throws UnreadableTableException where the folder does not exist or holds something else
   */
  public static List<FindingWindow> windows(Path folder, String findingId) throws IOException {
    return windows(folder, Set.of(findingId)).getOrDefault(findingId, List.of());
  }
}
