package io.pumpwatch.jobs;

import io.pumpwatch.datasets.reference.Tariff;
import io.pumpwatch.finding.Finding;
import io.pumpwatch.jobs.alert.AlertTopic;
import io.pumpwatch.jobs.alert.AlertTopicException;
import io.pumpwatch.jobs.alert.webhook.AlertWebhook;
import io.pumpwatch.jobs.alert.webhook.SecretSource;
import io.pumpwatch.jobs.alert.webhook.WebhookUrl;
import io.pumpwatch.jobs.baseline.Learning;
import io.pumpwatch.jobs.command.AlertSelection;
import io.pumpwatch.jobs.command.DetectCommand;
import io.pumpwatch.jobs.command.DetectOptions;
import io.pumpwatch.jobs.command.RunMode;
import io.pumpwatch.jobs.command.UsageException;
import io.pumpwatch.jobs.command.run.OutputDirectory;
import io.pumpwatch.jobs.command.run.Submission;
import io.pumpwatch.jobs.enrich.CostEstimator;
import io.pumpwatch.jobs.enrich.DestinationResolver;
import io.pumpwatch.jobs.enrich.Observe;
import io.pumpwatch.jobs.input.Decoded;
import io.pumpwatch.jobs.input.live.KafkaConnection;
import io.pumpwatch.jobs.input.live.LiveInputException;
import io.pumpwatch.jobs.message.Deduplicate;
import io.pumpwatch.jobs.output.ParquetSinks;
import io.pumpwatch.jobs.output.postgres.CredentialSource;
import io.pumpwatch.jobs.privacy.Privacy;
import io.pumpwatch.jobs.privacy.PrivacyKey;
import io.pumpwatch.jobs.response.IncidentResponses;
import io.pumpwatch.jobs.response.ResponseMeasure;
import io.pumpwatch.jobs.rules.KnownRules;
import io.pumpwatch.jobs.rules.RulesFolder;
import io.pumpwatch.jobs.rules.RulesInput;
import io.pumpwatch.jobs.rules.RulesReader;
import io.pumpwatch.jobs.settings.Settings;
import io.pumpwatch.jobs.sweep.Variants;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.streaming.api.datastream.DataStream;

/** The main job: logs in, findings out. */
public final class DetectJob implements DetectCommand.Job {
  private static final Variants NO_VARIANTS = new Variants(List.of(), List.of());

  private final FindingsInPostgres postgres;
  private final SecretSource webhookSecrets;
  private final PrivacyKey.Source privacyKey;

  /** Without a table, or with one whose credentials the environment holds. */
  public DetectJob() {
    this(new FindingsInPostgres(CredentialSource.ENVIRONMENT));
  }

  /** With the table that findings are kept in where the options say so. */
  public DetectJob(FindingsInPostgres postgres) {
    this(postgres, SecretSource.ENVIRONMENT);
  }

  /** The same with the secrets of a webhook from elsewhere than the environment. */
  public DetectJob(FindingsInPostgres postgres, SecretSource webhookSecrets) {
    this(postgres, webhookSecrets, PrivacyKey.Source.ENVIRONMENT);
  }

  /** The same with the key of pseudonyms from elsewhere too. */
  public DetectJob(
      FindingsInPostgres postgres, SecretSource webhookSecrets, PrivacyKey.Source privacyKey) {
    this.postgres = postgres;
    this.webhookSecrets = webhookSecrets;
    this.privacyKey = privacyKey;
  }

  @Override
  public DetectRun prepare(DetectOptions options) throws Exception {
    return prepare(options, NO_VARIANTS);
  }

  /**
   * The same with variants of the settings tried in one pass.
   *
   * @param variants the first of which is that of the options
   */
  DetectRun prepare(DetectOptions options, Variants variants) throws Exception {
    DetectInput input = DetectInput.of(options.input(), options.live(), options.settings());
    RuntimeExecutionMode mode =
        options.live() != null || options.mode() == RunMode.STREAMING
            ? RuntimeExecutionMode.STREAMING
            : RuntimeExecutionMode.BATCH;
    if (options.table() != null) {
      postgres.requireTables(options.table());
    }
    Optional<ArchivedFindings> archive = ArchivedFindings.prepare(options.archive());
    Disclosure disclosure = Disclosure.of(input.settings(), privacyKey);
    disclosure
        .privacy()
        .problem()
        .ifPresent(
            problem -> {
              throw new UsageException(problem);
            });
    SetAside setAside = SetAside.of(options, input);
    DetectSource source = input.found(setAside.topics());
    Deduplication deduplication = Deduplication.of(input.settings().deduplicate(), source);
    KnownRules rules =
        options.rulesChanges() == null
            ? KnownRules.of(input.settings().detection(), variants.alternatives())
            : KnownRules.of(input.settings().detection(), new RulesFolder(options.rulesChanges()));
    Optional<AlertTopic> alerts = alerts(options.alerts(), input.settings(), mode);
    Optional<AlertWebhook> webhook = webhook(options.webhook(), input.settings());
    return new DetectRun(
        options,
        input.settings(),
        mode,
        source,
        deduplication,
        rules,
        BaselineFolder.known(options.baseline()),
        setAside,
        alerts,
        webhook,
        disclosure,
        postgres,
        archive,
        variants);
  }

