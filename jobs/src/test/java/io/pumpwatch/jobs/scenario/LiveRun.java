package io.pumpwatch.jobs.scenario;

import io.pumpwatch.datasets.reference.Tariff;
import io.pumpwatch.finding.Finding;
import io.pumpwatch.jobs.DetectionTopology;
import io.pumpwatch.jobs.FlinkEnvironment;
import io.pumpwatch.jobs.enrich.CostEstimator;
import io.pumpwatch.jobs.enrich.DestinationResolver;
import io.pumpwatch.jobs.enrich.Observe;
import io.pumpwatch.jobs.input.Decoded;
import io.pumpwatch.jobs.input.live.LiveSource;
import io.pumpwatch.jobs.rules.KnownRules;
import io.pumpwatch.jobs.rules.RulesInput;
import io.pumpwatch.pattern.DetectionRules;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;

/**
 * A detection that has no end, while it runs; it is cancelled when closed.
 *
 * @param job the job
 * @param findings as they are revised; waits for the next one
 * @param lateEvents as they come; waits for the next one
 */
record LiveRun(JobClient job, Iterator<Finding> findings, Iterator<Decoded> lateEvents)
    implements AutoCloseable {
  /** Counts travel with heartbeats. */
  private static final Duration COUNTS_EVERY = Duration.ofMillis(500);

  static LiveRun start(LiveSource source, int slots) throws Exception {
    Configuration options = new Configuration();
    options.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, COUNTS_EVERY);
    StreamExecutionEnvironment environment =
        FlinkEnvironment.create(slots, RuntimeExecutionMode.STREAMING, options);
    DetectionTopology.Outputs outputs =
        DetectionTopology.define(
            source.stream(environment),
            Optional.empty(),
            new Observe(new DestinationResolver(), new CostEstimator(Tariff.bundled())),
            RulesInput.of(KnownRules.of(DetectionRules.defaults())),
            "run");
    CloseableIterator<Finding> findings = outputs.findings().collectAsync();
    CloseableIterator<Decoded> lateEvents = outputs.lateEvents().collectAsync();
    return new LiveRun(environment.executeAsync("live"), findings, lateEvents);
  }

  /** Waits until something is counted under that name. */
  void awaitCount(String name) throws Exception {
    while (!(job.getAccumulators().get().get(name) instanceof Long count && count > 0)) {
      Thread.onSpinWait();
    }
  }

  @Override
  public void close() throws Exception {
    job.cancel().get();
  }
}
