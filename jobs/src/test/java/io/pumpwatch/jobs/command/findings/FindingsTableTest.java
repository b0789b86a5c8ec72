package io.pumpwatch.jobs.command.findings;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.finding.Finding;
import io.pumpwatch.finding.Severity;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FindingsTableTest {
  private static final List<Finding> FINDINGS =
      List.of(
          FindingExamples.burst("aaaaaaaa01").severity(Severity.LOW).finding(),
          FindingExamples.burst("aaaaaaaa02").severity(Severity.CRITICAL).finding(),
          FindingExamples.burst("bbbbbbbb03")
              .pattern("send-to-success-imbalance")
              .shadow()
              .finding());

  private static List<String> print(int width, boolean explained, List<Finding> findings) {
    StringWriter text = new StringWriter();
    new FindingsTable(width, explained)
        .print(findings, FindingIds.of(findings), new PrintWriter(text, true));
    return text.toString().lines().toList();
  }

  @Test
  void showsTheMostSevereFirst() {
    assertThat(print(Integer.MAX_VALUE, false, FINDINGS))
        .containsExactly(
            "severity  pattern                    entity        tenant  sends  conversion      cost  start (UTC)       length  id",
            "critical  burst                      +24177012xxx  acme    1,234        2.5%  ~$123.40  2026-01-05 13:05  45 min  aaaaaaaa02",
            "(high)    send-to-success-imbalance  +24177012xxx  acme    1,234        2.5%  ~$123.40  2026-01-05 13:05  45 min  bbbbbbbb03",
            "low       burst                      +24177012xxx  acme    1,234        2.5%  ~$123.40  2026-01-05 13:05  45 min  aaaaaaaa01",
            "(severity) in brackets: recorded, but does not alert",
            "~ cost by tariff, where the logs state no price");
  }

  @ParameterizedTest
  @ValueSource(ints = {80, 90, 100, 120})
  void fitsTheTerminal(int width) {
    assertThat(print(width, false, FINDINGS)).allMatch(line -> line.length() <= width);
  }

  @Test
  void saysWhichColumnsItLeftOut() {
    assertThat(print(80, false, FINDINGS))
        .contains("Too narrow for: length, tenant, conversion, sends")
        .noneMatch(line -> line.contains("acme"));
  }

  @Test
  void explainsEachFindingAfterTheTable() {
    assertThat(print(120, true, FINDINGS.subList(0, 1)))
        .endsWith("", "aaaaaaaa  1,234 sends in 45 min to +24177012xxx, 12.5 are normal");
  }

  @Test
  void saysSoWhereThereIsNothing() {
    assertThat(print(120, true, List.of())).containsExactly("No findings.");
  }

  @Test
  void letsNoTextFromLogsActOnTheTerminal() {
    Finding hostile =
        FindingExamples.burst("aaaaaaaa01").tenant("\u001b[2Jacme\u202e\n\u0085x").finding();
    assertThat(print(200, true, List.of(hostile)))
        .hasSize(5)
        .anyMatch(line -> line.contains("\ufffd[2Jacme\ufffd\ufffd\ufffdx"));
  }
}
