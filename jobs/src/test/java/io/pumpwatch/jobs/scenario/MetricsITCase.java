package io.pumpwatch.jobs.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.finding.Severity;
import io.pumpwatch.jobs.DetectJob;
import io.pumpwatch.jobs.FindingsInPostgres;
import io.pumpwatch.jobs.alert.webhook.SecretSource;
import io.pumpwatch.jobs.alert.webhook.WebhookSecrets;
import io.pumpwatch.jobs.alert.webhook.WebhookUrl;
import io.pumpwatch.jobs.command.DetectCommand;
import io.pumpwatch.jobs.command.DetectOptions;
import io.pumpwatch.jobs.command.FindingTableOptions;
import io.pumpwatch.jobs.command.InputSelection;
import io.pumpwatch.jobs.command.LiveSelection;
import io.pumpwatch.jobs.command.RunMode;
import io.pumpwatch.jobs.command.run.OutputDirectory;
import io.pumpwatch.jobs.command.run.Progress;
import io.pumpwatch.jobs.command.text.Terminal;
import io.pumpwatch.jobs.input.live.TopicLogs;
import io.pumpwatch.jobs.output.postgres.PostgresCredentials;
import io.pumpwatch.jobs.output.postgres.PostgresUrl;
import io.pumpwatch.jobs.server.FreePorts;
import io.pumpwatch.jobs.server.KafkaBroker;
import io.pumpwatch.jobs.server.PostgresServer;
import io.pumpwatch.jobs.server.TopicWriter;
import io.pumpwatch.jobs.server.WebhookReceiver;
import io.pumpwatch.jobs.watching.AlertRule;
import io.pumpwatch.jobs.watching.Dashboard;
import io.pumpwatch.jobs.watching.DocumentedMetric;
import io.pumpwatch.jobs.watching.PrometheusExpression;
import io.pumpwatch.jobs.watching.Scrape;
import io.pumpwatch.pattern.DetectionRules;
import io.pumpwatch.pattern.PumpingPattern;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.metrics.prometheus.PrometheusReporterFactory;
import org.apache.flink.runtime.client.JobStatusMessage;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.util.TestStreamEnvironment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a running job serves to Prometheus is what dashboards, alerts and documentation name. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MetricsITCase {
  private static final String TOPIC = "logins";
  private static final String NUMBER = "+24177011000";
  private static final int SLOTS = 2;
  private static final int SENDS = 200;

  /** Close to the end of a minute: a flush goes on no faster than the clock. */
  private static final Instant LAST_SECOND = Instant.parse("2026-03-02T12:00:59Z");

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration BETWEEN_SCRAPES = Duration.ofMillis(200);
  private static final String OF_OPERATOR = DocumentedMetric.OF_OPERATOR;

  private static final String PROMPT =
      """
      live:
        out-of-orderness: 0s
        idle-timeout: 300ms
        idle-flush: 900ms
        checkpoint-interval: 1s
      """;

  private final ExecutorService beside = Executors.newSingleThreadExecutor();
  private KafkaBroker broker;
  private WebhookReceiver webhook;
  private PostgresServer server;
  private MiniCluster cluster;
  private Future<?> run;
  private Scrape scrape;

  @BeforeAll
  void scrapeARunningJob(@TempDir Path folder) throws Exception {
    broker = KafkaBroker.start(folder.resolve("broker"));
    broker.createTopic(TOPIC, SLOTS);
    server = PostgresServer.start();
    int port = FreePorts.one();
    Configuration configuration = new Configuration();
    configuration.set(MetricOptions.REPORTERS_LIST, "prom");
    MetricOptions.forReporter(configuration, "prom")
        .set(MetricOptions.REPORTER_FACTORY_CLASS, PrometheusReporterFactory.class.getName());
    configuration.setString("metrics.reporter.prom.port", Integer.toString(port));
    cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumSlotsPerTaskManager(SLOTS)
                .withRandomPorts()
                .build());
    cluster.start();
    TestStreamEnvironment.setAsContext(cluster, SLOTS);
    webhook = WebhookReceiver.start(request -> WebhookReceiver.Answer.of(204));
    startDetecting(folder);
    publish();
    awaitCount(port, OF_OPERATOR + "findingsStored", 1);
    publishBehindTheClock();
    awaitCount(port, OF_OPERATOR + "eventsLate", 2);
    scrape = awaitCount(port, "flink_jobmanager_job_numberOfCompletedCheckpoints", 1);
  }

  private void startDetecting(Path folder) throws Exception {
    FindingsInPostgres postgres =
        new FindingsInPostgres(
            () -> new PostgresCredentials(PostgresServer.USER, PostgresServer.PASSWORD));
    PostgresUrl url = new PostgresUrl(server.newDatabase());
    postgres.migrate(url);
    DetectOptions options =
        new DetectOptions(
            "run",
            new InputSelection(List.of(), null, null, null),
            new LiveSelection(
                List.of(broker.address()),
                List.of(new TopicLogs(TOPIC, null)),
                null,
                null,
                false,
                null,
                null,
                null),
            null,
            Files.writeString(folder.resolve("settings.yaml"), PROMPT),
            null,
            null,
            new OutputDirectory(
                new org.apache.flink.core.fs.Path(folder.resolve("output").toUri())),
            SLOTS,
            RunMode.AUTO,
            new FindingTableOptions(url, 1),
            null);
    SecretSource key = () -> new WebhookSecrets(Optional.of(new byte[32]), Optional.empty());
    DetectCommand.PreparedRun prepared =
        new DetectJob(postgres, key).prepare(options.withWebhook(new WebhookUrl(webhook.url("/"))));
    run =
        beside.submit(
            () -> {
              try (Progress progress =
                  Progress.start(new PrintWriter(Writer.nullWriter()), new Terminal(false, 80))) {
                return prepared.execute(progress);
              }
            });
  }

  private void publish() {
    try (TopicWriter writer = new TopicWriter(broker)) {
      for (int i = 0; i < SENDS; i++) {
        send(writer, i % SLOTS, LAST_SECOND.plusMillis(i), "+2417701" + (1000 + i));
      }
      writer.send(TOPIC, 0, LAST_SECOND.toEpochMilli(), "no log at all");
      writer.send(
          TOPIC, 0, LAST_SECOND.toEpochMilli(), sent(LAST_SECOND.plusSeconds(3600), NUMBER));
      send(writer, 0, LAST_SECOND.minusSeconds(60), NUMBER);
    }
  }

  /** In order in its partition, but the windows of its time were scored when all was silent. */
  private void publishBehindTheClock() {
    try (TopicWriter writer = new TopicWriter(broker)) {
      send(writer, 1, LAST_SECOND.plusMillis(900), NUMBER);
    }
  }

  private static void send(TopicWriter writer, int partition, Instant time, String number) {
    writer.send(TOPIC, partition, time.toEpochMilli(), sent(time, number));
  }

  private static String sent(Instant time, String number) {
    return String.format(
        "{\"event_time\":\"%s\",\"event_type\":\"sent\","
            + "\"source_ip\":\"203.0.113.7\",\"destination\":\"%s\"}",
        time, number);
  }

  private Scrape awaitCount(int port, String metric, int count) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    Scrape now = Scrape.of(port);
    while (now.sum(metric) < count) {
      assertThat(run.isDone() ? run.get() : null).as("the job ended").isNull();
      assertThat(System.nanoTime()).as("patience for " + metric).isLessThan(end);
      LockSupport.parkNanos(BETWEEN_SCRAPES.toNanos());
      now = Scrape.of(port);
    }
    return now;
  }

  @AfterAll
  void stop() throws Exception {
    TestStreamEnvironment.unsetAsContext();
    for (JobStatusMessage job : cluster.listJobs().get()) {
      cluster.cancelJob(job.getJobId()).get();
    }
    try {
      run.get();
    } catch (ExecutionException cancelled) {
      assertThat(cancelled).hasStackTraceContaining("JobCancellationException");
    }
    beside.shutdownNow();
    cluster.close();
    webhook.close();
    server.close();
    broker.close();
  }

  private void assertServed(String expression) {
    PrometheusExpression parts = new PrometheusExpression(expression);
    assertThat(scrape.metrics()).as(expression).containsAll(parts.metrics());
    for (String metric : parts.metrics()) {
      for (String label : parts.groupings()) {
        assertThat(scrape.values(metric, label)).as(label + " of " + metric).isNotEmpty();
      }
      parts
          .selections()
          .forEach(
              (label, wanted) ->
                  assertThat(scrape.values(metric, label))
                      .as(label + " of " + metric)
                      .anyMatch(value -> value.matches(wanted)));
    }
  }

  static List<Dashboard.Panel> panels() throws IOException {
    return Dashboard.operations().panels();
  }

  @ParameterizedTest
  @MethodSource("panels")
  void whatAPanelShowsIsServed(Dashboard.Panel panel) {
    assertThat(panel.queries()).allSatisfy(this::assertServed);
    assertThat(panel.queries())
        .allSatisfy(
            query -> assertThat(new PrometheusExpression(query).metrics()).as(query).isNotEmpty());
  }

  static Stream<String> alertExpressions() throws IOException {
    return AlertRule.all().stream()
        .map(AlertRule::expression)
        .filter(expression -> !expression.metrics().isEmpty())
        .map(PrometheusExpression::text);
  }

  @ParameterizedTest
  @MethodSource("alertExpressions")
  void whatAnAlertWatchesIsServed(String expression) {
    assertServed(expression);
  }

  @Test
  void whatIsDocumentedIsServed() throws IOException {
    List<DocumentedMetric> documented = DocumentedMetric.all();

    assertThat(documented).hasSizeGreaterThan(20);
    assertThat(documented)
        .allSatisfy(
            metric -> {
              assertThat(scrape.metrics()).contains(metric.inPrometheus());
              for (String label : metric.labels()) {
                assertThat(scrape.values(metric.inPrometheus(), label)).isNotEmpty();
              }
              assertThat(scrape.values(metric.inPrometheus(), "operator_name"))
                  .anyMatch(operator -> operator.startsWith(metric.operatorInPrometheus()));
            });
  }

  @Test
  void metricsThatAPanelShowsOfOursAreDocumented() throws IOException {
    Set<String> documented =
        DocumentedMetric.all().stream()
            .map(DocumentedMetric::inPrometheus)
            .collect(Collectors.toSet());
    List<String> shown = new ArrayList<>();
    for (Dashboard.Panel panel : panels()) {
      panel.queries().forEach(query -> shown.addAll(new PrometheusExpression(query).metrics()));
    }

    assertThat(shown)
        .filteredOn(metric -> metric.startsWith(OF_OPERATOR))
        .filteredOn(metric -> !DocumentedMetric.OF_FLINK.contains(metric))
        .isSubsetOf(documented);
  }

  @Test
  void labelsAreWordsOfOurs() {
    Set<String> patterns =
        DetectionRules.defaults().patterns().stream()
            .map(PumpingPattern::name)
            .map(MetricsITCase::asLabel)
            .collect(Collectors.toSet());
    Set<String> severities =
        Arrays.stream(Severity.values()).map(Severity::word).collect(Collectors.toSet());
    String opened = OF_OPERATOR + "pattern_severity_findingsOpened";

    assertThat(scrape.values(opened, "pattern")).isEqualTo(patterns);
    assertThat(scrape.values(opened, "severity")).isEqualTo(severities);
    assertThat(scrape.values(OF_OPERATOR + "cause_recordsDead", "cause"))
        .containsExactlyInAnyOrder("unrecognised", "malformed", "damaged", "ahead");
    assertThat(scrape.values(OF_OPERATOR + "grain_keysLive", "grain"))
        .contains("source_ip", "destination_block", "country", "tenant");
  }

  /** The reporter writes labels in the characters of names, unless it is told otherwise. */
  private static String asLabel(String word) {
    return word.replace('-', '_');
  }

  @Test
  void whatHappenedIsCounted() {
    assertThat(scrape.sum(OF_OPERATOR + "recordsDecoded")).isEqualTo(SENDS + 2);
    assertThat(scrape.sum(OF_OPERATOR + "cause_recordsDead")).isEqualTo(2);
    assertThat(scrape.sum(OF_OPERATOR + "cause_recordsDead", "cause", "unrecognised")).isEqualTo(1);
    assertThat(scrape.sum(OF_OPERATOR + "cause_recordsDead", "cause", "ahead")).isEqualTo(1);
    assertThat(scrape.sum(OF_OPERATOR + "eventsOnTime")).isEqualTo(SENDS);
    assertThat(scrape.sum(OF_OPERATOR + "reason_eventsFoundLate", "reason", "out_of_order"))
        .isEqualTo(1);
    assertThat(scrape.sum(OF_OPERATOR + "reason_eventsFoundLate", "reason", "behind_clock"))
        .isEqualTo(1);
    assertThat(scrape.sum(OF_OPERATOR + "idleFlushes")).isPositive();
    assertThat(scrape.sum(OF_OPERATOR + "grain_keysLive")).isPositive();
    assertThat(scrape.sum(OF_OPERATOR + "emittedToStoredMillis_count")).isPositive();
  }

  /** Numbers of people stand in logs and findings, not in metrics. */
  @Test
  void noLabelHoldsWhatStandsInLogs() {
    assertThat(scrape.samples())
        .allSatisfy(
            sample ->
                assertThat(sample.labels().values())
                    .noneMatch(
                        value -> value.contains("24177") || value.matches(".*203.0.113.7.*")));
  }
}
