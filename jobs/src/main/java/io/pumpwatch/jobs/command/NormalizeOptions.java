package io.pumpwatch.jobs.command;

import org.apache.flink.core.fs.Path;

/**
 * What {@code normalize} was asked to do.
 *
 * @param input what to read
 * @param settings the settings file, null for the defaults
 * @param output a folder that is empty or not there yet
 * @param parallelism slots side by side, at least 1
 */
public record NormalizeOptions(
    InputSelection input, java.nio.file.Path settings, Path output, int parallelism) {}
