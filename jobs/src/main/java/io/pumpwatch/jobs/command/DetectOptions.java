package io.pumpwatch.jobs.command;

import io.pumpwatch.jobs.command.run.OutputDirectory;
import java.nio.file.Path;

/**
 * What {@code detect} was asked to do.
 *
 * @param runId names the run in its findings and in {@code run.json}
 * @param input what to read
 * @param live topics to read, null for none
 * @param alerts where to write alerts, null for nowhere
 * @param settings the settings file, null for the defaults
 * @param rulesChanges a folder of changes of the detection rules, or null
 * @param output the folder to write to
 * @param parallelism slots side by side, at least 1
 * @param mode how Flink executes the run
 */
public record DetectOptions(
    String runId,
    InputSelection input,
    LiveSelection live,
    AlertSelection alerts,
    Path settings,
    org.apache.flink.core.fs.Path rulesChanges,
    OutputDirectory output,
    int parallelism,
    RunMode mode) {}
