/** Alerts to an HTTP endpoint: signed, tried again, in the order of each finding's revisions. */
package io.pumpwatch.jobs.alert.webhook;
