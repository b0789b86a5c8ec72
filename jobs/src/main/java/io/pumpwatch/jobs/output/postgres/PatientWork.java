package io.pumpwatch.jobs.output.postgres;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work on a database that may be away: done again until it succeeds or patience ends.
 *
 * @param database for what is told of failures
 * @param patience how long it is waited for
 * @param waited is told of each pause
 */
record PatientWork(PostgresDatabase database, Patience patience, Consumer<Duration> waited) {
  private static final Logger LOG = LoggerFactory.getLogger(PatientWork.class);

  /** Something to do, which may be done twice. */
  @FunctionalInterface
  interface Attempt<T> {
    T run() throws SQLException;
  }

  /**
   * Does it.
   *
   * @param connection closed after each failure; an attempt opens it again
   * @throws IOException where the database refuses, or patience ends
   */
  <T> T run(Attempt<T> attempt, AutoCloseable connection) throws IOException, InterruptedException {
    long firstFailure = 0;
    Duration pause = patience.first();
    while (true) {
      try {
        return attempt.run();
      } catch (SQLException failure) {
        disconnect(connection);
        long now = System.nanoTime();
        firstFailure = firstFailure == 0 ? now : firstFailure;
        boolean over = now - firstFailure >= patience.inAll().toNanos();
        if (over || SqlFailure.of(failure) != SqlFailure.OUTAGE) {
          throw new IOException(database.describe(failure), failure);
        }
        LOG.warn("{}; trying again in {} ms", database.describe(failure), pause.toMillis());
      }
      Thread.sleep(pause.toMillis());
      waited.accept(pause);
      pause = patience.after(pause);
    }
  }

  private static void disconnect(AutoCloseable connection) throws InterruptedException {
    try {
      connection.close();
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception closing) {
      LOG.debug("a lost connection did not close", closing);
    }
  }
}
