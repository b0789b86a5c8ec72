/**
 * Published rules against SMS pumping, applied to the same events as our patterns, to be scored
 * beside them. A rule gets its best case: where it matches on a vendor's operations, it is applied
 * to the canonical rows that stand for them, and it is told of each row at once. Rules are judged
 * on history alone: all sightings of a key are gathered and judged together.
 */
package io.pumpwatch.jobs.reference;
