package io.pumpwatch.jobs;

import io.pumpwatch.finding.Finding;
import io.pumpwatch.finding.Severity;
import io.pumpwatch.jobs.alert.AlertTopic;
import io.pumpwatch.jobs.alert.webhook.AlertWebhook;
import io.pumpwatch.jobs.baseline.Learning;
import io.pumpwatch.jobs.baseline.LearntBaseline;
import io.pumpwatch.jobs.command.DetectCommand;
import io.pumpwatch.jobs.command.DetectOptions;
import io.pumpwatch.jobs.command.run.DetectOutcome;
import io.pumpwatch.jobs.command.run.OutputDirectory;
import io.pumpwatch.jobs.command.run.Progress;
import io.pumpwatch.jobs.command.run.RunReport;
import io.pumpwatch.jobs.enrich.BlindSpots;
import io.pumpwatch.jobs.output.DeadLettersReader;
import io.pumpwatch.jobs.output.FindingsReader;
import io.pumpwatch.jobs.rules.KnownRules;
import io.pumpwatch.jobs.rules.RulesFolder;
import io.pumpwatch.jobs.rules.RulesInput;
import io.pumpwatch.jobs.settings.Settings;
import io.pumpwatch.jobs.settings.SettingsWarnings;
import io.pumpwatch.jobs.settings.SettingsWriter;
import io.pumpwatch.jobs.suppression.Suppression;
import io.pumpwatch.jobs.sweep.Variants;
import io.pumpwatch.suppression.AllowListEntry;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A run of the main job that may start.
 *
 * @param options what was asked for
 * @param settings the settings in force
 * @param mode how Flink executes it
 * @param source what it reads
 * @param deduplication whether each observation of a message counts once
 * @param rules the detection rules
 * @param baseline what is known to begin with
 * @param setAside where dead letters and late events go
 * @param alerts tells a topic of findings that alert; empty where none is told
 * @param webhook posts findings that alert; empty where none is posted
 * @param disclosure what is told beside findings, and in which form
 * @param postgres keeps findings in a table where the options say so
 * @param archive keeps findings for good; empty where none was asked for
 * @param variants of the settings, tried in one pass where they are several
 */
