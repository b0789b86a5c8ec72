package io.pumpwatch.jobs.output.postgres;

import java.io.Serializable;

/**
 * Where credentials come from. It travels with a job to the machine that connects, and is asked
 * there, at each connection: the credentials themselves do not travel.
 */
@FunctionalInterface
public interface CredentialSource extends Serializable {

  /** The environment variables of the process that connects. */
  CredentialSource ENVIRONMENT = () -> PostgresCredentials.of(System.getenv());

  /**
   * The credentials, as they are now.
   *
   * @throws UnfitDatabaseException where they are missing
   */
  PostgresCredentials read();
}
