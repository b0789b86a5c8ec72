/** The findings table in Apache Iceberg, in builds with the Maven profile {@code iceberg}. */
package io.pumpwatch.jobs.output.iceberg;