record DetectRun(
    DetectOptions options,
    Settings settings,
    RuntimeExecutionMode mode,
    DetectSource source,
    Deduplication deduplication,
    KnownRules rules,
    LearntBaseline baseline,
    SetAside setAside,
    Optional<AlertTopic> alerts,
    Optional<AlertWebhook> webhook,
    Disclosure disclosure,
    FindingsInPostgres postgres,
    Optional<ArchivedFindings> archive,
    Variants variants)
    implements DetectCommand.PreparedRun {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final int REASONS = 10;

  @Override
  public Map<String, String> structure() {
    Map<String, String> structure = new TreeMap<>(rules.reader().base().structure());
    structure.put("input", options.input().paths() + (options.live() == null ? "" : " and topics"));
    structure.put("deduplicate", deduplication.structure());
    if (baseline.id() != null) {
      structure.put("baseline", baseline.id());
    }
    archive.ifPresent(findings -> structure.put("archive", findings.toString()));
    webhook.ifPresent(endpoint -> structure.put("alerts-webhook", "given"));
    if (settings.privacy().hidesAnything()) {
      structure.put("privacy", SettingsWriter.hash(settings.privacy()));
    }
    return structure;
  }

  @Override
  public Optional<DetectOutcome> execute(Progress progress) throws Exception {
    Instant startedAt = Instant.now();
    long start = System.nanoTime();
    StreamExecutionEnvironment environment = define(progress);
    JobClient job = environment.executeAsync("pumpwatch detect");
    if (!FlinkEnvironment.isAttached(environment)) {
      return Optional.empty();
    }
    progress.follow(() -> RunCounts.soFar(job).read());
    RunCounts counts = RunCounts.of(job.getJobExecutionResult().get());
    return Optional.of(outcome(counts, startedAt, (System.nanoTime() - start) / NANOS_PER_SECOND));
  }

  /** Draws the job in an environment of its own, where it is ready to be executed. */
  StreamExecutionEnvironment define(Progress progress) throws IOException {
    StreamExecutionEnvironment environment =
        FlinkEnvironment.create(
            options.parallelism(), mode, Durability.of(options, mode, settings, source));
    DetectJob.Told told =
        DetectJob.define(
            source.stream(environment, mode, progress),
            deduplication.stage(),
            rulesInput(environment),
            new Learning(baseline, /* toldDaily= */ false),
            options.runId(),
            options.output(),
            setAside,
            alerts,
            disclosure);
    DetectionTopology.Outputs outputs = told.outputs();
    if (options.table() != null) {
      told.response()
          .sinkTo(postgres.responseSink(options.table()))
          .setParallelism(1)
          .name("response-table")
          .uid("response-table");
      outputs
          .findings()
          .sinkTo(postgres.sink(options.table()))
          .setParallelism(1)
          .name("findings-table")
          .uid("findings-table");
    }
    archive.ifPresent(findings -> findings.attach(outputs.findings()));
    webhook.ifPresent(endpoint -> endpoint.attach(outputs.findings()));
    if (variants.areSeveral()) {
      VariantFindings.attach(told.findings(), variants, options.output());
    }
    return environment;
  }

  private DetectOutcome outcome(RunCounts counts, Instant startedAt, double seconds)
      throws IOException {
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
            counts.unknownFieldsByFormat(),
            0,
            counts.idleFlushes(),
            countFindings(findings),
            counts.events().total() / seconds,
            BlindSpots.of(counts.paths()),
            baseline.id());
    return new DetectOutcome(
        report,
        source.fileCount(),
        source.topicCount(),
        setAside.deadLettersPlace(),
        setAside.lateEventsPlace(),
        DeadLettersReader.reasons(options.output().deadLetters(), REASONS),
        bySeverity(findings),
        notices(findings));
  }

  private List<String> notices(List<Finding> findings) {
    List<String> notices = new ArrayList<>(SettingsWarnings.of(settings.detection()));
    notices.addAll(lapsed(findings));
    if (options.table() != null) {
      notices.addAll(postgres.notices(options.table(), options.runId()));
    }
    archive.ifPresent(place -> notices.add("Findings were appended to " + place + " too"));
    return notices;
  }

  /** The entries of the allow list that have run out while their traffic went on. */
  private List<String> lapsed(List<Finding> findings) {
    Suppression suppression = Suppression.of(settings.detection());
    Map<AllowListEntry, Long> lapsed = new LinkedHashMap<>();
    findings.stream()
        .filter(finding -> finding.suppressedBy() == null)
        .flatMap(finding -> suppression.lapsed(finding).stream())
        .forEach(entry -> lapsed.merge(entry, 1L, Long::sum));
    return lapsed.entrySet().stream()
        .map(
            entry ->
                String.format(
                    Locale.ROOT,
                    "Entry %s of the allow list held until %s: it no longer held back %,d findings",
                    entry.getKey().name(),
                    entry.getKey().until(),
                    entry.getValue()))
        .toList();
  }

  /** Only a run without an end waits for changes. */
  private RulesInput rulesInput(StreamExecutionEnvironment environment) {
    if (source.isBounded() || options.rulesChanges() == null) {
      return RulesInput.of(rules);
    }
    return new RulesInput(
        rules,
        Optional.of(
            environment
                .fromSource(
                    new RulesFolder(options.rulesChanges()).source(),
                    WatermarkStrategy.noWatermarks(),
                    "rules-documents")
                .uid("rules-documents")
                .setParallelism(1)));
  }

  /** A run that found nothing writes no folder. */
  static List<Finding> findings(OutputDirectory output) throws IOException {
    return OutputDirectory.exists(output.findings())
        ? FindingsReader.latest(output.findings())
        : List.of();
  }

  private static RunReport.Findings countFindings(List<Finding> findings) {
    Map<String, Long> byPattern = new TreeMap<>();
    Map<String, Long> suppressedBy = new TreeMap<>();
    for (Finding finding : findings) {
      byPattern.merge(finding.pattern(), 1L, Long::sum);
      if (finding.suppressedBy() != null) {
        suppressedBy.merge(finding.suppressedBy(), 1L, Long::sum);
      }
    }
    long open =
        findings.stream()
            .filter(finding -> finding.cutByEndOfInput() || Finding.OPEN.equals(finding.status()))
            .count();
    return new RunReport.Findings(open, findings.size() - open, byPattern, suppressedBy);
  }

  private static Map<Severity, Long> bySeverity(List<Finding> findings) {
    Map<Severity, Long> bySeverity = new EnumMap<>(Severity.class);
    findings.forEach(finding -> bySeverity.merge(finding.severity(), 1L, Long::sum));
    return bySeverity;
  }
}
