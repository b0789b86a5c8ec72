package io.pumpwatch.finding;

import io.pumpwatch.pattern.PatternMode;

/**
 * What an episode opened with, and keeps whatever changes after.
 *
 * @param rulesVersion id of the detection rules in force
 * @param runId of the job run
 * @param mode of the pattern
 */
public record Opening(String rulesVersion, String runId, PatternMode mode) {}
