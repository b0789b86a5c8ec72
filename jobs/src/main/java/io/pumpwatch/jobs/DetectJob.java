package io.pumpwatch.jobs;

import io.pumpwatch.datasets.reference.Tariff;
import io.pumpwatch.finding.Finding;
import io.pumpwatch.finding.FindingComposer;
import io.pumpwatch.finding.Severity;
import io.pumpwatch.jobs.command.DetectCommand;
import io.pumpwatch.jobs.command.DetectOptions;
import io.pumpwatch.jobs.command.RunMode;
import io.pumpwatch.jobs.command.run.DetectOutcome;
import io.pumpwatch.jobs.command.run.OutputDirectory;
import io.pumpwatch.jobs.command.run.Progress;
import io.pumpwatch.jobs.command.run.RunReport;
import io.pumpwatch.jobs.enrich.BlindSpots;
import io.pumpwatch.jobs.enrich.CostEstimator;
import io.pumpwatch.jobs.enrich.DestinationResolver;
import io.pumpwatch.jobs.enrich.Observe;
import io.pumpwatch.jobs.input.Decoded;
import io.pumpwatch.jobs.input.history.HistoryListing;
import io.pumpwatch.jobs.input.history.HistorySource;
import io.pumpwatch.jobs.input.history.HistoryWatermarks;
import io.pumpwatch.jobs.output.DeadLettersReader;
import io.pumpwatch.jobs.output.FindingsReader;
import io.pumpwatch.jobs.output.LateEvent;
import io.pumpwatch.jobs.output.ParquetSinks;
import io.pumpwatch.jobs.settings.Settings;
import io.pumpwatch.jobs.settings.SettingsWriter;
import java.io.IOException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The main job: logs in, findings out. */
public final class DetectJob implements DetectCommand.Job {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final int REASONS = 10;

  @Override
  public DetectCommand.PreparedRun prepare(DetectOptions options) throws Exception {
    DetectInput input = DetectInput.of(options.input(), options.settings());
    RuntimeExecutionMode mode =
        options.mode() == RunMode.STREAMING
            ? RuntimeExecutionMode.STREAMING
            : RuntimeExecutionMode.BATCH;
    HistoryListing found = input.found();
    return progress -> run(options, input, mode, found, progress);
  }

  private static DetectOutcome run(
      DetectOptions options,
      DetectInput input,
      RuntimeExecutionMode mode,
      HistoryListing found,
      Progress progress)
      throws Exception {
    Settings settings = input.settings();
    Instant startedAt = Instant.now();
    long start = System.nanoTime();
    HistorySource source = source(input, mode, found, progress);
    StreamExecutionEnvironment environment = FlinkEnvironment.create(options.parallelism(), mode);
    DataStream<Decoded> history =
        environment
            .fromSource(source.source(), HistoryWatermarks.strategy(), "history")
            .uid("history");
    define(
        history,
        new FindingComposer(
            settings.detection(), SettingsWriter.hash(settings.detection()), options.runId()),
        options.output());

    JobClient job = environment.executeAsync("pumpwatch detect");
    progress.follow(() -> RunCounts.soFar(job).read());
    RunCounts counts = RunCounts.of(job.getJobExecutionResult().get());
    double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
    List<Finding> findings = findings(options.output());
    RunReport report =
        new RunReport(
            options.runId(),
            SettingsWriter.hash(settings),
            mode.name().toLowerCase(Locale.ROOT),
            options.parallelism(),
            startedAt,
            seconds,
            counts.records(),
            counts.events(),
            counts.eventsByFormat(),
            counts.unknownFieldsByFormat(),
            0,
            0,
            countFindings(findings),
            counts.events().total() / seconds,
            BlindSpots.of(counts.paths()));
    return new DetectOutcome(
        report,
        source.files(),
        DeadLettersReader.reasons(options.output().deadLetters(), REASONS),
        bySeverity(findings));
  }

  private static HistorySource source(
      DetectInput input, RuntimeExecutionMode mode, HistoryListing found, Progress progress)
      throws IOException {
    AtomicLong looked = new AtomicLong();
    if (mode == RuntimeExecutionMode.STREAMING) {
      progress.prepare(
          () ->
              String.format(
                  Locale.ROOT,
                  "looking for the times of events: %,d of %,d parts of files",
                  looked.get(),
                  found.parts()));
    }
    return HistorySource.of(
        found, input.rawLogs(), mode, done -> looked.accumulateAndGet(done, Math::max));
  }

  /** Draws the job behind its source and attaches its sinks. */
  public static void define(
      DataStream<Decoded> history, FindingComposer composer, OutputDirectory output) {
    DetectionTopology.Outputs outputs =
        DetectionTopology.define(
            history,
            new Observe(new DestinationResolver(), new CostEstimator(Tariff.bundled())),
            composer);
    outputs
        .findings()
        .sinkTo(ParquetSinks.findings(output.findings()))
        .setParallelism(1)
        .name("findings")
        .uid("findings");
    outputs
        .windows()
        .sinkTo(ParquetSinks.findingWindows(output.findingWindows()))
        .name("finding-windows")
        .uid("finding-windows");
    outputs
        .deadLetters()
        .sinkTo(ParquetSinks.deadLetters(output.deadLetters()))
        .name("dead-letters")
        .uid("dead-letters");
    outputs
        .lateEvents()
        .map(
            late -> new LateEvent(late.event(), late.watermark()),
            TypeInformation.of(LateEvent.class))
        .name("late-rows")
        .uid("late-rows")
        .sinkTo(ParquetSinks.lateEvents(output.lateEvents()))
        .name("late-events")
        .uid("late-events");
  }

  /** A run that found nothing writes no folder. */
  private static List<Finding> findings(OutputDirectory output) throws IOException {
    return OutputDirectory.exists(output.findings())
        ? FindingsReader.latest(output.findings())
        : List.of();
  }

  private static RunReport.Findings countFindings(List<Finding> findings) {
    Map<String, Long> byPattern = new TreeMap<>();
    findings.forEach(finding -> byPattern.merge(finding.pattern(), 1L, Long::sum));
    long open =
        findings.stream()
            .filter(finding -> finding.cutByEndOfInput() || Finding.OPEN.equals(finding.status()))
            .count();
    return new RunReport.Findings(open, findings.size() - open, byPattern);
  }

  private static Map<Severity, Long> bySeverity(List<Finding> findings) {
    Map<Severity, Long> bySeverity = new EnumMap<>(Severity.class);
    findings.forEach(finding -> bySeverity.merge(finding.severity(), 1L, Long::sum));
    return bySeverity;
  }
}
