package io.pumpwatch.jobs.server;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * A Kafka broker in a JVM of its own, broker and controller in one, on free ports of the loopback
 * address. It can be killed and started again on what it had written.
 */
public final class KafkaBroker implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String HEAP = "-Xmx384m";

  private final Path folder;
  private final Path configuration;
  private final int port;
  private Process process;

  private KafkaBroker(Path folder, Path configuration, int port) {
    this.folder = folder;
    this.configuration = configuration;
    this.port = port;
  }

  /**
   * Starts a broker that keeps its data and its output in a folder.
   *
   * @param folder is made, where it does not exist
   */
  public static KafkaBroker start(Path folder) throws IOException, InterruptedException {
    return start(folder, Map.of());
  }

  /**
   * Starts a broker with more settings.
   *
   * @param folder is made, where it does not exist
   * @param settings win over what is set here
   */
  public static KafkaBroker start(Path folder, Map<String, String> settings)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    int[] ports = FreePorts.two();
    Properties properties = new Properties();
    properties.putAll(
        Map.of(
            "process.roles", "broker,controller",
            "node.id", "1",
            "controller.quorum.bootstrap.servers", "127.0.0.1:" + ports[1],
            "controller.listener.names", "CONTROLLER",
            "listeners",
                "PLAINTEXT://127.0.0.1:" + ports[0] + ",CONTROLLER://127.0.0.1:" + ports[1],
            "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
            "log.dirs", folder.resolve("data").toString()));
    properties.putAll(
        Map.of(
            "offsets.topic.replication.factor", "1",
            "offsets.topic.num.partitions", "1",
            "transaction.state.log.replication.factor", "1",
            "transaction.state.log.min.isr", "1",
            "transaction.state.log.num.partitions", "1",
            "auto.create.topics.enable", "false",
            // What tests publish is of long ago.
            "log.retention.ms", "-1",
            "group.initial.rebalance.delay.ms", "0",
            "broker.session.timeout.ms", "1500",
            "broker.heartbeat.interval.ms", "300"));
    properties.putAll(settings);
    Path configuration = folder.resolve("server.properties");
    try (var out = Files.newBufferedWriter(configuration)) {
      properties.store(out, null);
    }
    KafkaBroker broker = new KafkaBroker(folder, configuration, ports[0]);
    broker
        .run(
            "kafka.tools.StorageTool",
            "format",
            "--standalone",
            "--ignore-formatted",
            "--cluster-id",
            Uuid.randomUuid().toString(),
            "--config",
            configuration.toString())
        .waitFor();
    broker.start();
    return broker;
  }

  private Process run(String mainClass, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                "-cp",
                System.getProperty("java.class.path"),
                mainClass));
    command.addAll(List.of(arguments));
    File output = folder.resolve("output.log").toFile();
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(output))
        .start();
  }

  /** Starts again on what is there, and waits until it answers. */
  public void start() throws IOException, InterruptedException {
    process = run("kafka.Kafka", configuration.toString());
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!answers()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        close();
        throw new IllegalStateException(
            "the broker did not start:\n" + Files.readString(folder.resolve("output.log")));
      }
    }
  }

  private boolean answers() throws InterruptedException {
    try (Admin admin = admin()) {
      admin.describeCluster().controller().get(1, TimeUnit.SECONDS);
      return true;
    } catch (ExecutionException | TimeoutException e) {
      return false;
    }
  }

  /** Where it is: {@code host:port}. */
  public String address() {
    return "127.0.0.1:" + port;
  }

  /** A client that administers it. */
  public Admin admin() {
    return Admin.create(
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, address(),
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "10000",
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "5000",
            AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, "100"));
  }

  /** Makes a topic. */
  public void createTopic(String name, int partitions) {
    createTopic(name, partitions, Map.of());
  }

  /** Makes a topic with settings of its own, and waits until all of it can be written. */
  public void createTopic(String name, int partitions, Map<String, String> settings) {
    try (Admin admin = admin()) {
      admin
          .createTopics(List.of(new NewTopic(name, partitions, (short) 1).configs(settings)))
          .all()
          .get();
      Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
      for (int partition = 0; partition < partitions; partition++) {
        ends.put(new TopicPartition(name, partition), OffsetSpec.latest());
      }
      awaitOffsets(admin, ends);
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot make topic " + name, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** A broker answers that a topic is made before it knows the topic itself. */
  private static void awaitOffsets(Admin admin, Map<TopicPartition, OffsetSpec> ends)
      throws ExecutionException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        admin.listOffsets(ends).all().get();
        return;
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)
            || System.nanoTime() > deadline) {
          throw e;
        }
      }
    }
  }

  /** Stops it as a machine does that loses its power. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Stops it in order, and by force where that takes too long. */
  @Override
  public void close() {
    try {
      process.destroy();
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        kill();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
