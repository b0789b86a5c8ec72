package io.pumpwatch.jobs.command;

import org.apache.flink.core.fs.Path;

/**
 * What {@code baseline} was asked to do.
 *
 * @param runId names the run in its rows
 * @param input what to read
 * @param settings the settings file, null for the defaults
 * @param findings the output of a run of {@code detect} whose alerting findings are left out, null
 *     for none
 * @param output a folder that is empty or not there yet
 * @param parallelism slots side by side, at least 1
 */
public record BaselineRequest(
    String runId,
    InputSelection input,
    java.nio.file.Path settings,
    Path findings,
    Path output,
    int parallelism) {}
