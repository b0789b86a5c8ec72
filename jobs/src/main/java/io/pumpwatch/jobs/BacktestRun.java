package io.pumpwatch.jobs;

import io.pumpwatch.datasets.reference.Tariff;
import io.pumpwatch.datasets.simulate.profile.Label;
import io.pumpwatch.feature.ObservedEvent;
import io.pumpwatch.finding.Finding;
import io.pumpwatch.jobs.backtest.Evidence;
import io.pumpwatch.jobs.backtest.EvidenceFolding;
import io.pumpwatch.jobs.backtest.EvidenceRow;
import io.pumpwatch.jobs.backtest.JointScorer;
import io.pumpwatch.jobs.backtest.Scorecard;
import io.pumpwatch.jobs.backtest.Scorer;
import io.pumpwatch.jobs.command.BacktestCommand;
import io.pumpwatch.jobs.command.DetectCommand;
import io.pumpwatch.jobs.command.DetectOptions;
import io.pumpwatch.jobs.command.run.OutputDirectory;
import io.pumpwatch.jobs.command.run.Progress;
import io.pumpwatch.jobs.enrich.CostEstimator;
import io.pumpwatch.jobs.enrich.DestinationResolver;
import io.pumpwatch.jobs.enrich.Observe;
import io.pumpwatch.jobs.reference.ReferenceRules;
import io.pumpwatch.jobs.reference.ReferenceTopology;
import io.pumpwatch.jobs.settings.SettingsWriter;
import io.pumpwatch.jobs.sweep.Comparison;
import io.pumpwatch.jobs.sweep.FindingChange;
import io.pumpwatch.jobs.sweep.ScoredVariant;
import io.pumpwatch.jobs.sweep.Variant;
import io.pumpwatch.jobs.sweep.Variants;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;

/**
 * A backtest that may start. The events are read a second time to score, through the same source
 * and stages as those that the findings were made from, and counted where they are read. Where
 * published rules are scored too, one more read before it makes their findings:
 *
 * <pre>
 * history ── intake ── deduplicate ── observe ─┬─ evidence
 *                                              └─ published rules
 * </pre>
 *
 * @param options what was asked for
 * @param run what detects
 * @param labels what is known about the traffic; empty for nothing
 * @param references whether published rules are scored too
 * @param variants of the settings
 */
record BacktestRun(
    DetectOptions options,
    DetectCommand.PreparedRun run,
    Optional<List<Label>> labels,
    boolean references,
    Variants variants)
    implements BacktestCommand.PreparedBacktest {

  @Override
  public Scorecard score(Progress progress) throws Exception {
    DetectInput input = DetectInput.of(options.input(), options.settings());
    Map<String, List<Finding>> published = references ? published(input, progress) : Map.of();
    Scorer scorer = new Scorer(DetectRun.findings(options.output()), published, labels);
    return scorer.score(collected(scorer.evidence(), scorer.folding(), input, progress));
  }

  @Override
  public boolean triesVariants() {
    return variants.areSeveral();
  }

  @Override
  public Comparison compare(Progress progress) throws Exception {
    DetectInput input = DetectInput.of(options.input(), options.settings());
    Map<String, List<Finding>> published = references ? published(input, progress) : Map.of();
    List<List<Finding>> findings = new ArrayList<>();
    for (Variant variant : variants.all()) {
      findings.add(DetectRun.findings(options.output().variant(variant.name())));
    }
    JointScorer scorer = new JointScorer(findings, published, labels);
    List<Scorecard> scorecards =
        scorer.score(collected(scorer.evidence(), scorer.folding(), input, progress));
    List<ScoredVariant> scored = new ArrayList<>();
    for (int i = 0; i < scorecards.size(); i++) {
      Variant variant = variants.all().get(i);
      OutputDirectory folder = options.output().variant(variant.name());
      folder.score(scorecards.get(i).toJson());
      folder.keep(SettingsWriter.yaml(variant.settings()));
      scored.add(
          new ScoredVariant(
              variant, scorecards.get(i), FindingChange.between(findings.get(0), findings.get(i))));
    }
    return new Comparison(scored, variants.points());
  }

  private Evidence collected(
      Evidence evidence, EvidenceFolding folding, DetectInput input, Progress progress)
      throws Exception {
    read(
        "pumpwatch backtest",
        input,
        progress,
        events ->
            events
                .transform("evidence", TypeInformation.of(EvidenceRow.class), folding)
                .uid("evidence"),
        evidence::add);
    return evidence;
  }

  private Map<String, List<Finding>> published(DetectInput input, Progress progress)
      throws Exception {
    ReferenceRules rules = new ReferenceRules(input.settings().detection().trials());
    List<Finding> findings = new ArrayList<>();
    read(
        "pumpwatch references",
        input,
        progress,
        events -> ReferenceTopology.define(events, rules),
        findings::add);
    return rules.scoredTogether(findings);
  }

  /** Reads the events once, draws something behind them and hands over what comes out of it. */
  private <T> void read(
      String job,
      DetectInput input,
      Progress progress,
      Function<DataStream<ObservedEvent>, DataStream<T>> draw,
      Consumer<T> results)
      throws Exception {
    StreamExecutionEnvironment environment =
        FlinkEnvironment.create(options.parallelism(), RuntimeExecutionMode.BATCH);
    DetectSource source = input.withoutLateness().found(List.of());
    DataStream<ObservedEvent> events =
        DetectionTopology.observed(
            DetectionTopology.intake(
                source.stream(environment, RuntimeExecutionMode.BATCH, progress)),
            Deduplication.of(input.settings().deduplicate(), source).stage(),
            new Observe(new DestinationResolver(), new CostEstimator(Tariff.bundled())));
    CloseableIterator<T> collected = draw.apply(events).collectAsync();
    JobClient client = environment.executeAsync(job);
    progress.follow(() -> RunCounts.soFar(client).read());
    try (collected) {
      collected.forEachRemaining(results);
    }
  }
}
