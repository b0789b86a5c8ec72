package io.pumpwatch.jobs.output.postgres;

import java.io.Serializable;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/**
 * Where a database is: a JDBC URL that carries no secret, since it is shown in job graphs, logs and
 * process lists. Options of the driver, such as {@code sslmode}, pass through.
 *
 * @param text {@code jdbc:postgresql://host:port/database?option=value}
 */
public record PostgresUrl(String text) implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final String SCHEME = "jdbc:postgresql:";
  private static final Pattern OPTION = Pattern.compile("[?&]([^=&]*)");
  private static final Set<String> SECRETS = Set.of("user", "password", "sslpassword");

  /**
   * Refuses what is not such a URL.
   *
   * @throws IllegalArgumentException with a message that does not repeat the URL
   */
  public PostgresUrl {
    if (text.split("\\?", 2)[0].contains("@") || namesSecret(text)) {
      throw new IllegalArgumentException(
          "must carry no user and no password: they are read from "
              + PostgresCredentials.USER
              + " and "
              + PostgresCredentials.PASSWORD
              + " or "
              + PostgresCredentials.PASSWORD_FILE);
    }
    if (!text.startsWith(SCHEME) || parsed(text) == null) {
      throw new IllegalArgumentException(
          "must be the JDBC URL of a PostgreSQL database, such as"
              + " jdbc:postgresql://localhost:5432/pumpwatch");
    }
  }

  private static boolean namesSecret(String text) {
    Matcher option = OPTION.matcher(text);
    while (option.find()) {
      if (SECRETS.contains(option.group(1).toLowerCase(Locale.ROOT))) {
        return true;
      }
    }
    return false;
  }

  private static Properties parsed(String text) {
    return Driver.parseURL(text, null);
  }

  /** Host, port and database, as a person reads them. */
  @Override
  public String toString() {
    Properties parts = parsed(text);
    String database = PGProperty.PG_DBNAME.getOrDefault(parts);
    return PGProperty.PG_HOST.getOrDefault(parts)
        + ":"
        + PGProperty.PG_PORT.getOrDefault(parts)
        + (database == null ? "" : "/" + database);
  }
}
