package io.pumpwatch.jobs.rules;

import io.pumpwatch.jobs.settings.RulesDocument;
import io.pumpwatch.jobs.settings.SettingsException;
import io.pumpwatch.jobs.settings.SettingsWriter;
import io.pumpwatch.pattern.DetectionRules;
import io.pumpwatch.pattern.RulesVersion;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads changes of the detection rules.
 *
 * @param base the rules that the job started with: what a change leaves out is as in these
 * @param alternatives other rules that the job tries beside them; nothing changes while it does
 */
public record RulesReader(DetectionRules base, List<DetectionRules> alternatives)
    implements Serializable {
  private static final String NAME = "rules change";

  public RulesReader {
    alternatives = List.copyOf(alternatives);
  }

  /** Of a job that tries no other rules. */
  public RulesReader(DetectionRules base) {
    this(base, List.of());
  }

  /** Whether the job tries several variants of the rules. */
  public boolean triesVariants() {
    return !alternatives.isEmpty();
  }

  /** The variants of the rules that the job tries, those it starts with first. */
  public List<RulesVersion> variants() {
    return Stream.concat(Stream.of(base), alternatives.stream())
        .map(rules -> RulesVersion.always(SettingsWriter.hash(rules), rules.inEffect()))
        .toList();
  }

  /** The rules that a job starts with. */
  public RulesVersion first() {
    return RulesVersion.always(SettingsWriter.hash(base), base.inEffect());
  }

  /** Why a job that runs cannot go on with those rules; empty where it can. */
  public Optional<String> obstacle(RulesVersion version) {
    return base.obstacleTo(version.rules())
        .map(
            what ->
                "a change of the "
                    + what
                    + " needs a job that starts with them: state rests on them");
  }

  /**
   * The rules that a change makes.
   *
   * @param document YAML
   * @throws SettingsException with every problem
   */
  public RulesVersion read(String document) {
    RulesDocument change = RulesDocument.read(NAME, document, base);
    return new RulesVersion(
        change.effectiveFrom().toEpochMilli(),
        SettingsWriter.hash(change.detection()),
        change.detection().inEffect());
  }
}
