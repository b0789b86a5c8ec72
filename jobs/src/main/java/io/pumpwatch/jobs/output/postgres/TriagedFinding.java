package io.pumpwatch.jobs.output.postgres;

import io.pumpwatch.finding.Finding;
import java.time.Instant;

/**
 * A finding with what the SOC says about it.
 *
 * @param finding its latest revision
 * @param triage what the SOC says; assignee and note null where there is none
 * @param updatedAt when job or SOC changed the row last
 */
public record TriagedFinding(Finding finding, Triage triage, Instant updatedAt) {}
