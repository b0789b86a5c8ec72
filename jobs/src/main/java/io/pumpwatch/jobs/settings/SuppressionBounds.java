package io.pumpwatch.jobs.settings;

import io.pumpwatch.jobs.address.AddressRange;
import io.pumpwatch.pattern.DetectionRules;
import io.pumpwatch.suppression.AllowListEntry;
import io.pumpwatch.suppression.Campaign;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What an entry of the allow list and a campaign have to say. */
final class SuppressionBounds {
  private static final Pattern PREFIX = Pattern.compile("\\+\\d{1,15}");
  private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
  private static final String MISSING = "is missing";

  private final Problems problems;
  private final Set<String> names = new TreeSet<>();

  private SuppressionBounds(Problems problems) {
    this.problems = problems;
  }

  static void check(DetectionRules rules, Problems problems) {
    SuppressionBounds bounds = new SuppressionBounds(problems);
    for (int i = 0; i < rules.allowList().size(); i++) {
      bounds.entry(Problems.item("detection.allow-list", i), rules.allowList().get(i));
    }
    for (int i = 0; i < rules.campaigns().size(); i++) {
      bounds.campaign(Problems.item("detection.campaigns", i), rules.campaigns().get(i));
    }
  }

  private void entry(String at, AllowListEntry entry) {
    answeredFor(at, entry.name(), entry.reason(), entry.owner());
    refuseUnless(entry.until() != null, at, "until", MISSING);
    inOrder(at, "until", entry.from(), entry.until());
    if (!entry.saysWhat()) {
      problems.report(at, "must say whose traffic it is about");
    }
    if (entry.entities() > 1) {
      problems.report(at, "must name one of number, prefix, identity and user");
    }
    form(at, "number", entry.number(), PREFIX, "must be a number with + and digits only");
    form(at, "prefix", entry.prefix(), PREFIX, "must be + and leading digits");
    form(at, "country", entry.country(), COUNTRY, "must be an ISO 3166-1 alpha-2 code");
    refuseUnless(
        entry.source().isEmpty() || isRange(entry.source()),
        at,
        "source",
        "must be an address or a range such as 192.0.2.0/24");
  }

  private void campaign(String at, Campaign campaign) {
    answeredFor(at, campaign.name(), campaign.reason(), campaign.owner());
    refuseUnless(campaign.start() != null, at, "start", MISSING);
    refuseUnless(campaign.end() != null, at, "end", MISSING);
    inOrder(at, "end", campaign.start(), campaign.end());
    refuseUnless(campaign.sends() >= 1, at, "sends", "must be at least 1");
    forms(at, "countries", campaign.countries(), COUNTRY, "must be an ISO 3166-1 alpha-2 code");
    forms(at, "prefixes", campaign.prefixes(), PREFIX, "must be + and leading digits");
  }

  private void answeredFor(String at, String name, String reason, String owner) {
    refuseUnless(!name.isBlank(), at, "name", MISSING);
    refuseUnless(!reason.isBlank(), at, "reason", MISSING);
    refuseUnless(!owner.isBlank(), at, "owner", MISSING);
    refuseUnless(
        name.isBlank() || names.add(name), at, "name", "must be of one entry or campaign alone");
  }

  private void inOrder(String at, String later, Instant from, Instant until) {
    refuseUnless(
        from == null || until == null || from.isBefore(until),
        at,
        later,
        "must be after it begins");
  }

  private void forms(String at, String key, List<String> texts, Pattern form, String message) {
    for (int i = 0; i < texts.size(); i++) {
      form(at, Problems.item(key, i), texts.get(i), form, message);
    }
  }

  private void form(String at, String key, String text, Pattern form, String message) {
    refuseUnless(text.isEmpty() || form.matcher(text).matches(), at, key, message);
  }

  private void refuseUnless(boolean holds, String at, String key, String message) {
    String path = Problems.join(at, key);
    if (!holds && !problems.refused(path)) {
      problems.reportValue(path, message);
    }
  }

  private static boolean isRange(String text) {
    try {
      AddressRange.of(text);
      return true;
    } catch (IllegalArgumentException noRange) {
      return false;
    }
  }
}
