package io.pumpwatch.jobs.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Asks a job manager over its <a
 * href="https://nightlies.apache.org/flink/flink-docs-stable/docs/ops/rest_api/">REST API</a>.
 */
final class ClusterRest {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int OK = 200;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final String address;

  /** With {@code http://host:port}. */
  ClusterRest(String address) {
    this.address = address;
  }

  /** What it knows; empty where it does not answer, as while it starts. */
  Optional<ClusterStatus.Flink> ask() throws InterruptedException {
    try {
      JsonNode overview = get("/overview");
      return Optional.of(
          new ClusterStatus.Flink(
              address,
              overview.path("flink-version").asText(),
              overview.path("taskmanagers").asInt(),
              overview.path("slots-total").asInt(),
              overview.path("slots-available").asInt(),
              jobs(get("/jobs/overview").path("jobs"))));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static List<ClusterStatus.Job> jobs(JsonNode jobs) {
    List<ClusterStatus.Job> read = new ArrayList<>();
    for (JsonNode job : jobs) {
      ClusterStatus.Job one =
          new ClusterStatus.Job(
              job.path("jid").asText(),
              job.path("name").asText(),
              job.path("state").asText(),
              Instant.ofEpochMilli(job.path("start-time").asLong()));
      boolean ended = job.path("end-time").asLong() > 0;
      read.add(ended ? read.size() : 0, one);
    }
    return read;
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + path)).timeout(PATIENCE).build();
    HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    if (response.statusCode() != OK) {
      throw new IOException(address + path + " answers " + response.statusCode());
    }
    return JSON.readTree(response.body());
  }
}
