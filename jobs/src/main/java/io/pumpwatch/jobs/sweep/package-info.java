/** Variants of the settings that a backtest tries in one pass over the data, and what differs. */
package io.pumpwatch.jobs.sweep;
