package io.pumpwatch.jobs.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pumpwatch.jobs.cluster.ClusterOptions;
import io.pumpwatch.jobs.cluster.LocalCluster;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;

/**
 * A Flink cluster whose job manager and two task managers are JVMs of their own, as {@code
 * pumpwatch cluster} starts them. It is used over its REST API alone, with the jar that is shipped.
 */
public final class FlinkCluster implements AutoCloseable {
  /** Slots of both task managers. */
  public static final int SLOTS = 4;

  private static final Path BUILT = Path.of("target").toAbsolutePath();
  private static final int TASK_MANAGERS = 2;
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration LOOK = Duration.ofMillis(100);

  /** Where a task is that waits for a slot. */
  private static final String UNASSIGNED = "(unassigned)";

  /**
   * A lost process is noticed soon; a slow one is not taken for lost. A checkpoint that begins just
   * as a process is lost may wait for ever for an event that nobody answers, and so may those after
   * it: the job then starts again once they have failed too often.
   */
  private static final Map<String, String> ATTENTIVE =
      Map.of(
          "heartbeat.interval",
          "1 s",
          "high-availability.zookeeper.client.session-timeout",
          "10 s",
          "execution.checkpointing.timeout",
          "20 s");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final LocalCluster cluster;
  private final ClusterOptions options;
  private String jar;

  private FlinkCluster(LocalCluster cluster, ClusterOptions options) {
    this.cluster = cluster;
    this.options = options;
  }

