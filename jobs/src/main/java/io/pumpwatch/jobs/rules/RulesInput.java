package io.pumpwatch.jobs.rules;

import java.util.Optional;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Where a job has its detection rules from.
 *
 * @param known before it starts
 * @param documents changes that come while it runs, YAML documents; empty where none can come
 */
public record RulesInput(KnownRules known, Optional<DataStream<String>> documents) {

  /** Rules that do not change while the job runs. */
  public static RulesInput of(KnownRules known) {
    return new RulesInput(known, Optional.empty());
  }
}
