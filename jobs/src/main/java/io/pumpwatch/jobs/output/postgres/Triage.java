package io.pumpwatch.jobs.output.postgres;

/**
 * What the SOC says about a finding.
 *
 * @param status how far it has come; null to leave it
 * @param assignee who looks at it; null to leave it, empty for nobody
 * @param note in its own words; null to leave it, empty for none
 */
public record Triage(TriageStatus status, String assignee, String note) {}
