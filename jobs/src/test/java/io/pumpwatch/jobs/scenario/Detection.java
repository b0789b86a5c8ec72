package io.pumpwatch.jobs.scenario;

import io.pumpwatch.finding.Finding;
import io.pumpwatch.jobs.DetectJob;
import io.pumpwatch.jobs.FindingsInPostgres;
import io.pumpwatch.jobs.alert.webhook.SecretSource;
import io.pumpwatch.jobs.alert.webhook.WebhookSecrets;
import io.pumpwatch.jobs.alert.webhook.WebhookUrl;
import io.pumpwatch.jobs.command.AlertSelection;
import io.pumpwatch.jobs.command.DetectCommand;
import io.pumpwatch.jobs.command.DetectOptions;
import io.pumpwatch.jobs.command.InputSelection;
import io.pumpwatch.jobs.command.LiveSelection;
import io.pumpwatch.jobs.command.run.OutputDirectory;
import io.pumpwatch.jobs.command.run.Progress;
import io.pumpwatch.jobs.command.run.RunId;
import io.pumpwatch.jobs.command.run.RunReport;
import io.pumpwatch.jobs.command.run.RunStart;
import io.pumpwatch.jobs.command.text.Terminal;
import io.pumpwatch.jobs.input.DeadLetter;
import io.pumpwatch.jobs.output.DeadLettersTable;
import io.pumpwatch.jobs.output.FindingsReader;
import io.pumpwatch.jobs.output.LateEventsTable;
import io.pumpwatch.jobs.output.ParquetTable;
import io.pumpwatch.jobs.output.ParquetTableReader;
import io.pumpwatch.jobs.output.TableRow;
import io.pumpwatch.jobs.output.archive.ArchivePlace;
import io.pumpwatch.jobs.output.postgres.CredentialSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A run of the detect job over files, and what it wrote.
 *
 * @param output the folder it wrote to
 * @param report its {@code run.json}
 * @param findings the last revision of each finding, in the order of detection
 */
record Detection(OutputDirectory output, RunReport report, List<Finding> findings) {

  /** Detects over a folder of logs and its settings, into a new folder beside it. */
  static Detection over(LogFolder logs, Execution execution) throws Exception {
    return run(
        new InputSelection(List.of(flinkPath(logs.logs())), null, null, null),
        null,
        null,
        null,
        logs,
        execution);
  }

  /** The same with findings in an archive too. */
  static Detection archiving(ArchivePlace archive, LogFolder logs, Execution execution)
      throws Exception {
    return run(
        new InputSelection(List.of(flinkPath(logs.logs())), null, null, null),
        null,
        null,
        archive,
        logs,
        execution);
  }

  /** The same with alerts to a topic. */
  static Detection alerting(AlertSelection alerts, LogFolder logs, Execution execution)
      throws Exception {
    return run(
        new InputSelection(List.of(flinkPath(logs.logs())), null, null, null),
        null,
        alerts,
        null,
        logs,
        execution);
  }

  /** The same with alerts posted to an endpoint, signed with that key. */
  static Detection posting(WebhookUrl url, byte[] key, LogFolder logs, Execution execution)
      throws Exception {
    SecretSource secrets = () -> new WebhookSecrets(Optional.of(key), Optional.empty());
    return run(
        new DetectJob(new FindingsInPostgres(CredentialSource.ENVIRONMENT), secrets),
        new InputSelection(List.of(flinkPath(logs.logs())), null, null, null),
        null,
        null,
        null,
        url,
        logs,
        execution);
  }

  /**
   * Detects over topics, and over files before them, by the settings of a folder of logs.
   *
   * @param input the files that come before the seam, if any
   */
  static Detection live(
      InputSelection input, LiveSelection live, LogFolder logs, Execution execution)
      throws Exception {
    return run(input, live, null, null, logs, execution);
  }

  private static Detection run(
      InputSelection input,
      LiveSelection live,
      AlertSelection alerts,
      ArchivePlace archive,
      LogFolder logs,
      Execution execution)
      throws Exception {
    return run(new DetectJob(), input, live, alerts, archive, null, logs, execution);
  }

  private static Detection run(
      DetectJob job,
      InputSelection input,
      LiveSelection live,
      AlertSelection alerts,
      ArchivePlace archive,
      WebhookUrl webhook,
      LogFolder logs,
      Execution execution)
      throws Exception {
    Path folder = Files.createTempDirectory(logs.folder().getParent(), "detection-");
    Instant startedAt = Instant.now();
    DetectOptions options =
        new DetectOptions(
                RunId.at(startedAt),
                input,
                live,
                alerts,
                logs.settings(),
                Files.exists(logs.rulesChanges()) ? flinkPath(logs.rulesChanges()) : null,
                null,
                new OutputDirectory(flinkPath(folder)),
                execution.parallelism(),
                execution.mode(),
                null,
                archive)
            .withWebhook(webhook);
    DetectCommand.PreparedRun run = job.prepare(options);
    options.output().begin(new RunStart(options.runId(), startedAt, run.structure()));
    RunReport report;
    try (Progress progress =
        Progress.start(new PrintWriter(Writer.nullWriter()), new Terminal(false, 80))) {
      report = run.execute(progress).orElseThrow().report();
    }
    options.output().end(report);
    org.apache.flink.core.fs.Path written = options.output().findings();
    return new Detection(
        options.output(),
        report,
        OutputDirectory.exists(written) ? FindingsReader.latest(written) : List.of());
  }

  /** The findings that page somebody. */
  List<Finding> alerting() {
    return findings.stream().filter(Finding::alerting).toList();
  }

  /** The findings of a pattern on an entity. */
  List<Finding> findings(String pattern, String entityKind, String entityValue) {
    return findings.stream()
        .filter(finding -> finding.pattern().equals(pattern))
        .filter(finding -> finding.entityKind().equals(entityKind))
        .filter(finding -> finding.entityValue().equals(entityValue))
        .toList();
  }

  List<DeadLetter> deadLetters() throws IOException {
    return rows(
        output.deadLetters(),
        DeadLettersTable.TABLE,
        row ->
            new DeadLetter(
                row.text("file_or_topic"),
                row.text("position"),
                row.text("format"),
                row.text("reason"),
                row.bytes("raw"),
                row.bigint("raw_length")));
  }

  /** What was set aside as late: time, type and message id of each, in order. */
  List<String> lateEvents() throws IOException {
    List<String> late =
        new ArrayList<>(
            rows(
                output.lateEvents(),
                LateEventsTable.TABLE,
                row ->
                    row.timestamp("event_time")
                        + " "
                        + row.text("event_type")
                        + " "
                        + row.text("message_id")));
    late.sort(null);
    return late;
  }

  private static <T> List<T> rows(
      org.apache.flink.core.fs.Path folder, ParquetTable<?> table, Function<TableRow, T> read)
      throws IOException {
    List<T> rows = new ArrayList<>();
    if (OutputDirectory.exists(folder)) {
      new ParquetTableReader<>(table, read).readRows(folder, rows::add);
    }
    return rows;
  }

  private static org.apache.flink.core.fs.Path flinkPath(Path path) {
    return new org.apache.flink.core.fs.Path(path.toUri());
  }
}
