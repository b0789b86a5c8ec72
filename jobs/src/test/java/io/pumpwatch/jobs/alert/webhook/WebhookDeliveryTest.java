package io.pumpwatch.jobs.alert.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pumpwatch.finding.Finding;
import io.pumpwatch.finding.Severity;
import io.pumpwatch.jobs.FlinkEnvironment;
import io.pumpwatch.jobs.alert.AlertExamples;
import io.pumpwatch.jobs.alert.OcsfSchema;
import io.pumpwatch.jobs.server.FreePorts;
import io.pumpwatch.jobs.server.WebhookReceiver;
import io.pumpwatch.jobs.server.WebhookReceiver.Answer;
import io.pumpwatch.jobs.server.WebhookReceiver.Request;
import io.pumpwatch.jobs.settings.WebhookSettings;
import io.pumpwatch.jobs.settings.WebhookSettings.Body;
import io.pumpwatch.jobs.settings.WebhookSettings.Outage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.util.TestStreamEnvironment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What arrives at an endpoint that works, fails, asks for patience or is not there. */
class WebhookDeliveryTest {
  private static final int REVISIONS = 3;
  private static final int ALERTS = 12;
  private static final int ALERTS_A_CHECKPOINT = 2;
  private static final byte[] KEY = "a key of thirty-two bytes, or so".getBytes(UTF_8);
  private static final String TOKEN = "s3cret-token";
  private static final SecretSource SECRETS =
      () -> new WebhookSecrets(Optional.of(KEY), Optional.of(TOKEN));
  private static final IntFunction<Answer> WORKS = request -> Answer.of(204);

  private final InMemoryReporter reporter = InMemoryReporter.createWithRetainedMetrics();

  @TempDir private Path folder;
  private MiniCluster cluster;

