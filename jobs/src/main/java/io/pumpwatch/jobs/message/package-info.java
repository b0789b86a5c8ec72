/** The rows of one message, which several sources may tell of. */
package io.pumpwatch.jobs.message;
