package io.pumpwatch.jobs.report;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.pumpwatch.finding.Finding;

/**
 * What the page tells of a finding.
 *
 * @param finding its columns
 * @param state whether it pages somebody
 * @param timeline its windows, null where there are none or too many findings
 */
record FindingEntry(@JsonUnwrapped Finding finding, FindingState state, Timeline timeline) {}
