package io.pumpwatch.jobs.alert.webhook;

import java.io.Serializable;

/**
 * Where the secrets of a webhook come from. It travels with a job to the machine that posts, and is
 * asked there when it begins: the secrets themselves do not travel.
 */
@FunctionalInterface
public interface SecretSource extends Serializable {

  /** The environment variables of the process that posts. */
  SecretSource ENVIRONMENT = () -> WebhookSecrets.of(System.getenv());

  /**
   * The secrets, as they are now.
   *
   * @throws IllegalArgumentException where one cannot be read or is none
   */
  WebhookSecrets read();
}
