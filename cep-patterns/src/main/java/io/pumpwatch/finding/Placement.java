package io.pumpwatch.finding;

/**
 * Where a revision of a finding stands among the others.
 *
 * @param incidentId of the attack it belongs to
 * @param relatedIncidentId of another one that it ties to it, or null
 * @param explainedBy the more specific finding that accounts for it, or null
 * @param severity its own, or one step more where patterns meet
 * @param confidence its own, or that of all patterns that meet, 0 to 1
 */
public record Placement(
    String incidentId,
    String relatedIncidentId,
    String explainedBy,
    Severity severity,
    double confidence) {}
