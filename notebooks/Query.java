import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Asks DuckDB: statements on the standard input, apart by lines of a single semicolon, of which the
 * last is a query. Prints its columns with their types as JSON, a line each, an empty line, and its
 * rows as JSON, a line each. For notebooks, since Debian's pandas reads no Parquet.
 */
public final class Query {
  private static final String SEPARATOR = "\n;\n";

  private Query() {}

  public static void main(String[] arguments) throws IOException, SQLException {
    String[] statements =
        new String(System.in.readAllBytes(), StandardCharsets.UTF_8).split(SEPARATOR);
    Path rows = Files.createTempFile("rows-", ".ndjson");
    Path columns = Files.createTempFile("columns-", ".ndjson");
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("SET TimeZone = 'UTC'");
      for (int i = 0; i < statements.length - 1; i++) {
        statement.execute(statements[i]);
      }
      statement.execute("CREATE TEMP TABLE answer AS " + statements[statements.length - 1]);
      copy(statement, "SELECT name, type FROM pragma_table_info('answer') ORDER BY cid", columns);
      copy(statement, "SELECT * FROM answer", rows);
      Files.copy(columns, System.out);
      System.out.println();
      Files.copy(rows, System.out);
      System.out.flush();
    } finally {
      Files.delete(rows);
      Files.delete(columns);
    }
  }

  private static void copy(Statement statement, String query, Path file) throws SQLException {
    statement.execute("COPY (" + query + ") TO '" + file + "' (FORMAT json)");
  }
}
