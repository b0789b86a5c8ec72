package io.pumpwatch.jobs.report;

import io.pumpwatch.finding.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What incidents that alert amount to in one country.
 *
 * @param country ISO 3166-1 alpha-2, empty where the evidence names none or several
 * @param incidents with messages there
 * @param sends messages, by {@link LeadingFindings}
 * @param costUsd spent
 */
record CountryEntry(String country, int incidents, long sends, double costUsd) {
  private static final Comparator<CountryEntry> COSTLIEST_FIRST =
      Comparator.comparingDouble(CountryEntry::costUsd)
          .thenComparingLong(CountryEntry::sends)
          .reversed()
          .thenComparing(CountryEntry::country);

  /** Every country, that with the greatest cost first. */
  static List<CountryEntry> of(List<IncidentEntry> incidents) {
    Map<String, List<Finding>> findings = new TreeMap<>();
    incidents.stream()
        .filter(IncidentEntry::alerting)
        .flatMap(incident -> LeadingFindings.of(incident.members()).findings().stream())
        .forEach(
            finding ->
                findings
                    .computeIfAbsent(
                        finding.country() == null ? "" : finding.country(),
                        unused -> new ArrayList<>())
                    .add(finding));
    List<CountryEntry> countries = new ArrayList<>();
    findings.forEach(
        (country, found) -> {
          Set<String> ids = new HashSet<>();
          found.forEach(finding -> ids.add(finding.incidentId()));
          LeadingFindings sum = new LeadingFindings(found);
          countries.add(new CountryEntry(country, ids.size(), sum.sends(), sum.costUsd()));
        });
    countries.sort(COSTLIEST_FIRST);
    return countries;
  }
}
