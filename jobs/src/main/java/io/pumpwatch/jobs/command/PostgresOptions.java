package io.pumpwatch.jobs.command;

import io.pumpwatch.jobs.output.postgres.PostgresCredentials;
import io.pumpwatch.jobs.output.postgres.PostgresUrl;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that have a run keep its findings in PostgreSQL too. */
final class PostgresOptions {
  static final String URL = "--postgres-url";

  static final String CREDENTIALS =
      "Who connects stands in the environment: "
          + PostgresCredentials.USER
          + ", and "
          + PostgresCredentials.PASSWORD
          + " or the name of a file in "
          + PostgresCredentials.PASSWORD_FILE
          + ".";

  private static final String RUN_GENERATION = "--run-generation";

  @Option(
      names = URL,
      paramLabel = "URL",
      description = {
        "Keep the latest revision of every finding in this database too:"
            + " jdbc:postgresql://HOST:PORT/DATABASE. ${ROOT-COMMAND-NAME} tables makes its tables.",
        CREDENTIALS
      })
  private PostgresUrl url;

  @Option(
      names = RUN_GENERATION,
      paramLabel = "N",
      description =
          "In the database, go before every revision of lower generations: 2 for a run that corrects"
              + " an earlier one over the same time (default: 1).")
  private Long runGeneration;

  /** Where to keep findings, null for nowhere. */
  FindingTableOptions selection() {
    return url == null
        ? null
        : new FindingTableOptions(url, runGeneration == null ? 1 : runGeneration);
  }

  /** What is wrong with them. */
  List<String> problems() {
    if (runGeneration == null) {
      return List.of();
    }
    if (runGeneration < 1) {
      return List.of(RUN_GENERATION + " must be at least 1, is " + runGeneration);
    }
    return url == null
        ? List.of(RUN_GENERATION + " goes with " + URL + ": files have no generations")
        : List.of();
  }

  /** A URL, refused without being repeated: it may hold a password. */
  static PostgresUrl parse(String text) {
    try {
      return new PostgresUrl(text);
    } catch (IllegalArgumentException refusal) {
      throw new TypeConversionException(refusal.getMessage());
    }
  }
}
