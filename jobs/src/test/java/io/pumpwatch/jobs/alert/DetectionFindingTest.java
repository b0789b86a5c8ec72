package io.pumpwatch.jobs.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pumpwatch.feature.Grain;
import io.pumpwatch.finding.DestinationRange;
import io.pumpwatch.finding.Finding;
import io.pumpwatch.finding.Severity;
import io.pumpwatch.finding.ValueCount;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** An alert is a valid Detection Finding that says all that the finding says. */
class DetectionFindingTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Finding OPENED = AlertExamples.open("f-1", 2, Severity.HIGH);

  private static JsonNode event(AlertActivity activity, Finding finding) {
    try {
      return JSON.readTree(DetectionFinding.json(new Alert(activity, finding)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static JsonNode event(Finding finding) {
    return event(AlertActivity.CREATE, finding);
  }

  private static Finding with(Map<String, ?> values) {
    return AlertExamples.with(OPENED, values);
  }

  @ParameterizedTest
  @CsvSource({
    "CREATE, open,   1, 200401, Create, 1, New,      true",
    "CREATE, closed, 1, 200401, Create, 4, Resolved, true",
    "UPDATE, open,   2, 200402, Update, 1, New,      true",
    "CLOSE,  closed, 3, 200403, Close,  4, Resolved, false"
  })
  void activityAndStatus(
      AlertActivity activity,
      String status,
      int activityId,
      int typeUid,
      String name,
      int statusId,
      String statusName,
      boolean alert) {
    JsonNode event = event(activity, with(Map.of("status", status)));

    assertThat(OcsfSchema.problems(event)).isEmpty();
    assertThat(event.at("/class_uid").asInt()).isEqualTo(2004);
    assertThat(event.at("/activity_id").asInt()).isEqualTo(activityId);
    assertThat(event.at("/activity_name").asText()).isEqualTo(name);
    assertThat(event.at("/type_uid").asInt()).isEqualTo(typeUid);
    assertThat(event.at("/type_name").asText()).isEqualTo("Detection Finding: " + name);
    assertThat(event.at("/status_id").asInt()).isEqualTo(statusId);
    assertThat(event.at("/status").asText()).isEqualTo(statusName);
    assertThat(event.at("/is_alert").asBoolean()).isEqualTo(alert);
  }

  @Test
  void anUpdateThatNoLongerAlertsSaysSo() {
    JsonNode event =
        event(AlertActivity.UPDATE, AlertExamples.open("f-1", 3, Severity.INFORMATIONAL));

    assertThat(event.at("/is_alert").asBoolean(true)).isFalse();
    assertThat(event.at("/severity_id").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "INFORMATIONAL, 1, Informational",
    "LOW, 2, Low",
    "MEDIUM, 3, Medium",
    "HIGH, 4, High",
    "CRITICAL, 5, Critical"
  })
  void severity(Severity severity, int id, String caption) {
    JsonNode event = event(AlertExamples.open("f-1", 1, severity));

    assertThat(event.at("/severity_id").asInt()).isEqualTo(id);
    assertThat(event.at("/severity").asText()).isEqualTo(caption);
  }

  @ParameterizedTest
  @CsvSource({
    "0.0, 1, Low, 0",
    "0.33, 1, Low, 33",
    "0.34, 2, Medium, 34",
    "0.666, 2, Medium, 67",
    "0.67, 3, High, 67",
    "1.0, 3, High, 100"
  })
  void confidence(double confidence, int id, String caption, int score) {
    JsonNode event = event(with(Map.of("confidence", confidence)));

    assertThat(event.at("/confidence_id").asInt()).isEqualTo(id);
    assertThat(event.at("/confidence").asText()).isEqualTo(caption);
    assertThat(event.at("/confidence_score").asInt()).isEqualTo(score);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/metadata/version                    | 1.8.0",
        "/metadata/uid                        | f-1:2",
        "/metadata/correlation_uid            | incident-f-1",
        "/metadata/tenant_uid                 | acme",
        "/metadata/product/name               | Pumpwatch",
        "/metadata/logged_time                | 1769904000000",
        "/time                                | 1767618900000",
        "/start_time                          | 1767618300000",
        "/end_time                            | 1767621000000",
        "/count                               | 1241",
        "/message                             | 1,234 sends in 45 min to +24177012xxx, 12.5 are normal",
        "/finding_info/uid                    | f-1",
        "/finding_info/title                  | SMS pumping: burst on destination block +24177012xxx",
        "/finding_info/desc                   | 1,234 sends in 45 min to +24177012xxx, 12.5 are normal",
        "/finding_info/created_time           | 1767618900000",
        "/finding_info/first_seen_time        | 1767618300000",
        "/finding_info/last_seen_time         | 1767621000000",
        "/finding_info/related_events_count   | 1241",
        "/finding_info/analytic/uid           | burst",
        "/finding_info/analytic/version       | 0123456789abcdef",
        "/finding_info/analytic/type_id       | 3",
        "/finding_info/attacks/0/tactic/uid   | TA0040",
        "/finding_info/attacks/0/technique/uid | T1496",
        "/finding_info/attacks/0/sub_technique/uid | T1496.003",
        "/remediation/desc                    | block destination prefix +24177012 on flow signup_otp",
        "/resources/0/type                    | tenant",
        "/resources/0/uid                     | acme",
        "/resources/1/type                    | flow",
        "/resources/1/uid                     | signup_otp",
        "/evidences/0/data/distinct_destinations | 812",
        "/evidences/0/data/failed_trials      | 39",
        "/evidences/1/src_endpoint/ip         | 203.0.113.7",
        "/evidences/1/data/attempts           | 900",
        "/evidences/2/data/prefix             | +24177012",
        "/evidences/2/data/distinct           | 812",
        "/evidences/2/data/samples/1          | +24177012998",
        "/evidences/3/data/user_agent         | curl/8.5",
        "/evidences/4/data/message_ids/0      | message-1",
        "/anomaly_analyses/0/analysis_targets/0/name | +24177012",
        "/anomaly_analyses/0/analysis_targets/0/type | destination_block",
        "/anomaly_analyses/0/anomalies/0/observation_parameter | sends",
        "/anomaly_analyses/0/anomalies/0/observations/0/value | 1234",
        "/anomaly_analyses/0/anomalies/0/observations/0/timespan/end_time | 1767621000000",
        "/anomaly_analyses/0/baselines/0/observations/0/value | 12.5",
        "/anomaly_analyses/0/anomalies/1/observations/0/value | 0.025",
        "/anomaly_analyses/0/baselines/1/observations/0/value | 0.7",
        "/anomaly_analyses/0/anomalies/2/observation_parameter | longest_run",
        "/anomaly_analyses/0/anomalies/3/observations/0/value | 0.812",
        "/enrichments/0/type                  | cost",
        "/enrichments/0/value                 | f-1",
        "/enrichments/0/data/cost_usd         | 123.4",
        "/enrichments/0/data/cost_is_estimated | true",
        "/enrichments/1/data/country          | GA",
        "/unmapped/score                      | -3.5",
        "/unmapped/threshold                  | 4.6",
        "/unmapped/expectation_source         | learnt",
        "/unmapped/provider                   | aws_sns",
        "/unmapped/block_digits               | 3",
        "/unmapped/cut_by_end_of_input        | false",
        "/unmapped/detection_strategy         | DET0156"
      })
  void everyColumnHasItsPlace(String place, String value) {
    assertThat(event(OPENED).at(place).asText()).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({
    "source_ip,          203.0.113.9,      2, IP Address",
    "source_ip,          2001:db8:1:2::/64, 12, Subnet",
    "source_network,     203.0.113.0/24,   12, Subnet",
    "identity,           arn:aws:iam::1:r, 99, Sending Identity",
    "user,               a-user,           99, User",
    "destination,        +24177012345,     99, Phone Number",
    "destination_block,  +24177012,        99, Phone Prefix",
    "destination_range,  +24177,           99, Phone Prefix",
    "network,            628-01,           99, Mobile Network",
    "country,            GA,               14, Country",
    "flow,               signup_otp,       10, Resource UID",
    "tenant,             acme,             10, Resource UID"
  })
  void theEntityCanBeSearchedFor(String kind, String value, int typeId, String type) {
    JsonNode event = event(with(Map.of("entityKind", kind, "entityValue", value)));

    assertThat(OcsfSchema.problems(event)).isEmpty();
    assertThat(event.at("/observables"))
        .filteredOn(observable -> observable.at("/value").asText().equals(value))
        .singleElement()
        .satisfies(
            observable -> {
              assertThat(observable.at("/type_id").asInt()).isEqualTo(typeId);
              assertThat(observable.at("/type").asText()).isEqualTo(type);
            });
  }

  @ParameterizedTest
  @EnumSource(Grain.class)
  void everyEntityIsValidWithNothingElseKnown(Grain grain) {
    Map<String, Object> least = new HashMap<>();
    least.put("entityKind", grain.word());
    least.put("entityValue", "entity");
    for (String column :
        List.of(
            "flow",
            "country",
            "network",
            "networkName",
            "provider",
            "region",
            "blockDigits",
            "trials",
            "failedTrials",
            "conversion",
            "longestRun",
            "blockDensity")) {
      least.put(column, null);
    }
    for (String list :
        List.of("destinationRanges", "topSourceIps", "topUserAgents", "messageIds")) {
      least.put(list, List.of());
    }

    assertThat(OcsfSchema.problems(event(with(least)))).isEmpty();
  }

  @Test
  void clientsRangesAndAgentsCanBeSearchedFor() {
    JsonNode event = event(OPENED);

    assertThat(event.at("/observables"))
        .extracting(
            observable -> observable.at("/name").asText(),
            observable -> observable.at("/type_id").asInt(),
            observable -> observable.at("/value").asText())
        .containsExactly(
            tuple("unmapped.entity_value", 99, "+24177012"),
            tuple("evidences[].src_endpoint.ip", 2, "203.0.113.7"),
            tuple("evidences[].data.user_agent", 16, "curl/8.5"),
            tuple("enrichments[].data.country", 14, "GA"),
            tuple("resources[].uid", 10, "acme"),
            tuple("resources[].uid", 10, "signup_otp"));
  }

  @Test
  void aFindingAcrossTenantsNamesNone() {
    JsonNode event = event(with(Map.of("tenant", "*")));

    assertThat(OcsfSchema.problems(event)).isEmpty();
    assertThat(event.at("/metadata/tenant_uid").isMissingNode()).isTrue();
    assertThat(event.at("/resources")).hasSize(1);
  }

  @Test
  void countsEndWhereOcsfEnds() {
    JsonNode event = event(with(Map.of("sends", 3_000_000_000L)));

    assertThat(OcsfSchema.problems(event)).isEmpty();
    assertThat(event.at("/count").asLong()).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void equalFindingsGiveEqualBytesButForTheTimeOfEmission() throws IOException {
    Finding again =
        with(Map.of("emittedAt", Instant.parse("2026-03-01T00:00:00Z"), "runId", "another"));

    ObjectNode first = (ObjectNode) event(OPENED);
    ObjectNode second = (ObjectNode) event(again);
    assertThat(first).isNotEqualTo(second);
    ((ObjectNode) first.at("/metadata")).remove("logged_time");
    ((ObjectNode) second.at("/metadata")).remove("logged_time");
    assertThat(JSON.writeValueAsBytes(first)).isEqualTo(JSON.writeValueAsBytes(second));
    assertThat(DetectionFinding.json(new Alert(AlertActivity.CREATE, OPENED)))
        .isEqualTo(DetectionFinding.json(new Alert(AlertActivity.CREATE, with(Map.of()))));
  }

  @Test
  void textFromLogsIsInertAndBounded() {
    String hostile = "\u001b[31m\r\n\u202e\u0000" + "\"\\<script>é".repeat(1000);
    Map<String, Object> values = new HashMap<>();
    for (String column :
        List.of(
            "tenant",
            "flow",
            "country",
            "network",
            "networkName",
            "provider",
            "region",
            "entityValue",
            "explanation",
            "recommendedAction",
            "suppressedBy")) {
      values.put(column, hostile);
    }
    values.put("topSourceIps", Collections.nCopies(10, new ValueCount(hostile, 1)));
    values.put("topUserAgents", Collections.nCopies(10, new ValueCount(hostile, 1)));
    values.put("messageIds", Collections.nCopies(20, hostile));
    values.put(
        "destinationRanges", Collections.nCopies(20, new DestinationRange("+1", 1, "+1", "+1")));

    byte[] json = DetectionFinding.json(new Alert(AlertActivity.CREATE, with(values)));

    String text = new String(json, StandardCharsets.UTF_8);
    assertThat(OcsfSchema.problems(text)).isEmpty();
    assertThat(json).hasSizeLessThan(100_000);
    List<String> active = new ArrayList<>();
    collectActive(event(with(values)), active);
    assertThat(active).isEmpty();
  }

  /** Texts with a character that does something where it is shown. */
  private static void collectActive(JsonNode node, List<String> active) {
    if (node.isTextual() && node.asText().matches("(?s).*[\\p{Cc}\\p{Cf}].*")) {
      active.add(node.asText());
    }
    node.forEach(child -> collectActive(child, active));
  }
}
