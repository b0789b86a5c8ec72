package io.pumpwatch.jobs.command.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A run that has begun: what stands in {@code run.json} until it has ended.
 *
 * @param runId names the run
 * @param startedAt when it started
 * @param structure what the state of its operators rests on, by name: a run can only be gone on
 *     with where all of it is the same
 */
public record RunStart(String runId, Instant startedAt, SortedMap<String, String> structure) {

  /** With the structure in any order. */
  public RunStart(String runId, Instant startedAt, Map<String, String> structure) {
    this(runId, startedAt, new TreeMap<>(structure));
  }

  /** As it stands in {@code run.json}. */
  String toJson() {
    return RunReport.write(this);
  }

  /** Reads what {@link #toJson} wrote. */
  static RunStart ofJson(String json) throws JsonProcessingException {
    return RunReport.read(json, RunStart.class);
  }
}
