package io.pumpwatch.jobs.command;

import io.pumpwatch.jobs.output.postgres.PostgresUrl;

/**
 * The table in which a run keeps its findings.
 *
 * @param url the database
 * @param runGeneration 1, or more for a run that corrects an earlier one
 */
public record FindingTableOptions(PostgresUrl url, long runGeneration) {}
