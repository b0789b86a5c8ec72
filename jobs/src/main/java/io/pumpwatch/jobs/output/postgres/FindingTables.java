package io.pumpwatch.jobs.output.postgres;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;

/**
 * The tables in a database, as the migrations of {@code deploy/tables} make them. What was applied
 * is kept in a table of its own, {@code pumpwatch_migrations}, which is locked meanwhile.
 *
 * @param database where the tables are
 */
public record FindingTables(PostgresDatabase database) {
  /** The key of the lock that is held while the tables are made; it goes with its connection. */
  private static final long MIGRATION_LOCK = 0x70756d7077L;

  private static final String MIGRATIONS = "classpath:io/pumpwatch/jobs/output/postgres/tables";
  private static final String HISTORY = "pumpwatch_migrations";

  /** Before the first migration: a schema that others use too is taken as it is. */
  private static final String NONE = "0";

  /**
   * Applies the migrations that are not applied yet.
   *
   * @return those applied, in order: {@code 1 findings}
   * @throws UnfitDatabaseException where the database is there and refuses
   * @throws IOException where it cannot be reached, or a migration failed
   */
  public List<String> migrate() throws IOException {
    Flyway flyway = flyway();
    // Flyway's own lock comes after it has made its table, which two at once would both do.
    try (Connection connection = database.connect();
        PreparedStatement lock = connection.prepareStatement("SELECT pg_advisory_lock(?)")) {
      lock.setLong(1, MIGRATION_LOCK);
      lock.execute();
      return flyway.migrate().migrations.stream()
          .map(migration -> migration.version + " " + migration.description)
          .toList();
    } catch (FlywayException | SQLException e) {
      throw new IOException("the tables cannot be made: " + e.getMessage(), e);
    }
  }

  /**
   * Makes sure that every migration is applied that we know; newer ones do no harm.
   *
   * @throws UnfitDatabaseException where one is not, or the database refuses
   * @throws IOException where it cannot be reached
   */
  public void requireMigrated() throws IOException {
    Flyway flyway = flyway();
    MigrationInfo[] missing;
    try {
      missing = flyway.info().pending();
    } catch (FlywayException e) {
      throw new UnfitDatabaseException("the tables cannot be checked: " + e.getMessage(), e);
    }
    if (missing.length > 0) {
      throw new UnfitDatabaseException(
          "PostgreSQL at "
              + database.url()
              + " lacks migrations ("
              + Arrays.stream(missing)
                  .map(migration -> migration.getVersion() + " " + migration.getDescription())
                  .collect(Collectors.joining(", "))
              + "): pumpwatch tables applies them");
    }
  }

  private Flyway flyway() throws IOException {
    database.ask(connection -> connection.isValid(0));
    PostgresCredentials who = database.credentials().read();
    return Flyway.configure(FindingTables.class.getClassLoader())
        .dataSource(database.url().text(), who.user(), who.password())
        .locations(MIGRATIONS)
        .table(HISTORY)
        .placeholderReplacement(false)
        .baselineOnMigrate(true)
        .baselineVersion(NONE)
        .load();
  }
}
