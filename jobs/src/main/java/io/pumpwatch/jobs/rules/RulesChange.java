package io.pumpwatch.jobs.rules;

/**
 * A change of the detection rules that has been accepted.
 *
 * @param effectiveFrom windows that begin then or later are judged by it, milliseconds since the
 *     epoch
 * @param document the change as it was written, YAML
 */
public record RulesChange(long effectiveFrom, String document) {}
