/** The findings table in PostgreSQL: its migrations, its sink, and what a SOC does with it. */
package io.pumpwatch.jobs.output.postgres;
