/** What would stop an incident, and what it would cost: rows that an application or WAF takes. */
package io.pumpwatch.jobs.response;
