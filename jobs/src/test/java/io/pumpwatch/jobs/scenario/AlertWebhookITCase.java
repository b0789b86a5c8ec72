package io.pumpwatch.jobs.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pumpwatch.finding.Finding;
import io.pumpwatch.jobs.alert.OcsfSchema;
import io.pumpwatch.jobs.alert.webhook.WebhookUrl;
import io.pumpwatch.jobs.server.WebhookReceiver;
import io.pumpwatch.jobs.server.WebhookReceiver.Answer;
import io.pumpwatch.jobs.server.WebhookReceiver.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run posts what its table says, the same in batch and in streaming. */
class AlertWebhookITCase {
  private static final JsonMapper JSON = new JsonMapper();
  private static final byte[] KEY =
      "a key of thirty-two bytes, or so".getBytes(StandardCharsets.UTF_8);
  private static final String PATH = "/path-that-is-a-secret";

  @Test
  void aRunOverFilesPostsWhatItsTableSays(@TempDir Path folder) throws Exception {
    LogFolder logs =
        Arrangement.asWritten()
            .write(SimulatedScenarios.attacksOnBlocks(), folder.resolve("run/input"));

    Map<String, List<JsonNode>> batch = alerts(logs, Execution.BATCH_ON_TWO_SLOTS);

    assertThat(batch).isNotEmpty();
    assertThat(alerts(logs, Execution.STREAMING_ON_TWO_SLOTS)).isEqualTo(batch);
  }

  /** Every third request fails, so each alert arrives after one attempt or two. */
  private static Map<String, List<JsonNode>> alerts(LogFolder logs, Execution execution)
      throws Exception {
    try (WebhookReceiver receiver =
        WebhookReceiver.start(request -> Answer.of(request % 3 == 1 ? 503 : 202))) {
      Detection detection =
          Detection.posting(new WebhookUrl(receiver.url(PATH)), KEY, logs, execution);

      Map<String, List<JsonNode>> alerts = new TreeMap<>();
      for (Request request : receiver.taken()) {
        assertThat(OcsfSchema.problems(request.body())).isEmpty();
        JsonNode event = JSON.readTree(request.body());
        assertThat(event.at("/metadata/uid").asText()).isEqualTo(request.id());
        ((ObjectNode) event.path("metadata")).remove("logged_time");
        alerts
            .computeIfAbsent(event.at("/finding_info/uid").asText(), id -> new ArrayList<>())
            .add(event);
      }
      assertThat(receiver.requests()).hasSizeGreaterThan(receiver.taken().size());
      assertTold(detection, alerts);
      assertNoSecretIsWritten(detection);
      return alerts;
    }
  }

  private static void assertTold(Detection detection, Map<String, List<JsonNode>> alerts) {
    assertThat(alerts.keySet())
        .containsAll(detection.alerting().stream().map(Finding::findingId).toList());
    Map<String, Finding> findings = new TreeMap<>();
    detection.findings().forEach(finding -> findings.put(finding.findingId(), finding));
    alerts.forEach(
        (id, events) -> {
          List<String> activities =
              events.stream().map(event -> event.path("activity_name").asText()).toList();
          assertThat(activities).startsWith("Create").endsWith("Close");
          assertThat(activities.subList(1, activities.size() - 1)).allMatch("Update"::equals);
          assertThat(events.get(events.size() - 1).at("/metadata/uid").asText())
              .isEqualTo(id + ":" + findings.get(id).revision());
        });
  }

  private static void assertNoSecretIsWritten(Detection detection) throws Exception {
    Path output = Path.of(detection.output().path().toUri());
    byte[] key = Base64.getEncoder().encode(KEY);
    Files.walkFileTree(
        output,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes unused)
              throws IOException {
            assertNoSecretIsIn(file, key);
            return FileVisitResult.CONTINUE;
          }

          /** Checkpoints that a job no longer needs go after its end. */
          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure) {
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static void assertNoSecretIsIn(Path file, byte[] key) throws IOException {
    String content;
    try {
      content = Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException gone) {
      return;
    }
    assertThat(content)
        .as(file.toString())
        .doesNotContain(
            new String(KEY, StandardCharsets.ISO_8859_1),
            new String(key, StandardCharsets.ISO_8859_1));
    if (file.endsWith("run.json")) {
      assertThat(content).doesNotContain(PATH);
    }
  }
}
