/**
 * History: files and folders of files, Parquet or raw logs, as one bounded Flink source that gives
 * the same events in batch and in streaming mode.
 */
package io.pumpwatch.jobs.input.history;
