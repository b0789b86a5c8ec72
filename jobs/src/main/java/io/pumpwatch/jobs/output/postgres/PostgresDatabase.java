package io.pumpwatch.jobs.output.postgres;

import java.io.IOException;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/**
 * A database, and how to get into it.
 *
 * @param url where it is
 * @param credentials where the credentials come from
 */
public record PostgresDatabase(PostgresUrl url, CredentialSource credentials)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  static {
    leaveDriverManager();
  }

  /** So long a dead peer is waited for, in seconds, where the URL says nothing else. */
  private static final String SOCKET_TIMEOUT = "60";

  private static final String CONNECT_TIMEOUT = "10";

  /**
   * A new connection, which commits each statement.
   *
   * @throws UnfitDatabaseException where credentials are missing
   */
  Connection connect() throws SQLException {
    PostgresCredentials who = credentials.read();
    Properties options = new Properties();
    PGProperty.USER.set(options, who.user());
    if (who.password() != null) {
      PGProperty.PASSWORD.set(options, who.password());
    }
    PGProperty.APPLICATION_NAME.set(options, "pumpwatch");
    PGProperty.CONNECT_TIMEOUT.set(options, CONNECT_TIMEOUT);
    PGProperty.SOCKET_TIMEOUT.set(options, SOCKET_TIMEOUT);
    PGProperty.TCP_KEEP_ALIVE.set(options, true);
    return new Driver().connect(url.text(), options);
  }

  /** Work that asks the database. */
  @FunctionalInterface
  interface Work<T> {
    T ask(Connection connection) throws SQLException;
  }

  /**
   * Does some work over a connection of its own.
   *
   * @throws UnfitDatabaseException where the database is there and refuses
   * @throws IOException where it cannot be reached
   */
  <T> T ask(Work<T> work) throws IOException {
    try (Connection connection = connect()) {
      return work.ask(connection);
    } catch (SQLException failure) {
      if (SqlFailure.of(failure) == SqlFailure.OUTAGE) {
        throw new IOException(describe(failure), failure);
      }
      throw new UnfitDatabaseException(describe(failure), failure);
    }
  }

  /**
   * On a cluster it would keep the driver that came with a job, and with it every class of the job,
   * long after its end.
   */
  private static void leaveDriverManager() {
    boolean cameWithAJob = Driver.class.getClassLoader() != ClassLoader.getSystemClassLoader();
    try {
      if (cameWithAJob && Driver.isRegistered()) {
        Driver.deregister();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What to tell of a failure, and where there is something to do about it, what. */
  String describe(SQLException failure) {
    if (SqlFailure.of(failure) == SqlFailure.OUTAGE) {
      return "PostgreSQL at " + url + " cannot be used just now: " + failure.getMessage();
    }
    String message = "PostgreSQL at " + url + ": " + failure.getMessage();
    String state = SqlFailure.state(failure);
    return switch (state == null ? "" : state) {
      case "08004", "28000", "28P01" ->
          message
              + " ("
              + PostgresCredentials.USER
              + " and "
              + PostgresCredentials.PASSWORD
              + " or "
              + PostgresCredentials.PASSWORD_FILE
              + " say who connects)";
      case "42P01", "42703" -> message + " (pumpwatch tables creates what is missing)";
      default -> message;
    };
  }
}
