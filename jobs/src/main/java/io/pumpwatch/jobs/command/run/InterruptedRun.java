package io.pumpwatch.jobs.command.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.flink.core.fs.Path;

/**
 * A run that did not come to its end, and from where it can go on.
 *
 * @param start what it started as
 * @param checkpoint the newest checkpoint that is complete; null where Flink itself brings the
 *     state
 */
public record InterruptedRun(RunStart start, Path checkpoint) {

  /** Why a run of that structure cannot go on from it; empty where it can. */
  public Optional<String> refusal(Map<String, String> structure) {
    List<String> differences = new ArrayList<>();
    TreeSet<String> names = new TreeSet<>(start.structure().keySet());
    names.addAll(structure.keySet());
    for (String name : names) {
      String before = start.structure().getOrDefault(name, "none");
      String now = structure.getOrDefault(name, "none");
      if (!before.equals(now)) {
        differences.add(name + " was " + before + ", is " + now);
      }
    }
    return differences.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "--resume: run "
                + start.runId()
                + " cannot go on with other settings than these: "
                + String.join("; ", differences));
  }
}
