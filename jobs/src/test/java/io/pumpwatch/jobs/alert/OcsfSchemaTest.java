package io.pumpwatch.jobs.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pumpwatch.finding.Severity;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The check of events refuses what it has to, wherever it stands. */
class OcsfSchemaTest {
  private static final JsonMapper JSON = new JsonMapper();

  private ObjectNode event;

  @BeforeEach
  void write() throws IOException {
    Alert alert = new Alert(AlertActivity.CREATE, AlertExamples.open("id", 1, Severity.HIGH));
    event = (ObjectNode) JSON.readTree(DetectionFinding.json(alert));
    assertThat(OcsfSchema.problems(event)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'', activity_id",
    "'', category_uid",
    "'', class_uid",
    "'', type_uid",
    "'', time",
    "'', severity_id",
    "'', metadata",
    "'', finding_info",
    "/metadata, version",
    "/metadata, product",
    "/finding_info, uid",
    "/finding_info/analytic, type_id",
    "/remediation, desc",
    "/observables/0, type_id",
    "/anomaly_analyses/0, analysis_targets",
    "/anomaly_analyses/0, anomalies",
    "/anomaly_analyses/0/analysis_targets/0, name",
    "/anomaly_analyses/0/anomalies/0, observations",
    "/anomaly_analyses/0/baselines/0/observations/0, value",
    "/enrichments/0, data",
    // The last of those of which one must be there.
    "/evidences/0, data",
    "/finding_info/attacks/0/tactic, uid name",
    "/resources/0, uid",
    "/evidences/1/src_endpoint, ip"
  })
  void aMissingAttributeIsRefused(String object, String attributes) {
    ObjectNode holder = (ObjectNode) event.at(object);
    for (String attribute : attributes.split(" ")) {
      assertThat(holder.remove(attribute)).as(attribute).isNotNull();
    }

    assertThat(OcsfSchema.problems(event)).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'', colour, \"red\"",
    "/finding_info/analytic, colour, \"red\"",
    "/evidences/1/src_endpoint, colour, \"red\"",
    "'', severity_id, 7",
    "'', type_uid, 200404",
    "'', count, 2147483648",
    "'', time, \"2026-01-05T13:05:00Z\"",
    "'', message, \"\"",
    "/evidences/1/src_endpoint, ip, \"203.0.113.0/24\"",
    "/resources/0, role_id, 5"
  })
  void anUnknownAttributeOrAValueThatIsNoneOfItsIsRefused(
      String object, String attribute, String value) throws IOException {
    JsonNode json = JSON.readTree(value);
    ((ObjectNode) event.at(object)).set(attribute, json);

    assertThat(OcsfSchema.problems(event)).isNotEmpty();
  }

  @Test
  void whatIsNoJsonIsRefused() {
    assertThat(OcsfSchema.problems("{")).singleElement().asString().startsWith("is not JSON");
  }
}
