package io.pumpwatch.jobs;

import io.pumpwatch.datasets.reference.Tariff;
import io.pumpwatch.finding.Finding;
import io.pumpwatch.finding.Severity;
import io.pumpwatch.jobs.alert.AlertTopic;
import io.pumpwatch.jobs.alert.AlertTopicException;
import io.pumpwatch.jobs.command.AlertSelection;
import io.pumpwatch.jobs.command.DetectCommand;
import io.pumpwatch.jobs.command.DetectOptions;
import io.pumpwatch.jobs.command.RunMode;
import io.pumpwatch.jobs.command.UsageException;
import io.pumpwatch.jobs.command.run.DetectOutcome;
import io.pumpwatch.jobs.command.run.OutputDirectory;
import io.pumpwatch.jobs.command.run.Progress;
import io.pumpwatch.jobs.command.run.RunReport;
import io.pumpwatch.jobs.enrich.BlindSpots;
import io.pumpwatch.jobs.enrich.CostEstimator;
import io.pumpwatch.jobs.enrich.DestinationResolver;
import io.pumpwatch.jobs.enrich.Observe;
import io.pumpwatch.jobs.input.Decoded;
import io.pumpwatch.jobs.input.live.KafkaConnection;
import io.pumpwatch.jobs.input.live.LiveInputException;
import io.pumpwatch.jobs.message.Deduplicate;
import io.pumpwatch.jobs.output.DeadLettersReader;
import io.pumpwatch.jobs.output.FindingsReader;
import io.pumpwatch.jobs.output.ParquetSinks;
import io.pumpwatch.jobs.rules.KnownRules;
import io.pumpwatch.jobs.rules.RulesFolder;
import io.pumpwatch.jobs.rules.RulesInput;
import io.pumpwatch.jobs.settings.Settings;
import io.pumpwatch.jobs.settings.SettingsWriter;
import java.io.IOException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The main job: logs in, findings out. */
public final class DetectJob implements DetectCommand.Job {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final int REASONS = 10;

  @Override
  public DetectCommand.PreparedRun prepare(DetectOptions options) throws Exception {
    DetectInput input = DetectInput.of(options.input(), options.live(), options.settings());
    RuntimeExecutionMode mode =
        options.live() != null || options.mode() == RunMode.STREAMING
            ? RuntimeExecutionMode.STREAMING
            : RuntimeExecutionMode.BATCH;
    SetAside setAside = SetAside.of(options, input);
    DetectSource source = input.found(setAside.topics());
    Deduplication deduplication = Deduplication.of(input.settings().deduplicate(), source);
    KnownRules rules =
        options.rulesChanges() == null
            ? KnownRules.of(input.settings().detection())
            : KnownRules.of(input.settings().detection(), new RulesFolder(options.rulesChanges()));
    Optional<AlertTopic> alerts = alerts(options.alerts(), input.settings(), source);
    return progress ->
        run(
            options,
            input.settings(),
            mode,
            source,
            deduplication,
            rules,
            setAside,
            alerts,
            progress);
  }

  private static Optional<AlertTopic> alerts(
      AlertSelection selection, Settings settings, DetectSource source) throws IOException {
    if (selection == null) {
      return Optional.empty();
    }
    try {
      KafkaConnection kafka = KafkaConnection.of(selection.brokers(), selection.properties());
      AlertTopic topic = new AlertTopic(selection.topic(), kafka, settings.alerts());
      topic.prepare(!source.isBounded());
      return Optional.of(topic);
    } catch (LiveInputException e) {
      throw new UsageException(e.getMessage());
    } catch (AlertTopicException e) {
      throw new UsageException(e.problems());
    }
  }

  private static DetectOutcome run(
      DetectOptions options,
      Settings settings,
      RuntimeExecutionMode mode,
      DetectSource source,
      Deduplication deduplication,
      KnownRules rules,
      SetAside setAside,
      Optional<AlertTopic> alerts,
      Progress progress)
      throws Exception {
    Instant startedAt = Instant.now();
    long start = System.nanoTime();
    StreamExecutionEnvironment environment =
        FlinkEnvironment.create(
            options.parallelism(), mode, checkpoints(options.output(), settings, source));
    define(
        source.stream(environment, mode, progress),
        deduplication.stage(),
        RulesInput.of(rules),
        options.runId(),
        options.output(),
        setAside,
        alerts);

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
            deduplication.decision(),
            counts.eventsByFormat(),
            0,
            counts.idleFlushes(),
            countFindings(findings),
            counts.events().total() / seconds,
            BlindSpots.of(counts.paths()));
    return new DetectOutcome(
        report,
        source.fileCount(),
        source.topicCount(),
        setAside.deadLettersPlace(),
        setAside.lateEventsPlace(),
        DeadLettersReader.reasons(options.output().deadLetters(), REASONS),
        bySeverity(findings));
  }

  /** A run that comes to its end is begun anew where it fails; one without an end goes on. */
  private static Configuration checkpoints(
      OutputDirectory output, Settings settings, DetectSource source) {
    Configuration checkpoints = new Configuration();
    if (!source.isBounded()) {
      checkpoints.set(
          CheckpointingOptions.CHECKPOINTING_INTERVAL, settings.live().checkpointInterval());
      checkpoints.set(
          CheckpointingOptions.CHECKPOINTS_DIRECTORY, output.checkpoints().toUri().toString());
    }
    return checkpoints;
  }

  /** Draws the job behind its source and attaches its sinks. */
  public static void define(
      DataStream<Decoded> source,
      Optional<Deduplicate> deduplicate,
      RulesInput rules,
      String runId,
      OutputDirectory output,
      SetAside setAside,
      Optional<AlertTopic> alerts) {
    DetectionTopology.Outputs outputs =
        DetectionTopology.define(
            source,
            deduplicate,
            new Observe(new DestinationResolver(), new CostEstimator(Tariff.bundled())),
            rules,
            runId);
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
        .rulesDecisions()
        .sinkTo(ParquetSinks.rulesDecisions(output.rulesDecisions()))
        .name("rules-decisions")
        .uid("rules-decisions");
    alerts.ifPresent(topic -> topic.attach(outputs.findings()));
    setAside.attach(outputs.deadLetters(), outputs.lateEvents());
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
