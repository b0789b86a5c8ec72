/** Canonical events out of Parquet files, of our own making or of other tools'. */
package io.pumpwatch.jobs.input.parquet;
