package io.pumpwatch.jobs.settings;

import io.pumpwatch.pattern.DetectionRules;
import io.pumpwatch.pattern.limit.LimitOverride;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What an override of limits has to say, and what to think twice about. */
final class OverrideBounds {
  private static final String PATH = "detection.overrides";
  private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
  private static final Pattern NETWORK = Pattern.compile("\\d{3}-\\d{2,3}");

  private OverrideBounds() {}

  static void check(DetectionRules rules, Problems problems) {
    boolean soundElsewhere = !problems.refused("detection");
    for (int i = 0; i < rules.overrides().size(); i++) {
      String at = Problems.item(PATH, i);
      LimitOverride override = rules.overrides().get(i);
      check(at, override, problems);
      // Else each override would repeat what is wrong with the limits that it leaves as they are.
      if (soundElsewhere) {
        DetectionBounds.checkOverridden(at + ".limits", rules.overridden(override), problems);
      }
    }
  }

  private static void check(String at, LimitOverride override, Problems problems) {
    if (override.match().isAll()) {
      problems.report(Problems.join(at, "match"), "must name a tenant, flow, country or network");
    }
    form(
        at, "country", override.match().country(), COUNTRY, "an ISO 3166-1 alpha-2 code", problems);
    form(at, "network", override.match().network(), NETWORK, "MCC-MNC, as 208-01", problems);
    if (override.isEmpty() && !problems.refused(at)) {
      problems.report(at, "must have limits or a protection of its own");
    }
  }

  private static void form(
      String at, String key, String text, Pattern form, String wanted, Problems problems) {
    if (!text.isEmpty() && !form.matcher(text).matches()) {
      problems.reportValue(Problems.join(at + ".match", key), "must be " + wanted);
    }
  }

  /** Overrides that other ones before them take all or some of their traffic from. */
  static List<String> warnings(List<LimitOverride> overrides) {
    List<String> warnings = new ArrayList<>();
    for (int later = 1; later < overrides.size(); later++) {
      for (int earlier = 0; earlier < later; earlier++) {
        String warning = warning(overrides, earlier, later);
        if (warning != null) {
          warnings.add(warning);
        }
      }
    }
    return warnings;
  }

  private static String warning(List<LimitOverride> overrides, int earlier, int later) {
    LimitOverride one = overrides.get(earlier);
    LimitOverride other = overrides.get(later);
    if (one.match().covers(other.match())) {
      return Problems.item(PATH, later)
          + " ("
          + other.match()
          + ") never holds: all its traffic is of "
          + Problems.item(PATH, earlier)
          + " ("
          + one.match()
          + "), which comes first";
    }
    // The narrow before the wide is what the order is for.
    if (one.match().meets(other.match()) && !other.match().covers(one.match())) {
      return Problems.item(PATH, later)
          + " ("
          + other.match()
          + ") does not hold for the traffic that is of "
          + Problems.item(PATH, earlier)
          + " ("
          + one.match()
          + ") too, which comes first";
    }
    return null;
  }
}
