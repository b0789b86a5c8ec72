/**
 * The page of a run: one HTML file with everything in it, for people who triage findings or judge
 * settings.
 *
 * <p>{@link io.pumpwatch.jobs.report.Report} is what the page tells, {@link
 * io.pumpwatch.jobs.report.ReportPage} the file. Text from logs reaches a browser as JSON without a
 * character that HTML knows, and is shown as text.
 */
package io.pumpwatch.jobs.report;
