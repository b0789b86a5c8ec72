package io.pumpwatch.jobs.episode;

import io.pumpwatch.finding.Finding;

/**
 * What is remembered of a finding that has opened until its time is past.
 *
 * @param tenant whose traffic
 * @param incident it belongs to
 * @param alerts whether it pages somebody
 */
public record OpenedFinding(String tenant, String incident, boolean alerts) {

  static OpenedFinding of(Finding finding) {
    return new OpenedFinding(finding.tenant(), finding.incidentId(), finding.alerting());
  }
}
