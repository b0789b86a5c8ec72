package io.pumpwatch.jobs.scenario;

import io.pumpwatch.jobs.output.postgres.PostgresCredentials;
import io.pumpwatch.jobs.server.FlinkCluster;
import io.pumpwatch.jobs.server.KafkaBroker;
import io.pumpwatch.jobs.server.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * All the servers of a deployment, each in processes of its own.
 *
 * @param folder for what they and their jobs write
 * @param broker where traffic comes in
 * @param postgres where findings go
 * @param cluster what runs in between
 */
record ClusterServers(
    Path folder, KafkaBroker broker, PostgresServer postgres, FlinkCluster cluster)
    implements AutoCloseable {

  static ClusterServers start(Path folder) throws Exception {
    PostgresServer postgres = PostgresServer.start();
    KafkaBroker broker = KafkaBroker.start(folder.resolve("broker"));
    Path password = Files.writeString(folder.resolve("password"), PostgresServer.PASSWORD);
    FlinkCluster cluster =
        FlinkCluster.start(
            folder.resolve("cluster"),
            Map.of(
                PostgresCredentials.USER,
                PostgresServer.USER,
                PostgresCredentials.PASSWORD_FILE,
                password.toString()));
    return new ClusterServers(folder, broker, postgres, cluster);
  }

  @Override
  public void close() throws Exception {
    cluster.close();
    broker.close();
    postgres.close();
  }
}
