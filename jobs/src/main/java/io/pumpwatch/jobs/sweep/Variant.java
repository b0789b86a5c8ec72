package io.pumpwatch.jobs.sweep;

import io.pumpwatch.jobs.settings.Settings;
import io.pumpwatch.jobs.settings.SettingsDifference;
import java.util.List;

/**
 * Settings that are tried beside others.
 *
 * @param name tells it apart, fit to name a folder
 * @param settings all of them
 * @param differences what differs from the first variant; none in the first itself
 */
public record Variant(String name, Settings settings, List<SettingsDifference> differences) {
  public Variant {
    differences = List.copyOf(differences);
  }
}
