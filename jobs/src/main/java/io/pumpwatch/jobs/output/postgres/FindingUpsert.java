package io.pumpwatch.jobs.output.postgres;

import io.pumpwatch.finding.Finding;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;

/**
 * Stores batches of findings over one connection, which is opened when it is needed. Storing a
 * batch again changes nothing, so whoever is in doubt tries again.
 */
final class FindingUpsert implements AutoCloseable {
  private final LateConnection connection;
  private final long runGeneration;

  FindingUpsert(PostgresDatabase database, long runGeneration) {
    this.connection = new LateConnection(database);
    this.runGeneration = runGeneration;
  }

  /**
   * What became of a batch.
   *
   * @param stored revisions that are in the table now and were not before
   * @param outdated revisions for which the table has one as new
   * @param unstored revisions that the table refused, set aside
   */
  record Outcome(long stored, long outdated, long unstored) {
    private Outcome plus(Outcome other) {
      return new Outcome(
          stored + other.stored, outdated + other.outdated, unstored + other.unstored);
    }
  }

  /**
   * Stores a batch, and sets aside what the table refuses of it.
   *
   * @param batch at most one revision of each finding
   * @throws SQLException where the database failed; part of the batch may be stored
   */
  Outcome store(List<Finding> batch) throws SQLException {
    // In one order, so that two jobs cannot wait for each other.
    return storePart(batch.stream().sorted(Comparator.comparing(Finding::findingId)).toList());
  }

  /** Halves a part that the table refuses until the row is alone that it refuses. */
  private Outcome storePart(List<Finding> part) throws SQLException {
    try {
      return upsert(part);
    } catch (SQLException failure) {
      if (SqlFailure.of(failure) != SqlFailure.ROW) {
        throw failure;
      }
      Connection open = connection.open();
      open.rollback();
      if (part.size() == 1) {
        UnstoredFindings.add(open, part.get(0), runGeneration, failure);
        open.commit();
        return new Outcome(0, 0, 1);
      }
    }
    int half = part.size() / 2;
    return storePart(part.subList(0, half)).plus(storePart(part.subList(half, part.size())));
  }

  private Outcome upsert(List<Finding> part) throws SQLException {
    int stored = FindingStatements.UPSERT.store(connection.open(), part, runGeneration);
    return new Outcome(stored, part.size() - stored, 0);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
