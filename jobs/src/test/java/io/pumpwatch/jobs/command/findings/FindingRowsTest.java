package io.pumpwatch.jobs.command.findings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pumpwatch.finding.Finding;
import java.io.IOException;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FindingRowsTest {
  /** The columns of the findings table, in its order. */
  private static final String COLUMNS =
      "finding_id,revision,status,cut_by_end_of_input,incident_id,related_incident_id,explained_by,"
          + "pattern,severity,confidence,tenant,flow,country,network,network_name,provider,region,"
          + "entity_kind,entity_value,block_digits,window_start,window_end,detected_at,requested,"
          + "sent,sends,mature_sends,delivered,undelivered,failed,blocked,verified,"
          + "distinct_destinations,distinct_source_ips,distinct_users,expected_sends,"
          + "expected_conversion,expectation_source,trials,failed_trials,conversion,longest_run,"
          + "block_density,score,threshold,cost_usd,cost_at_risk_usd_per_hour,cost_is_estimated,"
          + "destination_ranges,top_source_ips,top_user_agents,message_ids,explanation,"
          + "recommended_action,mode,suppressed_by,attack_technique,detection_strategy,"
          + "rules_version,run_id,emitted_at";

  private static CSVRecord csvRow(Finding finding) throws IOException {
    StringBuilder csv = new StringBuilder();
    FindingRows.csv(List.of(finding), csv);
    try (CSVParser parser =
        CSVParser.parse(
            csv.toString(),
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get())) {
      return parser.getRecords().get(0);
    }
  }

  private static JsonNode json(Finding finding) throws IOException {
    StringBuilder ndjson = new StringBuilder();
    FindingRows.ndjson(List.of(finding), ndjson);
    assertThat(ndjson.toString().lines()).hasSize(1);
    assertThat(ndjson.toString()).matches("[ -~]*\n");
    return new ObjectMapper().readTree(ndjson.toString());
  }

  @Test
  void writesTheColumnsOfTheTableInCsv() throws IOException {
    StringBuilder csv = new StringBuilder();
    FindingRows.csv(List.of(), csv);
    assertThat(csv.toString()).isEqualTo(COLUMNS + "\r\n");
  }

  @Test
  void writesTheColumnsOfTheTableInJson() throws IOException {
    assertThat(json(FindingExamples.burst("a").finding()).fieldNames())
        .toIterable()
        .containsExactly(COLUMNS.split(","));
  }

  @Test
  void keepsValuesWholeInJson() throws IOException {
    String agent = "\u001b[31m=cmd\u202e\n\u0085\u00e9\u2603";
    JsonNode row = json(FindingExamples.burst("a").userAgent(agent).finding());

    assertThat(row.path("window_start").textValue()).isEqualTo("2026-01-05T13:05:00Z");
    assertThat(row.path("severity").textValue()).isEqualTo("high");
    assertThat(row.path("top_user_agents").path(0).path("value").textValue()).isEqualTo(agent);
    assertThat(row.path("network").isNull()).isTrue();
    assertThat(row.path("conversion").doubleValue()).isEqualTo(0.025);
    assertThat(row.path("sends").longValue()).isEqualTo(1234);
  }

  @Test
  void writesValuesAsTextInCsv() throws IOException {
    CSVRecord row = csvRow(FindingExamples.burst("a").userAgent("a,\"b\"").finding());

    assertThat(row.get("window_start")).isEqualTo("2026-01-05T13:05:00Z");
    assertThat(row.get("severity")).isEqualTo("high");
    assertThat(row.get("network")).isEmpty();
    assertThat(row.get("score")).isEqualTo("-3.5");
    assertThat(row.get("cut_by_end_of_input")).isEqualTo("false");
    assertThat(row.get("entity_value")).isEqualTo("+24177012");
    assertThat(row.get("message_ids")).isEqualTo("[\"message-1\"]");
    assertThat(row.get("top_user_agents"))
        .isEqualTo("[{\"value\":\"a,\\\"b\\\"\",\"count\":1000}]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1+1", "-2", "@SUM(A1)", "+", "\t=1", "\r=1"})
  void letsNoTextActInASpreadsheet(String tenant) throws IOException {
    assertThat(csvRow(FindingExamples.burst("a").tenant(tenant).finding()).get("tenant"))
        .isEqualTo("'" + tenant.replaceAll("[\t\r]", "\ufffd"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"acme", "+4712345678", "a=1", ""})
  void leavesHarmlessTextAsItIs(String tenant) throws IOException {
    assertThat(csvRow(FindingExamples.burst("a").tenant(tenant).finding()).get("tenant"))
        .isEqualTo(tenant);
  }

  @Test
  void keepsARowOnOneLineInCsv() throws IOException {
    StringBuilder csv = new StringBuilder();
    FindingRows.csv(List.of(FindingExamples.burst("a").tenant("x\r\ny\u001b[1m").finding()), csv);
    assertThat(csv.toString().split("\r\n")).hasSize(2);
    assertThat(csv.toString()).doesNotContain("\u001b");
  }
}
