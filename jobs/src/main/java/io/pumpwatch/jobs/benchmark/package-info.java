/**
 * What detection costs beside what else could be done with the same events: reading them, counting
 * them, the published rules in SQL, one pattern event by event. Each of these is a row, timed in a
 * process of its own over the same files.
 */
package io.pumpwatch.jobs.benchmark;