  @BeforeEach
  void startCluster() throws Exception {
    cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(reporter.addToConfiguration(new Configuration()))
                .setNumSlotsPerTaskManager(1)
                .withRandomPorts()
                .build());
    cluster.start();
    TestStreamEnvironment.setAsContext(cluster, 1);
  }

  @AfterEach
  void stopCluster() throws Exception {
    TestStreamEnvironment.unsetAsContext();
    cluster.close();
  }

  /** Settings that lose no time. */
  private static WebhookSettings hasty(int buffer, Duration patience, Outage outage) {
    return new WebhookSettings(
        Body.OCSF,
        false,
        1000,
        Duration.ofSeconds(2),
        Duration.ofMillis(10),
        Duration.ofMillis(50),
        buffer,
        patience,
        outage);
  }

  private static WebhookSettings hasty() {
    return hasty(1000, Duration.ofMinutes(1), Outage.FAIL);
  }

  private static Finding revision(long index) {
    String id = "finding-" + index / REVISIONS;
    int revision = (int) (index % REVISIONS) + 1;
    return revision == REVISIONS
        ? AlertExamples.closed(id, revision, Severity.HIGH)
        : AlertExamples.open(id, revision, Severity.HIGH);
  }

  private static List<String> expected() {
    return LongStream.range(0, ALERTS)
        .mapToObj(WebhookDeliveryTest::revision)
        .map(finding -> finding.findingId() + ":" + finding.revision())
        .toList();
  }

  private void run(String url, WebhookSettings settings, RuntimeExecutionMode mode)
      throws Exception {
    run(new AlertWebhook(new WebhookUrl(url), settings, SECRETS), mode, finding -> finding);
  }

  /** Revisions one to three of each finding come by, in streaming a few between two checkpoints. */
  private void run(
      AlertWebhook webhook, RuntimeExecutionMode mode, MapFunction<Finding, Finding> between)
      throws Exception {
    Configuration options = new Configuration();
    RateLimiterStrategy rate = RateLimiterStrategy.noOp();
    if (mode == RuntimeExecutionMode.STREAMING) {
      options.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(50));
      options.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.toUri().toString());
      options.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
      options.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1);
      options.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ZERO);
      rate = RateLimiterStrategy.perCheckpoint(ALERTS_A_CHECKPOINT);
    }
    StreamExecutionEnvironment environment = FlinkEnvironment.create(1, mode, options);
    webhook.attach(
        environment
            .fromSource(
                new DataGeneratorSource<>(
                    WebhookDeliveryTest::revision, ALERTS, rate, TypeInformation.of(Finding.class)),
                WatermarkStrategy.noWatermarks(),
                "revisions")
            .uid("revisions")
            .map(between)
            .returns(TypeInformation.of(Finding.class))
            .name("between")
            .uid("between"));
    environment.execute("alerts");
  }

  private static List<String> ids(List<Request> requests) {
    return requests.stream().map(Request::id).toList();
  }

  private Map<String, Long> metrics() {
    Map<String, Long> counts = new TreeMap<>();
    reporter
        .findGroups("alert-webhook")
        .forEach(
            group ->
                reporter
                    .getMetricsByGroup(group)
                    .forEach(
                        (word, metric) -> {
                          if (metric instanceof Counter counter) {
                            counts.merge(word, counter.getCount(), Long::sum);
                          }
                        }));
    return counts;
  }

  @ParameterizedTest
  @EnumSource(
      value = RuntimeExecutionMode.class,
      names = {"BATCH", "STREAMING"})
  void eachAlertArrivesOnceAndInOrder(RuntimeExecutionMode mode) throws Exception {
    try (WebhookReceiver receiver = WebhookReceiver.start(WORKS)) {
      run(receiver.url("/alerts?a=b"), hasty(), mode);

      assertThat(ids(receiver.requests())).containsExactlyInAnyOrderElementsOf(expected());
      assertThat(byFinding(receiver))
          .allSatisfy(
              (finding, ids) ->
                  assertThat(ids).containsExactly(finding + ":1", finding + ":2", finding + ":3"));
      assertThat(receiver.requests())
          .allSatisfy(
              request -> {
                assertThat(request.method()).isEqualTo("POST");
                assertThat(request.path()).isEqualTo("/alerts?a=b");
                assertThat(request.header("Content-Type")).isEqualTo("application/json");
                assertThat(request.header("Authorization")).isEqualTo("Bearer " + TOKEN);
                assertThat(OcsfSchema.problems(request.body())).isEmpty();
                assertThat(request.body()).contains("\"uid\":\"" + request.id() + "\"");
                assertSigned(request);
              });
      assertThat(metrics()).containsEntry("alertsDelivered", (long) ALERTS);
    }
  }

  private static Map<String, List<String>> byFinding(WebhookReceiver receiver) {
    return ids(receiver.requests()).stream()
        .collect(Collectors.groupingBy(id -> id.substring(0, id.indexOf(':'))));
  }

  private static void assertSigned(Request request) {
    Instant time = Instant.ofEpochSecond(Long.parseLong(request.header("webhook-timestamp")));
    assertThat(time).isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(1));
    assertThat(request.header("webhook-signature"))
        .isEqualTo(
            WebhookSignature.of(
                new WebhookMessage(request.id(), request.body().getBytes(UTF_8)), time, KEY));
  }

  @ParameterizedTest
  @ValueSource(ints = {503, 429, 401})
  void whatFailsIsTriedAgainBeforeTheNext(int status) throws Exception {
    try (WebhookReceiver receiver =
        WebhookReceiver.start(request -> Answer.of(request % 3 == 2 ? 200 : status))) {
      run(receiver.url("/"), hasty(), RuntimeExecutionMode.BATCH);

      assertThat(ids(receiver.taken())).containsExactlyInAnyOrderElementsOf(expected());
      assertThat(ids(receiver.requests()))
          .containsExactlyElementsOf(
              ids(receiver.taken()).stream().flatMap(id -> Stream.of(id, id, id)).toList());
      assertThat(metrics())
          .containsEntry("alertsDelivered", (long) ALERTS)
          .containsEntry("webhookRetries", 2L * ALERTS);
      assertThat(metrics().get("webhookUnavailableMillis")).isPositive();
    }
  }

  @Test
  void redirectsAreNotFollowed() throws Exception {
    try (WebhookReceiver elsewhere = WebhookReceiver.start(WORKS);
        WebhookReceiver receiver =
            WebhookReceiver.start(
                request ->
                    request == 0
                        ? new Answer(307, Map.of("Location", elsewhere.url("/internal")))
                        : Answer.of(200))) {
      run(receiver.url("/"), hasty(), RuntimeExecutionMode.BATCH);

      assertThat(elsewhere.requests()).isEmpty();
      assertThat(receiver.taken()).hasSize(ALERTS);
    }
  }

  @Test
  void whoeverAsksForAPauseGetsIt() throws Exception {
    try (WebhookReceiver receiver =
        WebhookReceiver.start(
            request ->
                request == 0 ? new Answer(429, Map.of("Retry-After", "1")) : Answer.of(200))) {
      run(receiver.url("/"), hasty(), RuntimeExecutionMode.BATCH);

      List<Request> requests = receiver.requests();
      assertThat(requests.get(1).nanos() - requests.get(0).nanos())
          .isGreaterThanOrEqualTo(TimeUnit.SECONDS.toNanos(1));
      assertThat(receiver.taken()).hasSize(ALERTS);
    }
  }

  @Test
  void noMoreRequestsASecondThanAllowed() throws Exception {
    WebhookSettings slow =
        new WebhookSettings(
            Body.OCSF,
            false,
            20,
            Duration.ofSeconds(2),
            Duration.ofMillis(10),
            Duration.ofMillis(50),
            1000,
            Duration.ofMinutes(1),
            Outage.FAIL);
    try (WebhookReceiver receiver = WebhookReceiver.start(WORKS)) {
      run(receiver.url("/"), slow, RuntimeExecutionMode.BATCH);

      List<Request> requests = receiver.requests();
      assertThat(requests).hasSize(ALERTS);
      assertThat(requests.get(ALERTS - 1).nanos() - requests.get(0).nanos())
          .isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(50L * (ALERTS - 1) - 10));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 413})
  void whatIsRejectedForGoodHoldsNothingUp(int status) throws Exception {
    try (WebhookReceiver receiver =
        WebhookReceiver.start(request -> Answer.of(request == 1 ? status : 200))) {
      run(receiver.url("/"), hasty(), RuntimeExecutionMode.BATCH);

      assertThat(receiver.requests()).hasSize(ALERTS);
      assertThat(metrics())
          .containsEntry("alertsDelivered", ALERTS - 1L)
          .containsEntry("alertsRejected", 1L)
          .containsEntry("alertsDropped", 0L);
    }
  }

  @Test
  void aRunWhoseAlertsCannotBePostedFails() throws Exception {
    String nobody = "http://127.0.0.1:" + FreePorts.one() + "/path-of-the-hook";

    assertThatThrownBy(
            () ->
                run(
                    nobody,
                    hasty(1000, Duration.ofMillis(200), Outage.FAIL),
                    RuntimeExecutionMode.BATCH))
        .rootCause()
        .hasMessageContaining("took no alert for too long (ConnectException): 12 wait")
        .hasMessageNotContaining("path-of-the-hook");
  }

  @Test
  void alertsThatAreGivenUpAreCounted() throws Exception {
    String nobody = "http://127.0.0.1:" + FreePorts.one() + "/";

    run(nobody, hasty(3, Duration.ofMillis(200), Outage.DROP), RuntimeExecutionMode.BATCH);

    assertThat(metrics())
        .containsEntry("alertsDropped", (long) ALERTS)
        .containsEntry("alertsDelivered", 0L);
  }

  @Test
  void patienceEndsHoweverLongTheEndpointAsksToWait() throws Exception {
    long begun = System.nanoTime();
    try (WebhookReceiver receiver =
        WebhookReceiver.start(request -> new Answer(503, Map.of("Retry-After", "3600")))) {
      run(
          receiver.url("/"),
          hasty(1000, Duration.ofMillis(300), Outage.DROP),
          RuntimeExecutionMode.BATCH);

      assertThat(receiver.requests()).hasSize(1);
      assertThat(System.nanoTime() - begun).isLessThan(TimeUnit.MINUTES.toNanos(1));
      assertThat(metrics()).containsEntry("alertsDropped", (long) ALERTS);
    }
  }

  /** The endpoint comes up only when checkpoints have completed with alerts in them. */
  @Test
  void checkpointsHoldWhatWaitsWhileTheEndpointIsDown() throws Exception {
    int port = FreePorts.one();
    ComesUpLater.receiver = null;
    try {
      run(
          new AlertWebhook(new WebhookUrl("http://127.0.0.1:" + port + "/"), hasty(), SECRETS),
          RuntimeExecutionMode.STREAMING,
          new ComesUpLater(port));

      assertThat(ids(ComesUpLater.receiver.requests())).containsExactlyElementsOf(expected());
      assertThat(metrics().get("webhookRetries")).isPositive();
    } finally {
      if (ComesUpLater.receiver != null) {
        ComesUpLater.receiver.close();
      }
    }
  }

  /** Each pair of alerts waits for a checkpoint, so the tenth comes after four of them. */
  private static final class ComesUpLater implements MapFunction<Finding, Finding> {
    private static final long serialVersionUID = 1L;
    private static final int LATE = 10;
    static volatile WebhookReceiver receiver;

    private final int port;
    private int seen;

    ComesUpLater(int port) {
      this.port = port;
    }

    @Override
    public Finding map(Finding finding) throws Exception {
      if (++seen == LATE) {
        receiver = WebhookReceiver.start(port, WORKS);
      }
      return finding;
    }
  }

  @Test
  void aJobThatFailsLosesNoAlertAndKeepsEachFindingsOrder() throws Exception {
    FailsOnce.failed.set(false);
    try (WebhookReceiver receiver =
        WebhookReceiver.start(request -> Answer.of(request % 2 == 0 ? 503 : 200))) {
      run(
          new AlertWebhook(new WebhookUrl(receiver.url("/")), hasty(), SECRETS),
          RuntimeExecutionMode.STREAMING,
          new FailsOnce());

      assertThat(FailsOnce.failed).isTrue();
      assertThat(ids(receiver.taken()).stream().distinct()).containsExactlyElementsOf(expected());
    }
  }

  /** Fails once, after some checkpoints. */
  private static final class FailsOnce implements MapFunction<Finding, Finding> {
    private static final long serialVersionUID = 1L;
    private static final int LATE = 7;
    static final AtomicBoolean failed = new AtomicBoolean();
    private int seen;

    @Override
    public Finding map(Finding finding) {
      if (++seen == LATE && failed.compareAndSet(false, true)) {
        throw new IllegalStateException("fails once");
      }
      return finding;
    }
  }

  @Test
  void aChatGetsTextAtAUrlThatIsTheSecret() throws Exception {
    WebhookSettings defaults = hasty();
    WebhookSettings chat =
        new WebhookSettings(
            Body.CHAT,
            false,
            defaults.requestsPerSecond(),
            defaults.timeout(),
            defaults.firstPause(),
            defaults.longestPause(),
            defaults.buffer(),
            defaults.patience(),
            defaults.outage());
    SecretSource unsigned = () -> new WebhookSecrets(Optional.empty(), Optional.of("T0/B0/x"));
    try (WebhookReceiver receiver = WebhookReceiver.start(WORKS)) {
      AlertWebhook webhook =
          new AlertWebhook(new WebhookUrl(receiver.url("/services/{token}")), chat, unsigned);
      assertThat(webhook.problems()).isEmpty();

      run(webhook, RuntimeExecutionMode.BATCH, finding -> finding);

      assertThat(receiver.requests())
          .hasSize(ALERTS)
          .allSatisfy(
              request -> {
                assertThat(request.path()).isEqualTo("/services/T0/B0/x");
                assertThat(request.header("Authorization")).isNull();
                assertThat(request.header("webhook-signature")).isNull();
                assertThat(request.body()).startsWith("{\"text\":\"");
              });
    }
  }

  @Test
  void refusesWhatCannotBePostedAsAsked() {
    SecretSource none = () -> new WebhookSecrets(Optional.empty(), Optional.empty());
    AlertWebhook webhook =
        new AlertWebhook(
            new WebhookUrl("http://hooks.example/{token}"), WebhookSettings.defaults(), none);

    assertThat(webhook.problems())
        .satisfiesExactly(
            problem -> assertThat(problem).contains("must be https"),
            problem -> assertThat(problem).contains("needs PUMPWATCH_WEBHOOK_SECRET"),
            problem -> assertThat(problem).contains("PUMPWATCH_WEBHOOK_TOKEN is not"));
    assertThat(
            new AlertWebhook(
                    new WebhookUrl("https://hooks.example/"),
                    WebhookSettings.defaults(),
                    () -> WebhookSecrets.of(Map.of(WebhookSecrets.SECRET, "short")))
                .problems())
        .singleElement()
        .asString()
        .startsWith("PUMPWATCH_WEBHOOK_SECRET is not Base64");
  }

  @Test
  void messagesThatWaitSurviveACheckpoint() throws Exception {
    WebhookMessageSerializer serializer = new WebhookMessageSerializer();
    WebhookMessage message = new WebhookMessage("f-1:2", "{\"ü\": 1}".getBytes(UTF_8));

    WebhookMessage read =
        serializer.deserialize(serializer.getVersion(), serializer.serialize(message));

    assertThat(read.id()).isEqualTo("f-1:2");
    assertThat(read.body()).isEqualTo(message.body());
  }
}
