/** Which findings are recorded and page nobody, because somebody answers for their traffic. */
package io.pumpwatch.jobs.suppression;
