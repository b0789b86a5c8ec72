/** Detection rules that change while a job runs, each from a stated event time on. */
package io.pumpwatch.jobs.rules;
