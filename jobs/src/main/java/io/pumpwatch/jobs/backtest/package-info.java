/**
 * Scores findings against labels: which attacks were found, when and at what price, what was found
 * where there was none, and what blocking by the findings would have saved and cost. The score is a
 * function of findings, labels and events; how the findings were made plays no part.
 */
package io.pumpwatch.jobs.backtest;
