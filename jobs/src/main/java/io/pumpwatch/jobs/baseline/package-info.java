/** What was learnt of traffic by the end of each day, kept for jobs that start later. */
package io.pumpwatch.jobs.baseline;
