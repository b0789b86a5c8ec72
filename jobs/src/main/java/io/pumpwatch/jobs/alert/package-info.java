/** What is told of findings as they open, change and close: OCSF events in a Kafka topic. */
package io.pumpwatch.jobs.alert;
