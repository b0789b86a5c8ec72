package io.pumpwatch.jobs.server;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A real PostgreSQL on a free port of the loopback interface, which can go down and come up again
 * with what it holds. It outlives a JVM that is killed, so it must be closed; a JVM that ends stops
 * it.
 *
 * <p>The role {@value #USER} needs its password; it owns the databases that are made here.
 */
public final class PostgresServer implements AutoCloseable {
  /** A role with a password and no special rights. */
  public static final String USER = "pumpwatch";

  /** Its password. */
  public static final String PASSWORD = "a password: with ünusual=characters&";

  private static final String ADMINISTRATOR = "postgres";
  private static final List<String> WHO_CONNECTS_HOW =
      List.of("host all postgres localhost trust", "host all all localhost scram-sha-256");

  private final Path data;
  private EmbeddedPostgres running;
  private int port;
  private int databases;

  private PostgresServer(Path data) {
    this.data = data;
  }

  /** Starts a new one. */
  public static PostgresServer start() throws IOException, SQLException {
    PostgresServer server =
        new PostgresServer(Files.createTempDirectory("pumpwatch-postgres-").resolve("data"));
    try {
      server.goUp();
      server.administer(
          ADMINISTRATOR, "CREATE ROLE " + USER + " LOGIN PASSWORD '" + PASSWORD + "'");
    } catch (IOException | SQLException | RuntimeException e) {
      server.close();
      throw e;
    }
    return server;
  }

  /** Goes down, as for maintenance: connections break, new ones are refused. Data is kept. */
  public void goDown() throws IOException {
    if (running != null) {
      running.close();
      running = null;
    }
  }

  /** Comes up again on the same port with the same data. */
  public void goUp() throws IOException {
    EmbeddedPostgres.Builder server =
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setDataDirectoryCustomizer(PostgresServer::askForPasswords);
    if (port != 0) {
      server.setPort(port);
    }
    running = server.start();
    port = running.getPort();
  }

  private static void askForPasswords(File data) {
    try {
      Files.write(data.toPath().resolve("pg_hba.conf"), WHO_CONNECTS_HOW);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes a new, empty database and tells its JDBC URL. */
  public String newDatabase() throws SQLException {
    databases++;
    String name = "database" + databases;
    administer(ADMINISTRATOR, "CREATE DATABASE " + name + " OWNER " + USER);
    return url(name);
  }

  /** The JDBC URL of a database, which need not exist. */
  public String url(String database) {
    return "jdbc:postgresql://localhost:" + port + "/" + database;
  }

  /** A connection to a database of this server for the role that may do everything. */
  public Connection administrator(String url) throws SQLException {
    String database = url.substring(url.lastIndexOf('/') + 1);
    return running.getDatabase(ADMINISTRATOR, database).getConnection();
  }

  private void administer(String database, String statement) throws SQLException {
    try (Connection connection = administrator(url(database));
        Statement sql = connection.createStatement()) {
      sql.execute(statement);
    }
  }

  /** Stops it and deletes what it holds. */
  @Override
  public void close() throws IOException {
    goDown();
    try (Stream<Path> files = Files.walk(data.getParent())) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
