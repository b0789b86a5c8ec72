package io.pumpwatch.jobs.rules;

import java.time.Instant;

/**
 * What became of a change of the detection rules.
 *
 * @param effectiveFrom from when it holds, null where it does not say
 * @param rulesVersion id of the rules it makes, null where they are wrong
 * @param accepted whether it was accepted
 * @param reason why not; null where it was
 * @param document the change as it was written, YAML
 */
public record RulesDecision(
    Instant effectiveFrom, String rulesVersion, boolean accepted, String reason, String document) {}
