/** Addresses of the internet as text, and ranges of them. */
package io.pumpwatch.jobs.address;
