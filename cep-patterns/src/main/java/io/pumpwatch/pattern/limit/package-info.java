/** Limits of patterns that hold for some traffic instead of those that hold for all. */
package io.pumpwatch.pattern.limit;
