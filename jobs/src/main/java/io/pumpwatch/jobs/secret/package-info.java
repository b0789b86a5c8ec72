/** Where secrets come from. */
package io.pumpwatch.jobs.secret;
