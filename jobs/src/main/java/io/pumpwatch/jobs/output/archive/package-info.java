/** Where findings are kept for good beside the files of a run: what a build may bring along. */
package io.pumpwatch.jobs.output.archive;
