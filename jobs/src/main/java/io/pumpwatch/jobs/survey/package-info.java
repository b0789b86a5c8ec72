/** What a sample of the input turns out to be, before anything runs. */
package io.pumpwatch.jobs.survey;
