package io.pumpwatch.jobs.command;

import java.nio.file.Path;

/**
 * What {@code check} was asked to do.
 *
 * @param input what to look at
 * @param settings the settings file, null for the defaults
 * @param records how many records of each file to read at most
 */
public record CheckOptions(InputSelection input, Path settings, long records) {}
