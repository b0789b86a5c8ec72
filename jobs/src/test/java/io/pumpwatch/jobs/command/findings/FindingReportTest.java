package io.pumpwatch.jobs.command.findings;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.finding.FindingWindow;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingReportTest {

  private static String print(FindingExamples example, List<FindingWindow> windows) {
    StringWriter text = new StringWriter();
    new FindingReport(example.finding(), windows).print(new PrintWriter(text));
    return text.toString();
  }

  @Test
  void tellsWhatStandsBehindAFinding() {
    FindingExamples example = FindingExamples.burst("3f2a90c1");
    assertThat(print(example, List.of(example.window("sustained", 1), example.window("surge", 0))))
        .isEqualToNormalizingNewlines(
            """
            Finding 3f2a90c1
            high burst on +24177012xxx, tenant acme, flow signup_otp, country GA, provider aws_sns

            1,234 sends in 45 min to +24177012xxx, 12.5 are normal

              state         closed, revision 3, mode alert, incident incident-3f2a90c1
              evidence      2026-01-05 13:05 +45 min UTC, detected 2026-01-05 13:15
              score         -3.50, limit 4.60; confidence 98.0%; expectation learnt
              sends         1,234 (requested 1,234, sent 1,230), expected 12.50
              outcome       delivered 1,100, undelivered 30, failed 4, blocked 7, verified 1
              trials        40 of which 39 failed: conversion 2.5%, expected 70.0%
              distinct      812 numbers, 5 client addresses, 0 users
              sequence      longest run 17 numbers, 81.2% of the block seen
              cost          ~$123.40 spent, ~$61.70 an hour at risk (~ by tariff, not billed)
              ranges        +24177012: 812 numbers, +24177012000 to +24177012998
              clients       203.0.113.7 ×900
              user agents   curl/8.5 ×1,000
              messages      message-1
              reference     T1496.003, DET0156, rules 0123456789abcdef, run run-1

            Windows
              stage      window (UTC)             requested  sent  blocked  delivered  undelivered  verified  trials  failed  numbers  expected  score  limit
              surge      2026-01-05 13:05 +1 min         50    49        2         40            3         1      34      30       48      0.30  21.50   4.60
              sustained  2026-01-05 13:06 +1 min         50    49        2         40            3         1      34      30       48      0.30  21.50   4.60

            What to do
              block destination prefix +24177012 on flow signup_otp
            """);
  }

  @Test
  void saysWhereNoWindowIsKept() {
    assertThat(print(FindingExamples.burst("3f2a90c1"), List.of()))
        .contains("No windows are kept for this finding.");
  }

  @Test
  void letsNoTextFromLogsActOnTheTerminal() {
    assertThat(print(FindingExamples.burst("3f2a90c1").userAgent("\u001b]0;x\u0007\r"), List.of()))
        .contains("\ufffd]0;x\ufffd\ufffd ×1,000")
        .doesNotContain("\u001b", "\u0007", "\r");
  }
}
