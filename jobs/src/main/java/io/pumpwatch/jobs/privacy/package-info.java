/** The one place where what a run tells loses what names people. */
package io.pumpwatch.jobs.privacy;
