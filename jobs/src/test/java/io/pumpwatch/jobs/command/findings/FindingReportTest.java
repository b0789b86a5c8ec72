package io.pumpwatch.jobs.command.findings;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.finding.FindingWindow;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FindingReportTest {

  private static String print(FindingExamples example, List<FindingWindow> windows) {
    return print(example, windows, Integer.MAX_VALUE, 10);
  }

  private static String print(
      FindingExamples example, List<FindingWindow> windows, int width, int mostWindows) {
    StringWriter text = new StringWriter();
    new FindingReport(example.finding(), windows).print(width, mostWindows, new PrintWriter(text));
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
              evidence      2026-01-05 13:05 to 2026-01-05 13:50 UTC (45 min), detected 2026-01-05 13:15
              score         -3.5, limit 4.6, confidence 98.0%, expectation learnt
              sends         1,234 (requested 1,234, sent 1,230), expected 12.5
              outcome       delivered 1,100, undelivered 30, failed 4, blocked 7, verified 1
              trials        40 of which 39 failed, conversion 2.5%, expected 70.0%
              distinct      812 numbers, 5 client addresses, 0 users
              sequence      longest run 17 numbers, 81.2% of the block seen
              cost          ~$123.40 spent, ~$61.70 an hour at risk (~ by tariff, not billed)
              ranges        +24177012: 812 numbers from +24177012000 to +24177012998
              clients       203.0.113.7 ×900
              user agents   curl/8.5 ×1,000
              messages      message-1
              reference     T1496.003, DET0156, rules 0123456789abcdef, run run-1

            Windows
              minute (UTC)      stage      requested  sent  blocked  delivered  undelivered  verified  trials  failed  numbers  expected  score  limit
              2026-01-05 13:05  surge             50    49        2         40            3         1      34      30       48      0.30  21.50   4.60
              2026-01-05 13:06  sustained         50    49        2         40            3         1      34      30       48      0.30  21.50   4.60

            What to do
              block destination prefix +24177012 on flow signup_otp
            """);
  }

  @ParameterizedTest
  @ValueSource(ints = {80, 120})
  void fitsTheTerminal(int width) {
    FindingExamples example = FindingExamples.burst("3f2a90c1");
    String report = print(example, List.of(example.window("sustained", 1)), width, 10);
    assertThat(report.lines()).allMatch(line -> line.length() <= width);
    assertThat(report).contains("Too narrow for: undelivered, verified");
  }

  @Test
  void showsTheFirstAndTheLastOfManyWindows() {
    FindingExamples example = FindingExamples.burst("3f2a90c1");
    List<FindingWindow> windows =
        IntStream.range(0, 9).mapToObj(minute -> example.window("surge", minute)).toList();
    assertThat(print(example, windows, 200, 3).lines())
        .filteredOn(line -> line.contains("surge") || line.contains("…"))
        .extracting(line -> line.substring(0, 18).strip())
        .containsExactly(
            "2026-01-05 13:05", "2026-01-05 13:06", "… 6 windows betw", "2026-01-05 13:13");
    assertThat(print(example, windows, 200, 9)).doesNotContain("…");
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
