package io.pumpwatch.jobs.command;

import java.nio.file.Path;
import java.util.List;

/**
 * Where a run writes alerts.
 *
 * @param brokers {@code host:port} of some of the brokers
 * @param properties a file of properties of Kafka's clients, null for none
 * @param topic what to write to
 */
public record AlertSelection(List<String> brokers, Path properties, String topic) {
  public AlertSelection {
    brokers = List.copyOf(brokers);
  }
}
