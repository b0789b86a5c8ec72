/** What the jobs write: tables as Parquet files, and how they are read back. */
package io.pumpwatch.jobs.output;
