package io.pumpwatch.jobs.alert;

import io.pumpwatch.finding.Finding;

/**
 * What is to be told of a revision of a finding.
 *
 * @param activity whether the finding is new to those who are told
 * @param finding the revision
 */
public record Alert(AlertActivity activity, Finding finding) {}
