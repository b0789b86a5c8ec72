package io.pumpwatch.jobs;

import io.pumpwatch.datasets.reference.Tariff;
import io.pumpwatch.datasets.simulate.profile.Label;
import io.pumpwatch.feature.ObservedEvent;
import io.pumpwatch.jobs.backtest.Evidence;
import io.pumpwatch.jobs.backtest.EvidenceRow;
import io.pumpwatch.jobs.backtest.Scorecard;
import io.pumpwatch.jobs.backtest.Scorer;
import io.pumpwatch.jobs.command.BacktestCommand;
import io.pumpwatch.jobs.command.DetectCommand;
import io.pumpwatch.jobs.command.DetectOptions;
import io.pumpwatch.jobs.command.run.Progress;
import io.pumpwatch.jobs.enrich.CostEstimator;
import io.pumpwatch.jobs.enrich.DestinationResolver;
import io.pumpwatch.jobs.enrich.Observe;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;

/**
 * A backtest that may start. The events are read a second time to score, through the same source
 * and stages as those that the findings were made from, and counted where they are read:
 *
 * <pre>
 * history ── intake ── deduplicate ── observe ── evidence
 * </pre>
 *
 * @param options what was asked for
 * @param run what detects
 * @param labels what is known about the traffic; empty for nothing
 */
record BacktestRun(
    DetectOptions options, DetectCommand.PreparedRun run, Optional<List<Label>> labels)
    implements BacktestCommand.PreparedBacktest {

  @Override
  public Scorecard score(Progress progress) throws Exception {
    Scorer scorer = new Scorer(DetectRun.findings(options.output()), labels);
    StreamExecutionEnvironment environment =
        FlinkEnvironment.create(options.parallelism(), RuntimeExecutionMode.BATCH);
    DetectInput input = DetectInput.of(options.input(), options.settings());
    DetectSource source = input.withoutLateness().found(List.of());
    DataStream<ObservedEvent> events =
        DetectionTopology.observed(
            DetectionTopology.intake(
                source.stream(environment, RuntimeExecutionMode.BATCH, progress)),
            Deduplication.of(input.settings().deduplicate(), source).stage(),
            new Observe(new DestinationResolver(), new CostEstimator(Tariff.bundled())));
    CloseableIterator<EvidenceRow> counted =
        events
            .transform("evidence", TypeInformation.of(EvidenceRow.class), scorer.folding())
            .uid("evidence")
            .collectAsync();
    JobClient job = environment.executeAsync("pumpwatch backtest");
    progress.follow(() -> RunCounts.soFar(job).read());
    Evidence evidence = scorer.evidence();
    try (counted) {
      counted.forEachRemaining(evidence::add);
    }
    return scorer.score(evidence);
  }
}
