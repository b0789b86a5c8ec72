package io.pumpwatch.jobs.rules;

import io.pumpwatch.jobs.settings.SettingsException;
import io.pumpwatch.jobs.settings.SettingsProblem;
import io.pumpwatch.pattern.DetectionRules;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * The detection rules as far as they are known before a job starts.
 *
 * @param reader reads changes, and knows the rules to begin with
 * @param changes to be taken before any event, YAML documents
 */
public record KnownRules(RulesReader reader, List<String> changes) implements Serializable {
  public KnownRules {
    changes = List.copyOf(changes);
  }

  /** Rules that nothing changes. */
  public static KnownRules of(DetectionRules base) {
    return new KnownRules(new RulesReader(base), List.of());
  }

  /**
   * Variants of the rules that nothing changes.
   *
   * @param alternatives tried beside the base
   */
  public static KnownRules of(DetectionRules base, List<DetectionRules> alternatives) {
    return new KnownRules(new RulesReader(base, alternatives), List.of());
  }

  /**
   * Rules and the changes of a folder.
   *
   * @throws SettingsException where a change is wrong, or cannot be one
   * @throws IOException where the folder cannot be read
   */
  public static KnownRules of(DetectionRules base, RulesFolder folder) throws IOException {
    KnownRules known = new KnownRules(new RulesReader(base), folder.known());
    for (String change : known.changes()) {
      Optional<String> obstacle = known.reader().obstacle(known.reader().read(change));
      if (obstacle.isPresent()) {
        throw new SettingsException(
            List.of(new SettingsProblem(folder.folder().toString(), 0, "", obstacle.get())));
      }
    }
    return known;
  }
}
