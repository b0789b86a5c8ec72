/**
 * Live traffic: topics of Kafka, whose messages are small raw logs, alone or as the continuation of
 * history.
 */
package io.pumpwatch.jobs.input.live;