  @Override
  public Submission submission() {
    return FlinkEnvironment.submission();
  }

  private Optional<AlertWebhook> webhook(WebhookUrl url, Settings settings) {
    if (url == null) {
      return Optional.empty();
    }
    AlertWebhook webhook = new AlertWebhook(url, settings.alerts().webhook(), webhookSecrets);
    List<String> problems = webhook.problems();
    if (!problems.isEmpty()) {
      throw new UsageException(problems);
    }
    return Optional.of(webhook);
  }

  private static Optional<AlertTopic> alerts(
      AlertSelection selection, Settings settings, RuntimeExecutionMode mode) throws IOException {
    if (selection == null) {
      return Optional.empty();
    }
    try {
      KafkaConnection kafka = KafkaConnection.of(selection.brokers(), selection.properties());
      AlertTopic topic = new AlertTopic(selection.topic(), kafka, settings.alerts());
      topic.prepare(mode == RuntimeExecutionMode.STREAMING);
      return Optional.of(topic);
    } catch (LiveInputException e) {
      throw new UsageException(e.getMessage());
    } catch (AlertTopicException e) {
      throw new UsageException(e.problems());
    }
  }

  /** Draws a job that learns from its own traffic alone. */
  public static DetectionTopology.Outputs define(
      DataStream<Decoded> source,
      Optional<Deduplicate> deduplicate,
      RulesInput rules,
      String runId,
      OutputDirectory output,
      SetAside setAside,
      Optional<AlertTopic> alerts) {
    return define(
            source,
            deduplicate,
            rules,
            Learning.FROM_NOTHING,
            runId,
            output,
            setAside,
            alerts,
            Disclosure.USUAL)
        .outputs();
  }

  /**
   * What is told, in the form in which it is told.
   *
   * @param outputs of the topology, where variants of the rules are tried those of the first
   * @param response measures against incidents
   * @param findings those of every variant
   */
  public record Told(
      DetectionTopology.Outputs outputs,
      DataStream<ResponseMeasure> response,
      DataStream<Finding> findings) {}

  /** Draws the job behind its source and attaches the sinks of its files. */
  public static Told define(
      DataStream<Decoded> source,
      Optional<Deduplicate> deduplicate,
      RulesInput rules,
      Learning learning,
      String runId,
      OutputDirectory output,
      SetAside setAside,
      Optional<AlertTopic> alerts,
      Disclosure disclosure) {
    DetectionTopology.Outputs found =
        DetectionTopology.define(
            source,
            deduplicate,
            new Observe(new DestinationResolver(), new CostEstimator(Tariff.bundled())),
            rules,
            learning,
            runId);
    Privacy privacy = disclosure.privacy();
    RulesReader reader = rules.known().reader();
    DataStream<Finding> findings = privacy.ofFindings(found.findings());
    DetectionTopology.Outputs outputs =
        new DetectionTopology.Outputs(
            ofFirst("findings-told", findings, reader),
            privacy.ofWindows(found.windows()),
            privacy.ofDeadLetters(found.deadLetters()),
            found.lateEvents(),
            found.rulesDecisions());
    // Blocks hold numbers, and networks addresses, only as long as both are themselves.
    DataStream<ResponseMeasure> response =
        privacy.ofResponse(
            IncidentResponses.of(
                ofFirst("findings-to-respond-to", found.findings(), reader),
                disclosure.response()));
    outputs
        .findings()
        .sinkTo(ParquetSinks.findings(output.findings()))
        .setParallelism(1)
        .name("findings")
        .uid("findings");
    response
        .sinkTo(ParquetSinks.response(output.response()))
        .setParallelism(1)
        .name("response")
        .uid("response");
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
    setAside.attach(outputs.deadLetters(), outputs.lateEvents(), privacy);
    return new Told(outputs, response, findings);
  }

  /** The findings of the rules that the job starts with. */
  private static DataStream<Finding> ofFirst(
      String word, DataStream<Finding> findings, RulesReader reader) {
    if (!reader.triesVariants()) {
      return findings;
    }
    String first = reader.first().id();
    return findings
        .filter(finding -> finding.rulesVersion().equals(first))
        .setParallelism(1)
        .name(word)
        .uid(word);
  }
}
