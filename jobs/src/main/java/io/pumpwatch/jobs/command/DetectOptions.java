package io.pumpwatch.jobs.command;

import io.pumpwatch.jobs.alert.webhook.WebhookUrl;
import io.pumpwatch.jobs.command.run.OutputDirectory;
import io.pumpwatch.jobs.output.archive.ArchivePlace;
import java.nio.file.Path;

/**
 * What {@code detect} was asked to do.
 *
 * @param runId names the run in its findings and in {@code run.json}
 * @param input what to read
 * @param live topics to read, null for none
 * @param alerts where to write alerts, null for nowhere
 * @param settings the settings file, null for the defaults
 * @param rulesChanges a folder of changes of the detection rules, or null
 * @param resumeFrom the checkpoint to go on from, null to begin
 * @param output the folder to write to
 * @param parallelism slots side by side, at least 1
 * @param mode how Flink executes the run
 * @param table the table that findings are kept in too, null for none
 * @param archive the archive that findings are appended to, null for none
 * @param baseline the folder of what was learnt before, null for nothing
 * @param webhook where to post alerts, null for nowhere
 */
public record DetectOptions(
    String runId,
    InputSelection input,
    LiveSelection live,
    AlertSelection alerts,
    Path settings,
    org.apache.flink.core.fs.Path rulesChanges,
    org.apache.flink.core.fs.Path resumeFrom,
    OutputDirectory output,
    int parallelism,
    RunMode mode,
    FindingTableOptions table,
    ArchivePlace archive,
    org.apache.flink.core.fs.Path baseline,
    WebhookUrl webhook) {

  /** A run that begins with nothing learnt. */
  public DetectOptions(
      String runId,
      InputSelection input,
      LiveSelection live,
      AlertSelection alerts,
      Path settings,
      org.apache.flink.core.fs.Path rulesChanges,
      org.apache.flink.core.fs.Path resumeFrom,
      OutputDirectory output,
      int parallelism,
      RunMode mode,
      FindingTableOptions table,
      ArchivePlace archive) {
    this(
        runId,
        input,
        live,
        alerts,
        settings,
        rulesChanges,
        resumeFrom,
        output,
        parallelism,
        mode,
        table,
        archive,
        null,
        null);
  }

  /** A run over files, from its beginning, whose findings go to files alone. */
  public DetectOptions(
      String runId,
      InputSelection input,
      Path settings,
      OutputDirectory output,
      int parallelism,
      RunMode mode) {
    this(runId, input, null, null, settings, null, null, output, parallelism, mode, null, null);
  }

  /** The same, begun with what was learnt before; null for nothing. */
  public DetectOptions withBaseline(org.apache.flink.core.fs.Path folder) {
    return new DetectOptions(
        runId,
        input,
        live,
        alerts,
        settings,
        rulesChanges,
        resumeFrom,
        output,
        parallelism,
        mode,
        table,
        archive,
        folder,
        webhook);
  }

  /** The same with alerts posted there; null for nowhere. */
  public DetectOptions withWebhook(WebhookUrl url) {
    return new DetectOptions(
        runId,
        input,
        live,
        alerts,
        settings,
        rulesChanges,
        resumeFrom,
        output,
        parallelism,
        mode,
        table,
        archive,
        baseline,
        url);
  }
}
