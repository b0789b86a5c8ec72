package io.pumpwatch.jobs.command.run;

import com.fasterxml.jackson.annotation.JsonInclude;
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
 * @param jobId Flink's id of its job, where that was settled before the job was submitted, or null
 */
public record RunStart(
    String runId,
    Instant startedAt,
    SortedMap<String, String> structure,
    @JsonInclude(JsonInclude.Include.NON_NULL) String jobId) {

  /** With the structure in any order. */
  public RunStart(String runId, Instant startedAt, Map<String, String> structure, String jobId) {
    this(runId, startedAt, new TreeMap<>(structure), jobId);
  }

  /** Whose job gets its id when it is submitted. */
  public RunStart(String runId, Instant startedAt, Map<String, String> structure) {
    this(runId, startedAt, structure, null);
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
