package io.pumpwatch.jobs.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.datasets.simulate.world.LogLine;
import io.pumpwatch.finding.Finding;
import io.pumpwatch.jobs.DetectJob;
import io.pumpwatch.jobs.FindingsInPostgres;
import io.pumpwatch.jobs.alert.webhook.WebhookSecrets;
import io.pumpwatch.jobs.alert.webhook.WebhookUrl;
import io.pumpwatch.jobs.command.AlertSelection;
import io.pumpwatch.jobs.command.DetectCommand;
import io.pumpwatch.jobs.command.DetectOptions;
import io.pumpwatch.jobs.command.FindingTableOptions;
import io.pumpwatch.jobs.command.InputSelection;
import io.pumpwatch.jobs.command.run.DetectOutcome;
import io.pumpwatch.jobs.command.run.DetectSummary;
import io.pumpwatch.jobs.command.run.OutputDirectory;
import io.pumpwatch.jobs.command.run.Progress;
import io.pumpwatch.jobs.command.run.RunStart;
import io.pumpwatch.jobs.command.text.Terminal;
import io.pumpwatch.jobs.output.DeadLettersTable;
import io.pumpwatch.jobs.output.FindingWindowsTable;
import io.pumpwatch.jobs.output.FindingsReader;
import io.pumpwatch.jobs.output.FindingsTable;
import io.pumpwatch.jobs.output.LateEventsTable;
import io.pumpwatch.jobs.output.ParquetTable;
import io.pumpwatch.jobs.output.ParquetTableReader;
import io.pumpwatch.jobs.output.ResponseTable;
import io.pumpwatch.jobs.output.postgres.PostgresCredentials;
import io.pumpwatch.jobs.output.postgres.PostgresUrl;
import io.pumpwatch.jobs.privacy.PrivacyKey;
import io.pumpwatch.jobs.server.KafkaBroker;
import io.pumpwatch.jobs.server.PostgresServer;
import io.pumpwatch.jobs.server.TopicReader;
import io.pumpwatch.jobs.server.WebhookReceiver;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.streaming.util.TestStreamEnvironment;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One number and one address, looked for in everything that a run writes and tells. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PrivacyITCase {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final String BOUND = "history:\n  out-of-orderness: 10min\n";
  private static final String KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
  private static final String NUMBER = "24177012345";
  private static final String ADDRESS = "203.0.113.77";
  private static final String BLOCK = "+2417701";

  private PostgresServer server;
  private KafkaBroker broker;
  private Told kept;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    server = PostgresServer.start();
    broker = KafkaBroker.start(folder.resolve("broker"));
    kept = run("keep", folder.resolve("kept"));
  }

  @AfterAll
  void stop() throws Exception {
    broker.close();
    server.close();
  }

  /** A burst of one client on one number and on its block, a line that is none, a late event. */
  private static Scenario scenario() {
    List<LogLine> lines = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      lines.add(line(i, i % 4 == 0 ? "+" + NUMBER : BLOCK + (1000 + i)));
    }
    lines.add(new LogLine(0, "{\"event_time\": no time, +" + NUMBER + " " + ADDRESS));
    lines.add(line(3600, "+" + NUMBER));
    lines.add(line(1, "+" + NUMBER));
    return new Scenario("one number and one address", BOUND, Map.of("canonical", lines));
  }

  private static LogLine line(int second, String number) {
    return new LogLine(
        0,
        String.format(
            "{\"event_time\":\"%s\",\"event_type\":\"sent\",\"message_id\":\"m%d-%s\","
                + "\"tenant\":\"acme\",\"flow\":\"signup_otp\",\"destination\":\"%s\","
                + "\"source_ip\":\"%s\",\"user_id\":\"%s\","
                + "\"user_agent\":\"app/1.0 (+%s; %s)\"}",
            NOON.plusSeconds(second), second, NUMBER, number, ADDRESS, NUMBER, NUMBER, ADDRESS));
  }

  /**
   * What a run wrote and told, as text, by where.
   *
   * @param findings the last revision of each
   */
  private record Told(Map<String, String> text, List<Finding> findings) {}

  private Told run(String form, Path folder) throws Exception {
    String settings =
        BOUND + "privacy:\n  subscriber-digits: " + form + "\n  addresses: " + form + "\n";
    LogFolder logs =
        Arrangement.asWritten()
            .write(scenario().withSettings(settings), folder.resolve("run/input"));
    OutputDirectory output =
        new OutputDirectory(new org.apache.flink.core.fs.Path(folder.resolve("output").toUri()));
    String url = server.newDatabase();
    FindingsInPostgres postgres =
        new FindingsInPostgres(
            () -> new PostgresCredentials(PostgresServer.USER, PostgresServer.PASSWORD));
    postgres.migrate(new PostgresUrl(url));
    InMemoryReporter reporter = InMemoryReporter.createWithRetainedMetrics();
    StringWriter printed = new StringWriter();
    List<String> logged = new CopyOnWriteArrayList<>();
    String topic = "alerts-" + form;
    Map<String, String> told = new LinkedHashMap<>();
    try (WebhookReceiver webhook =
            WebhookReceiver.start(request -> WebhookReceiver.Answer.of(204));
        MiniCluster cluster = cluster(reporter);
        KeptLog log = KeptLog.in(logged)) {
      cluster.start();
      TestStreamEnvironment.setAsContext(cluster, 2);
      DetectOptions options =
          new DetectOptions(
                  "run",
                  new InputSelection(
                      List.of(new org.apache.flink.core.fs.Path(logs.logs().toUri())),
                      null,
                      null,
                      null),
                  null,
                  new AlertSelection(List.of(broker.address()), null, topic),
                  logs.settings(),
                  null,
                  null,
                  output,
                  2,
                  Execution.BATCH_ON_TWO_SLOTS.mode(),
                  new FindingTableOptions(new PostgresUrl(url), 1),
                  null)
              .withWebhook(new WebhookUrl(webhook.url("/")));
      DetectCommand.PreparedRun run =
          new DetectJob(
                  postgres,
                  () -> new WebhookSecrets(Optional.of(new byte[32]), Optional.empty()),
                  () -> PrivacyKey.ofBase64(KEY))
              .prepare(options);
      output.begin(new RunStart(options.runId(), NOON, run.structure()));
      try (Progress progress = Progress.start(new PrintWriter(printed), new Terminal(false, 80))) {
        DetectOutcome outcome = run.execute(progress).orElseThrow();
        output.end(outcome.report());
        new DetectSummary(outcome, output, "pumpwatch").print(new PrintWriter(printed, true));
      }
      told.put(
          "webhook",
          webhook.requests().stream()
              .map(request -> request.body() + " " + request.headers().entrySet())
              .collect(Collectors.joining("\n")));
      told.put("metrics", metrics(reporter));
    } finally {
      TestStreamEnvironment.unsetAsContext();
    }
    told.put("logs", String.join("\n", logged));
    told.put("printed", printed.toString());
    told.put("run.json", Files.readString(folder.resolve("output/run.json")));
    told.put("findings", rows(FindingsTable.TABLE, output.findings()));
    told.put("finding-windows", rows(FindingWindowsTable.TABLE, output.findingWindows()));
    told.put("response", rows(ResponseTable.TABLE, output.response()));
    told.put("dead-letters", rows(DeadLettersTable.TABLE, output.deadLetters()));
    told.put("late-events", rows(LateEventsTable.TABLE, output.lateEvents()));
    told.put("topic", messages(topic));
    told.put("table findings", table(url, "findings"));
    told.put("table response", table(url, "response"));
    assertThat(told).allSatisfy((place, text) -> assertThat(text).as(place).isNotBlank());
    return new Told(told, FindingsReader.latest(output.findings()));
  }

  private static MiniCluster cluster(InMemoryReporter reporter) {
    return new MiniCluster(
        new MiniClusterConfiguration.Builder()
            .setConfiguration(reporter.addToConfiguration(new Configuration()))
            .setNumSlotsPerTaskManager(2)
            .withRandomPorts()
            .build());
  }

  private static String metrics(InMemoryReporter reporter) {
    StringBuilder text = new StringBuilder();
    reporter
        .getMetricsByGroup()
        .forEach(
            (group, metrics) ->
                text.append(group.getAllVariables()).append(metrics.keySet()).append('\n'));
    return text.toString();
  }

  private static String rows(ParquetTable<?> table, org.apache.flink.core.fs.Path folder)
      throws Exception {
    StringBuilder text = new StringBuilder();
    new ParquetTableReader<>(table, row -> row)
        .readRows(
            folder,
            row -> {
              for (String column : table.columnNames()) {
                Object value = row.value(column);
                text.append(column)
                    .append('=')
                    .append(
                        value instanceof byte[] bytes
                            ? new String(bytes, StandardCharsets.UTF_8)
                            : value)
                    .append(' ');
              }
              text.append('\n');
            });
    return text.toString();
  }

  private String messages(String topic) {
    try (TopicReader<String> reader =
        new TopicReader<>(
            broker.address(), topic, IsolationLevel.READ_COMMITTED, new StringDeserializer())) {
      return reader.toTheEnd().stream()
          .map(message -> message.key() + " " + message.value())
          .collect(Collectors.joining("\n"));
    }
  }

  private String table(String url, String name) throws Exception {
    StringBuilder text = new StringBuilder();
    try (Connection connection = server.administrator(url);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT row_to_json(t)::text FROM " + name + " t")) {
      while (rows.next()) {
        text.append(rows.getString(1)).append('\n');
      }
    }
    return text.toString();
  }

  /** Without it the tests below could not fail. */
  @Test
  void asTheyComeTheyAreInAllThatTellsOfPeople() {
    for (String place :
        List.of("findings", "dead-letters", "late-events", "topic", "webhook", "table findings")) {
      assertThat(kept.text().get(place)).as(place).contains(NUMBER, ADDRESS);
    }
    assertThat(kept.findings())
        .extracting(Finding::entityKind)
        .contains("destination", "destination_block", "source_ip");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hmac", "truncate"})
  void hiddenTheyAreNowhere(String form, @TempDir Path folder) throws Exception {
    Told told = run(form, folder);

    assertThat(told.text())
        .allSatisfy(
            (place, text) ->
                assertThat(text)
                    .as(place)
                    .doesNotContain(NUMBER)
                    .doesNotContain(ADDRESS)
                    .doesNotContain(KEY));
    assertThat(told.text().get("findings")).contains(BLOCK);
    assertThat(told.findings())
        .usingRecursiveFieldByFieldElementComparatorOnFields(
            "pattern", "severity", "sends", "blockDigits", "entityKind", "detectedAt")
        .containsExactlyInAnyOrderElementsOf(kept.findings());
    assertThat(blocks(told)).isNotEmpty().isEqualTo(blocks(kept));
    assertThat(told.findings())
        .extracting(Finding::findingId)
        .doesNotContainAnyElementsOf(kept.findings().stream().map(Finding::findingId).toList());
  }

  private static List<String> blocks(Told told) {
    return told.findings().stream()
        .filter(finding -> finding.blockDigits() != null)
        .map(Finding::entityValue)
        .sorted()
        .toList();
  }

  /** Keeps what is logged while it is open. */
  private static final class KeptLog extends AbstractAppender implements AutoCloseable {
    private final List<String> lines;
    private final Level before = LogManager.getRootLogger().getLevel();

    private KeptLog(List<String> lines) {
      super("kept", null, null, false, Property.EMPTY_ARRAY);
      this.lines = lines;
    }

    static KeptLog in(List<String> lines) {
      KeptLog kept = new KeptLog(lines);
      kept.start();
      Configurator.setRootLevel(Level.INFO);
      ((Logger) LogManager.getRootLogger()).addAppender(kept);
      return kept;
    }

    @Override
    public void append(LogEvent event) {
      lines.add(event.getLoggerName() + " " + event.getMessage().getFormattedMessage());
    }

    @Override
    public void close() {
      ((Logger) LogManager.getRootLogger()).removeAppender(this);
      Configurator.setRootLevel(before);
      stop();
    }
  }
}