  /**
   * Starts one and hands it the jar.
   *
   * @param folder where it keeps what is its own
   * @param environment of its processes
   */
  public static FlinkCluster start(Path folder, Map<String, String> environment)
      throws IOException, InterruptedException {
    List<Path> libraries = new ArrayList<>();
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(BUILT.resolve("flink"), "*.jar")) {
      jars.forEach(libraries::add);
    }
    FlinkCluster started =
        new FlinkCluster(
            new LocalCluster(folder, libraries, environment),
            new ClusterOptions(FreePorts.one(), TASK_MANAGERS, SLOTS / TASK_MANAGERS, ATTENTIVE));
    Runtime.getRuntime().addShutdownHook(new Thread(started::stopQuietly));
    started.heal();
    started.jar = started.upload(BUILT.resolve("pumpwatch.jar"));
    return started;
  }

  private void stopQuietly() {
    try {
      cluster.stop();
    } catch (IOException | InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Starts those of its processes that do not run. */
  public void heal() throws IOException, InterruptedException {
    cluster.start(options, line -> {});
  }

  /** Ends one of its processes as a loss of power would. */
  public void kill(String process) throws IOException, InterruptedException {
    cluster.process(process).kill();
  }

  /** Whether that line stands in the log of one of its processes. */
  public boolean hasLogged(String process, String text) throws IOException {
    return Files.readString(cluster.layout().logs().resolve(process + ".log")).contains(text);
  }

  private String upload(Path file) throws IOException, InterruptedException {
    String boundary = UUID.randomUUID().toString();
    String head =
        "--%s\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\"%s\"\r\nContent-Type: application/java-archive\r\n\r\n"
            .formatted(boundary, file.getFileName());
    HttpRequest request =
        HttpRequest.newBuilder(at("/jars/upload"))
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .POST(
                HttpRequest.BodyPublishers.concat(
                    HttpRequest.BodyPublishers.ofString(head),
                    HttpRequest.BodyPublishers.ofFile(file),
                    HttpRequest.BodyPublishers.ofString("\r\n--" + boundary + "--\r\n")))
            .build();
    return Path.of(send(request).path("filename").asText()).getFileName().toString();
  }

  private URI at(String path) {
    return URI.create(cluster.webInterface() + path);
  }

  private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> response =
        client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    if (response.statusCode() / 100 != 2) {
      throw new IOException(request.uri() + ": " + response.statusCode() + " " + response.body());
    }
    return JSON.readTree(response.body());
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(at(path)).build());
  }

  private JsonNode post(String path, JsonNode body) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(at(path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build());
  }

  /**
   * Submits a job.
   *
   * @param savepoint to go on from; null to begin
   * @param arguments of the command line
   * @return its id
   */
  public String run(String savepoint, List<String> arguments)
      throws IOException, InterruptedException {
    ObjectNode body = JSON.createObjectNode();
    arguments.forEach(body.putArray("programArgsList")::add);
    if (savepoint != null) {
      body.put("savepointPath", savepoint);
    }
    return post("/jars/" + jar + "/run", body).path("jobid").asText();
  }

  /** The state of a job, in Flink's words; empty while no job manager answers. */
  public String state(String job) throws InterruptedException {
    try {
      return get("/jobs/" + job).path("state").asText();
    } catch (IOException e) {
      return "";
    }
  }

  /** Waits until a job runs. */
  public void awaitRunning(String job) throws Exception {
    await(() -> state(job).equals("RUNNING"), "a running job " + job);
  }

  /** When a job was last started again, milliseconds since the epoch; 0 for never. */
  public long restartedAt(String job) throws InterruptedException {
    try {
      return get("/jobs/" + job).path("timestamps").path("RESTARTING").asLong();
    } catch (IOException e) {
      return 0;
    }
  }

  /** How many checkpoints of a job are complete, since the job manager has it. */
  public int checkpoints(String job) throws InterruptedException {
    return checkpointCount(job, "completed");
  }

  /** How often a job was restored, since the job manager has it. */
  public int restores(String job) throws InterruptedException {
    return checkpointCount(job, "restored");
  }

  private int checkpointCount(String job, String kind) throws InterruptedException {
    try {
      return get("/jobs/" + job + "/checkpoints").path("counts").path(kind).asInt();
    } catch (IOException e) {
      return 0;
    }
  }

  /** Waits until one more checkpoint has been begun and completed than there are now. */
  public void awaitCheckpoint(String job) throws Exception {
    int wanted = checkpoints(job) + 2;
    if (!comesTrue(() -> checkpoints(job) >= wanted, PATIENCE)) {
      throw new AssertionError("never came to a checkpoint of " + job + ": " + story(job));
    }
  }

  /** What Flink tells of a job: its state, its checkpoints and what made it fail. */
  private String story(String job) throws IOException, InterruptedException {
    String path = "/jobs/" + job;
    return String.join(
        "\n",
        get(path).toString(),
        get(path + "/checkpoints").toString(),
        get(path + "/exceptions").toString());
  }

  /** The task managers that a job runs on; waits until it does. */
  public Set<String> awaitTaskManagersOf(String job) throws Exception {
    await(() -> !taskManagersOf(job).isEmpty(), "task managers of " + job);
    return taskManagersOf(job);
  }

  private Set<String> taskManagersOf(String job) throws IOException, InterruptedException {
    Set<String> found = new TreeSet<>();
    for (JsonNode vertex : get("/jobs/" + job).path("vertices")) {
      String path = "/jobs/" + job + "/vertices/" + vertex.path("id").asText() + "/taskmanagers";
      get(path)
          .path("taskmanagers")
          .forEach(manager -> found.add(manager.path("taskmanager-id").asText()));
    }
    found.remove(UNASSIGNED);
    return found;
  }

  /**
   * Stops a job with a savepoint.
   *
   * @return where the savepoint is
   */
  public String stop(String job, Path savepoints) throws Exception {
    ObjectNode body = JSON.createObjectNode();
    body.put("targetDirectory", savepoints.toUri().toString());
    String request = post("/jobs/" + job + "/stop", body).path("request-id").asText();
    String path = "/jobs/" + job + "/savepoints/" + request;
    await(
        () -> get(path).path("status").path("id").asText().equals("COMPLETED"),
        "the savepoint of " + job);
    JsonNode done = get(path).path("operation");
    if (!done.has("location")) {
      throw new IOException("no savepoint of " + job + ": " + done);
    }
    await(() -> state(job).equals("FINISHED"), "the end of " + job);
    return done.path("location").asText();
  }

  /** Cancels a job that may have ended already. */
  public void cancel(String job) throws IOException, InterruptedException {
    if (!Set.of("FINISHED", "CANCELED", "FAILED").contains(state(job))) {
      HttpRequest request =
          HttpRequest.newBuilder(at("/jobs/" + job + "?mode=cancel"))
              .method("PATCH", HttpRequest.BodyPublishers.noBody())
              .build();
      client.send(request, HttpResponse.BodyHandlers.discarding());
    }
  }

  /** Waits until that is so. */
  public static void await(Callable<Boolean> condition, String what) throws Exception {
    if (!comesTrue(condition, PATIENCE)) {
      throw new AssertionError("never came to " + what);
    }
  }

  /** Waits until that is so, and tells whether it was within that time. */
  public static boolean comesTrue(Callable<Boolean> condition, Duration patience) throws Exception {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!condition.call()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      Thread.sleep(LOOK.toMillis());
    }
    return true;
  }

  /** Ends all of it. */
  @Override
  public void close() throws IOException, InterruptedException {
    cluster.stop();
  }
}
