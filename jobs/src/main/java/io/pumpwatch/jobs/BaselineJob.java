package io.pumpwatch.jobs;

import io.pumpwatch.datasets.reference.Tariff;
import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.feature.ObservedEvent;
import io.pumpwatch.finding.Finding;
import io.pumpwatch.jobs.backtest.ClaimedTraffic;
import io.pumpwatch.jobs.baseline.BaselineContent;
import io.pumpwatch.jobs.baseline.BaselineRow;
import io.pumpwatch.jobs.baseline.BaselineTable;
import io.pumpwatch.jobs.baseline.Learning;
import io.pumpwatch.jobs.baseline.LearntBaseline;
import io.pumpwatch.jobs.command.BaselineCommand;
import io.pumpwatch.jobs.command.BaselineRequest;
import io.pumpwatch.jobs.command.run.BaselineReport;
import io.pumpwatch.jobs.command.run.OutputDirectory;
import io.pumpwatch.jobs.command.run.Progress;
import io.pumpwatch.jobs.enrich.CostEstimator;
import io.pumpwatch.jobs.enrich.DestinationResolver;
import io.pumpwatch.jobs.enrich.Observe;
import io.pumpwatch.jobs.input.Intake;
import io.pumpwatch.jobs.message.Deduplicate;
import io.pumpwatch.jobs.output.ParquetSinks;
import io.pumpwatch.jobs.rules.KnownRules;
import io.pumpwatch.jobs.rules.RulesInput;
import io.pumpwatch.jobs.settings.Settings;
import io.pumpwatch.jobs.settings.SettingsWriter;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * What is normal, learnt in batch by the stages that {@code detect} learns by.
 *
 * <pre>
 * history ── intake ── deduplicate ── observe ── unclaimed ─┬─ number-blocks ───┐
 *                                                           └─ traffic-windows ─┼── baselines
 *                                                              tenant-healths ──┘
 * </pre>
 */
public final class BaselineJob implements BaselineCommand.Job {
  private static final double NANOS_PER_SECOND = 1e9;

  /** Learns from nothing but the history, and tells each day. */
  private static final Learning TELLING = new Learning(LearntBaseline.NONE, /* toldDaily= */ true);

  @Override
  public BaselineReport run(BaselineRequest request, Progress progress) throws Exception {
    Instant startedAt = Instant.now();
    long start = System.nanoTime();
    DetectInput input = DetectInput.of(request.input(), request.settings()).withoutLateness();
    Settings settings = input.settings();
    DetectSource source = input.found(List.of());
    List<Finding> claimed = claimed(request);
    BaselineFolder folder = new BaselineFolder(request.output());
    StreamExecutionEnvironment environment =
        FlinkEnvironment.create(request.parallelism(), RuntimeExecutionMode.BATCH);
    SingleOutputStreamOperator<SmsEvent> intake =
        DetectionTopology.intake(source.stream(environment, RuntimeExecutionMode.BATCH, progress));
    intake
        .getSideOutput(Intake.DEAD_LETTERS)
        .sinkTo(ParquetSinks.deadLetters(folder.deadLetters()))
        .name("dead-letters")
        .uid("dead-letters");
    Instant end = request.input().to() == null ? Instant.MAX : request.input().to();
    rows(
            intake,
            Deduplication.of(settings.deduplicate(), source).stage(),
            RulesInput.of(KnownRules.of(settings.detection())),
            new ClaimedTraffic(claimed))
        // In batch the rows of a day then come together, and few files are open at a time.
        .keyBy(row -> row.effectiveFrom().toEpochMilli(), Types.LONG)
        .filter(row -> !row.effectiveFrom().isAfter(end))
        .name("whole-days")
        .uid("whole-days")
        .sinkTo(
            BaselineTable.sink(
                BaselineTable.writtenBy(request.runId(), SettingsWriter.hash(settings)),
                folder.rows()))
        .name("baselines")
        .uid("baselines");
    JobClient job = environment.executeAsync("pumpwatch baseline");
    progress.follow(() -> RunCounts.soFar(job).read());
    RunCounts counts = RunCounts.of(job.getJobExecutionResult().get());
    BaselineContent content =
        OutputDirectory.exists(folder.rows())
            ? BaselineContent.of(folder.rows())
            : BaselineContent.NONE;
    BaselineReport report =
        new BaselineReport(
            content.id(),
            request.runId(),
            SettingsWriter.hash(settings),
            request.input().from(),
            request.input().to(),
            claimed.size(),
            startedAt,
            (System.nanoTime() - start) / NANOS_PER_SECOND,
            counts.records(),
            content.rows(),
            content.epochs().size(),
            content.epochs().isEmpty() ? null : content.epochs().first(),
            content.epochs().isEmpty() ? null : content.epochs().last(),
            content.rowsByGrain());
    folder.write(report);
    return report;
  }

  /** Draws what learns. */
  static DataStream<BaselineRow> rows(
      SingleOutputStreamOperator<SmsEvent> intake,
      Optional<Deduplicate> deduplicate,
      RulesInput rules,
      ClaimedTraffic claimed) {
    DataStream<ObservedEvent> events =
        DetectionTopology.observed(
                intake,
                deduplicate,
                new Observe(new DestinationResolver(), new CostEstimator(Tariff.bundled())))
            .filter(claimed)
            .name("unclaimed")
            .uid("unclaimed");
    DetectionTopology.Judged judged = DetectionTopology.judged(intake, events, rules, TELLING);
    return judged
        .blocks()
        .getSideOutput(Learning.BASELINES)
        .union(
            judged.windows().getSideOutput(Learning.BASELINES),
            judged.features().getSideOutput(Learning.BASELINES));
  }

  private static List<Finding> claimed(BaselineRequest request) throws IOException {
    return request.findings() == null
        ? List.of()
        : DetectRun.findings(new OutputDirectory(request.findings())).stream()
            .filter(Finding::alerting)
            .filter(Finding::tellsOfTraffic)
            .toList();
  }
}
