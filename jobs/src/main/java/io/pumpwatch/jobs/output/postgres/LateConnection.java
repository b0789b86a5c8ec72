package io.pumpwatch.jobs.output.postgres;

import java.sql.Connection;
import java.sql.SQLException;

/** A connection, without automatic commits, that is opened when it is needed. */
final class LateConnection implements AutoCloseable {
  private final PostgresDatabase database;
  private Connection connection;

  LateConnection(PostgresDatabase database) {
    this.database = database;
  }

  /** The open connection. */
  Connection open() throws SQLException {
    if (connection == null) {
      Connection opened = database.connect();
      opened.setAutoCommit(false);
      connection = opened;
    }
    return connection;
  }

  /** Closes it; the next use opens another. */
  @Override
  public void close() throws SQLException {
    Connection open = connection;
    connection = null;
    if (open != null) {
      open.close();
    }
  }
}
