package io.pumpwatch.jobs.scenario;

import io.pumpwatch.datasets.simulate.world.LogLine;
import io.pumpwatch.finding.Finding;
import io.pumpwatch.jobs.FindingsInPostgres;
import io.pumpwatch.jobs.output.postgres.PostgresCredentials;
import io.pumpwatch.jobs.output.postgres.PostgresUrl;
import io.pumpwatch.jobs.server.FlinkCluster;
import io.pumpwatch.jobs.server.KafkaBroker;
import io.pumpwatch.jobs.server.PostgresServer;
import io.pumpwatch.jobs.server.TopicWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A detection without an end on a cluster, while its topic is written to: traffic comes in pieces,
 * and whatever may happen to the servers happens within them.
 */
final class ClusterDetection implements AutoCloseable {
  /** Pieces that the traffic comes in. */
  static final int PIECES = 8;

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final FlinkCluster cluster;
  private final PacedTraffic traffic;
  private final TopicWriter writer;
  private final String topic;
  private final Path output;
  private final List<String> arguments;
  private final FindingsInPostgres table;
  private final PostgresUrl url;
  private int partitions = PacedTraffic.PARTITIONS;
  private String job;

  /** What happens in the middle of a piece. */
  @FunctionalInterface
  interface Event {
    /** A piece in which nothing happens. */
    Event NONE = () -> {};

    /** Lets it happen. */
    void happen() throws Exception;
  }

  private ClusterDetection(
      FlinkCluster cluster,
      PacedTraffic traffic,
      TopicWriter writer,
      String topic,
      Path output,
      List<String> arguments,
      FindingsInPostgres table,
      PostgresUrl url) {
    this.cluster = cluster;
    this.traffic = traffic;
    this.writer = writer;
    this.topic = topic;
    this.output = output;
    this.arguments = arguments;
    this.table = table;
    this.url = url;
  }

  /**
   * Submits one over a new topic, which writes to a new folder and a new database.
   *
   * @param name of the topic and the folder
   * @param settings of the run, YAML
   * @param kafka properties of the clients, one a line
   */
  static ClusterDetection submit(
      ClusterServers servers,
      PacedTraffic traffic,
      String name,
      String settings,
      String kafka,
      int parallelism)
      throws Exception {
    KafkaBroker broker = servers.broker();
    broker.createTopic(name, PacedTraffic.PARTITIONS);
    Path folder = Files.createDirectories(servers.folder().resolve(name));
    Path settingsFile = Files.writeString(folder.resolve("settings.yaml"), settings);
    Path properties = Files.writeString(folder.resolve("client.properties"), kafka);
    PostgresUrl url = new PostgresUrl(servers.postgres().newDatabase());
    FindingsInPostgres table =
        new FindingsInPostgres(
            () -> new PostgresCredentials(PostgresServer.USER, PostgresServer.PASSWORD));
    table.migrate(url);
    List<String> arguments =
        List.of(
            "detect",
            "--kafka-brokers=" + broker.address(),
            "--kafka-topic=" + name + "=canonical",
            "--kafka-properties=" + properties,
            "--settings=" + settingsFile,
            "--output=" + folder.resolve("out"),
            "--postgres-url=" + url.text());
    ClusterDetection detection =
        new ClusterDetection(
            servers.cluster(),
            traffic,
            new TopicWriter(broker),
            name,
            folder.resolve("out"),
            arguments,
            table,
            url);
    detection.run(null, parallelism);
    return detection;
  }

  private void run(String savepoint, int parallelism) throws Exception {
    List<String> all = new ArrayList<>(arguments);
    all.add("--parallelism=" + parallelism);
    job = cluster.run(savepoint, all);
    cluster.awaitRunning(job);
  }

  /** The job, as long as it is not moved. */
  String job() {
    return job;
  }

  /** The folder that it writes to. */
  Path output() {
    return output;
  }

  /** Stops with a savepoint and goes on from it on so many slots. */
  void move(int parallelism) throws Exception {
    run(cluster.stop(job, output.resolveSibling("savepoints")), parallelism);
  }

  /** From now on events go to so many partitions. */
  void spreadOver(int number) {
    partitions = number;
  }

  /** Sends anything to one of the partitions, as of that time. */
  void send(int number, LogLine before, byte[] message) {
    writer.send(
        topic,
        number % partitions,
        TimeUnit.MICROSECONDS.toMillis(before.writtenMicros()),
        message);
  }

  /** Publishes the pieces from one to another, both included, with the job keeping up. */
  void publish(int from, int to) throws Exception {
    for (int piece = from; piece <= to; piece++) {
      publish(piece, Event.NONE);
      cluster.awaitCheckpoint(job);
    }
  }

  /** Publishes a piece, in the middle of which something happens. */
  void publish(int piece, Event event) throws Exception {
    List<LogLine> lines = traffic.piece(piece, PIECES);
    int half = lines.size() / 2;
    publish(lines.subList(0, half));
    event.happen();
    publish(lines.subList(half, lines.size()));
    writer.flush();
  }

  private void publish(List<LogLine> lines) {
    int next = 0;
    for (LogLine line : lines) {
      writer.send(
          topic,
          next++ % partitions,
          TimeUnit.MICROSECONDS.toMillis(line.writtenMicros()),
          line.text());
    }
  }

  /** What the table holds now. */
  List<Finding> found() throws Exception {
    return table.latest(url);
  }

  /**
   * Lets time go by after the traffic, waits for the findings, stops the job and compares the table
   * with what a run in batch finds.
   */
  void assertSameAsInBatch() throws Exception {
    publish(traffic.calm());
    writer.flush();
    FlinkCluster.comesTrue(
        () -> RowForRow.differences(traffic.expected(), found()).isEmpty(), PATIENCE);
    RowForRow.assertSame("the table", traffic.expected(), found());
    cluster.stop(job, output.resolveSibling("savepoints"));
    RowForRow.assertSame("the table after the job", traffic.expected(), found());
  }

  @Override
  public void close() throws Exception {
    writer.close();
    cluster.cancel(job);
  }
}
