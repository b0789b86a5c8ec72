package io.pumpwatch.jobs.sweep;

import io.pumpwatch.jobs.settings.Settings;
import io.pumpwatch.jobs.settings.SettingsDifference;
import io.pumpwatch.jobs.settings.SettingsException;
import io.pumpwatch.jobs.settings.SettingsProblem;
import io.pumpwatch.jobs.settings.SettingsWriter;
import io.pumpwatch.pattern.DetectionRules;
import io.pumpwatch.pattern.RulesVariants;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The variants of the settings that one pass tries. The first settings are the first variant, with
 * which the others are compared. Each sweep changes its own setting of the first alone, so that
 * what differs is due to it.
 *
 * @param all the variants, no two with the same detection settings
 * @param points the values of the sweeps, in their order
 */
public record Variants(List<Variant> all, List<SweptPoint> points) {
  public Variants {
    all = List.copyOf(all);
    points = List.copyOf(points);
  }

  /**
   * The variants of settings and sweeps.
   *
   * @param settings by name, at least one, in order
   * @throws SettingsException where a value cannot be tried, two settings are the same, there are
   *     too many, or variants differ in what needs a pass of its own
   */
  public static Variants of(Map<String, Settings> settings, List<Sweep> sweeps) {
    Collected collected = new Collected(settings.values().iterator().next());
    settings.forEach(collected::addFile);
    sweeps.forEach(collected::addSweep);
    return collected.variants();
  }

  /** Whether there is more than one. */
  public boolean areSeveral() {
    return all.size() > 1;
  }

  /** The detection settings of all but the first. */
  public List<DetectionRules> alternatives() {
    return all.stream().skip(1).map(variant -> variant.settings().detection()).toList();
  }

  /** The names by the id of the detection settings that findings carry. */
  public Map<String, String> namesByRules() {
    return all.stream()
        .collect(
            Collectors.toMap(
                variant -> SettingsWriter.hash(variant.settings().detection()), Variant::name));
  }

  private static final class Collected {
    private final Settings first;
    private final Map<Settings, Variant> variants = new LinkedHashMap<>();
    private final List<SweptPoint> points = new ArrayList<>();
    private final List<SettingsProblem> problems = new ArrayList<>();

    Collected(Settings first) {
      this.first = first;
    }

    void addFile(String name, Settings settings) {
      Variant same = variants.get(settings);
      if (same == null) {
        add(name, settings, name);
      } else {
        problems.add(new SettingsProblem(name, 0, "", "is the same as " + same.name()));
      }
    }

    void addSweep(Sweep sweep) {
      for (String value : sweep.values()) {
        try {
          Settings settings = sweep.apply(first, value);
          if (!variants.containsKey(settings)) {
            String name = sweep.key() + "=" + value;
            add(name, settings, "--sweep " + name);
          }
          points.add(new SweptPoint(sweep.key(), value, variants.get(settings).name()));
        } catch (SettingsException e) {
          problems.addAll(e.problems());
          return;
        }
      }
    }

    private void add(String wishedName, Settings settings, String origin) {
      List<SettingsDifference> differences = SettingsDifference.between(first, settings);
      List<String> keys =
          differences.stream()
              .filter(SettingsDifference::needsOwnPass)
              .map(SettingsDifference::key)
              .toList();
      if (!keys.isEmpty()) {
        problems.add(
            new SettingsProblem(
                origin,
                0,
                "",
                "needs its own pass, where it differs in "
                    + String.join(", ", keys)
                    + ": variants of one pass differ in limits, modes and suppression alone"));
      }
      variants.put(settings, new Variant(free(wishedName), settings, differences));
    }

    /** A name that no other variant has, of what any file system takes in a name. */
    private String free(String wished) {
      String fit = wished.replaceAll("[^A-Za-z0-9._=+-]", "-");
      List<String> taken = variants.values().stream().map(Variant::name).toList();
      String name = fit;
      for (int i = 2; taken.contains(name); i++) {
        name = fit + "-" + i;
      }
      return name;
    }

    Variants variants() {
      if (variants.size() > RulesVariants.MOST) {
        problems.add(
            new SettingsProblem(
                "--sweep",
                0,
                "",
                "makes " + variants.size() + " variants; one pass takes " + RulesVariants.MOST));
      }
      if (!problems.isEmpty()) {
        throw new SettingsException(problems);
      }
      return new Variants(List.copyOf(variants.values()), points);
    }
  }
}
