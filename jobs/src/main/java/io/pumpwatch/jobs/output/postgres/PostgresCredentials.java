package io.pumpwatch.jobs.output.postgres;

import io.pumpwatch.jobs.secret.SecretFile;
import java.util.Map;

/**
 * Who connects to the database. Never serialized, never printed.
 *
 * @param user the role
 * @param password null where the server asks for none, as with client certificates
 */
public record PostgresCredentials(String user, String password) {

  /** The environment variable that names the role. */
  public static final String USER = "PUMPWATCH_POSTGRES_USER";

  /** The environment variable that holds the password. */
  public static final String PASSWORD = "PUMPWATCH_POSTGRES_PASSWORD";

  /** The environment variable that names a file with the password, instead of the password. */
  public static final String PASSWORD_FILE = "PUMPWATCH_POSTGRES_PASSWORD_FILE";

  /**
   * The credentials that an environment holds.
   *
   * @throws UnfitDatabaseException where they are missing
   */
  static PostgresCredentials of(Map<String, String> environment) {
    String user = environment.get(USER);
    if (user == null || user.isEmpty()) {
      throw new UnfitDatabaseException(USER + " is not set: it names the role that connects");
    }
    String password = environment.get(PASSWORD);
    String file = environment.get(PASSWORD_FILE);
    if (password != null && file != null) {
      throw new UnfitDatabaseException(
          PASSWORD + " and " + PASSWORD_FILE + " are both set: which one holds?");
    }
    return new PostgresCredentials(user, file == null ? password : readPassword(file));
  }

  private static String readPassword(String file) {
    try {
      return SecretFile.read(PASSWORD_FILE, file);
    } catch (IllegalArgumentException e) {
      throw new UnfitDatabaseException(e.getMessage());
    }
  }

  @Override
  public String toString() {
    return "PostgresCredentials[user=" + user + "]";
  }
}
