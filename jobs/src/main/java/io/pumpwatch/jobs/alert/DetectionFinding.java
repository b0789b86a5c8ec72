package io.pumpwatch.jobs.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pumpwatch.finding.Finding;
import io.pumpwatch.finding.Severity;
import io.pumpwatch.jobs.output.LogText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * An alert as an event of OCSF, class Detection Finding (2004) of release 1.8.0.
 *
 * <p>Equal findings give equal bytes, save for {@code metadata.logged_time}; the run that found
 * them is not told. Text that may come from logs is made fit to be shown and cut, as in the
 * findings table. Counts end at the greatest 32-bit integer, which is as far as OCSF's reach.
 *
 * @see <a href="https://schema.ocsf.io/1.8.0/classes/detection_finding">the class</a>
 */
public final class DetectionFinding {
  private static final JsonMapper JSON = new JsonMapper();

  private static final String SCHEMA_VERSION = "1.8.0";
  private static final int CATEGORY = 2;
  private static final int CLASS = 2004;
  private static final int TYPES_OF_CLASS = CLASS * 100;
  private static final String CLASS_NAME = "Detection Finding";

  private static final int STATUS_NEW = 1;
  private static final int STATUS_RESOLVED = 4;
  private static final int ANALYTIC_STATISTICAL = 3;
  private static final int ROLE_AFFECTED = 3;
  private static final int WHOLE_CONFIDENCE = 100;

  /** The first release of ATT&CK that has detection strategies. */
  private static final String ATTACK_VERSION = "18.0";

  private static final String ALL_TENANTS = "*";

  private final Alert alert;
  private final Finding finding;
  private final String title;

  private DetectionFinding(Alert alert) {
    this.alert = alert;
    this.finding = alert.finding();
    this.title = title(finding);
  }

  /** The event as JSON in UTF-8. */
  public static byte[] json(Alert alert) {
    try {
      return JSON.writeValueAsString(new DetectionFinding(alert).event())
          .getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "finding " + alert.finding().findingId() + " cannot be written as JSON", e);
    }
  }

  /** The finding and its revision: what {@code metadata.uid} says. */
  public static String uid(Finding finding) {
    return finding.findingId() + ":" + finding.revision();
  }

  /** What the finding claims of what, in a few words. */
  public static String title(Finding finding) {
    return LogText.shown(
        "SMS pumping: "
            + finding.pattern()
            + " on "
            + finding.entityKind().replace('_', ' ')
            + " "
            + entity(finding));
  }

  /** Attempts that the finding counts, as far as a 32-bit integer reaches. */
  static int attempts(Finding finding) {
    return (int) Math.min(Integer.MAX_VALUE, finding.sends() + finding.blocked());
  }

  /** The version of this build; null where it is not packed. */
  static String productVersion() {
    return DetectionFinding.class.getPackage().getImplementationVersion();
  }

  /** The entity, the digits that a block leaves out as {@code x}. */
  private static String entity(Finding finding) {
    return finding.blockDigits() == null
        ? finding.entityValue()
        : finding.entityValue() + "x".repeat(finding.blockDigits());
  }

  private ObjectNode event() {
    ObjectNode event = JSON.createObjectNode();
    addClass(event);
    addTimes(event);
    addJudgement(event);
    event.put("message", LogText.shown(finding.explanation()));
    event.set("finding_info", findingInfo());
    event.putObject("remediation").put("desc", LogText.shown(finding.recommendedAction()));
    addResources(event);
    FindingEvidence.add(finding, event.putArray("evidences"));
    FindingAnomalies.add(finding, event.putArray("anomaly_analyses"));
    addEnrichments(event.putArray("enrichments"));
    addUnmapped(event.putObject("unmapped"));
    FindingObservables.add(event);
    event.set("metadata", metadata());
    return event;
  }

  private void addClass(ObjectNode event) {
    AlertActivity activity = alert.activity();
    event
        .put("category_uid", CATEGORY)
        .put("category_name", "Findings")
        .put("class_uid", CLASS)
        .put("class_name", CLASS_NAME)
        .put("activity_id", activity.id())
        .put("activity_name", activity.caption())
        .put("type_uid", TYPES_OF_CLASS + activity.id())
        .put("type_name", CLASS_NAME + ": " + activity.caption());
  }

  private void addTimes(ObjectNode event) {
    event
        .put("time", finding.detectedAt().toEpochMilli())
        .put("start_time", finding.windowStart().toEpochMilli())
        .put("end_time", finding.windowEnd().toEpochMilli())
        .put("count", attempts(finding));
  }

  private void addJudgement(ObjectNode event) {
    boolean closed = Finding.CLOSED.equals(finding.status());
    ConfidenceLevel confidence = ConfidenceLevel.of(finding.confidence());
    event
        .put("severity_id", severityId(finding.severity()))
        .put("severity", capitalized(finding.severity().word()))
        .put("confidence_id", confidence.id())
        .put("confidence", capitalized(confidence.word()))
        .put("confidence_score", Math.round(finding.confidence() * WHOLE_CONFIDENCE))
        .put("status_id", closed ? STATUS_RESOLVED : STATUS_NEW)
        .put("status", closed ? "Resolved" : "New")
        .put("is_alert", finding.alerting() && alert.activity() != AlertActivity.CLOSE);
    if (closed) {
      event.put(
          "status_detail",
          finding.cutByEndOfInput() ? "still going when the input ended" : "quiet since");
    }
  }

  private static int severityId(Severity severity) {
    return switch (severity) {
      case INFORMATIONAL -> 1;
      case LOW -> 2;
      case MEDIUM -> 3;
      case HIGH -> 4;
      case CRITICAL -> 5;
    };
  }

  private static String capitalized(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }

  private ObjectNode findingInfo() {
    ObjectNode info = JSON.createObjectNode();
    info.put("uid", finding.findingId())
        .put("title", title)
        .put("desc", LogText.shown(finding.explanation()))
        .put("created_time", finding.detectedAt().toEpochMilli())
        .put("first_seen_time", finding.windowStart().toEpochMilli())
        .put("last_seen_time", finding.windowEnd().toEpochMilli())
        .put("related_events_count", attempts(finding));
    info.putObject("analytic")
        .put("uid", finding.pattern())
        .put("name", finding.pattern())
        .put("version", finding.rulesVersion())
        .put("type_id", ANALYTIC_STATISTICAL)
        .put("type", "Statistical");
    ObjectNode attack = info.putArray("attacks").addObject().put("version", ATTACK_VERSION);
    attack.putObject("tactic").put("uid", "TA0040").put("name", "Impact");
    attack.putObject("technique").put("uid", "T1496").put("name", "Resource Hijacking");
    attack
        .putObject("sub_technique")
        .put("uid", Finding.ATTACK_TECHNIQUE)
        .put("name", "SMS Pumping");
    return info;
  }

  /** Whose sending was abused; of a finding across tenants only the flow is known. */
  private void addResources(ObjectNode event) {
    ArrayNode resources = event.putArray("resources");
    tenant().ifPresent(tenant -> addResource(resources, "tenant", tenant));
    if (finding.flow() != null) {
      addResource(resources, "flow", LogText.shown(finding.flow()));
    }
    if (resources.isEmpty()) {
      event.remove("resources");
    }
  }

  private static void addResource(ArrayNode resources, String type, String uid) {
    resources
        .addObject()
        .put("type", type)
        .put("uid", uid)
        .put("role_id", ROLE_AFFECTED)
        .put("role", "Affected");
  }

  private Optional<String> tenant() {
    return Optional.ofNullable(finding.tenant())
        .filter(tenant -> !tenant.equals(ALL_TENANTS))
        .map(LogText::shown);
  }

  private void addEnrichments(ArrayNode enrichments) {
    enrichment(enrichments, "cost")
        .put("cost_usd", finding.costUsd())
        .put("cost_at_risk_usd_per_hour", finding.costAtRiskUsdPerHour())
        .put("cost_is_estimated", finding.costIsEstimated());
    ObjectNode destination = JSON.createObjectNode();
    putText(destination, "country", finding.country());
    putText(destination, "network", finding.network());
    putText(destination, "network_name", finding.networkName());
    if (!destination.isEmpty()) {
      enrichment(enrichments, "destination").setAll(destination);
    }
  }

  private ObjectNode enrichment(ArrayNode enrichments, String type) {
    return enrichments
        .addObject()
        .put("name", "finding_info.uid")
        .put("value", finding.findingId())
        .put("type", type)
        .put("provider", "Pumpwatch")
        .putObject("data");
  }

  /** Columns of the findings table that OCSF has no place for, under their names. */
  private void addUnmapped(ObjectNode unmapped) {
    unmapped
        .put("revision", finding.revision())
        .put("entity_kind", finding.entityKind())
        .put("entity_value", LogText.shown(finding.entityValue()));
    if (finding.blockDigits() != null) {
      unmapped.put("block_digits", finding.blockDigits());
    }
    unmapped.put("score", finding.score()).put("threshold", finding.threshold());
    unmapped.put("expectation_source", finding.expectationSource());
    putText(unmapped, "provider", finding.provider());
    putText(unmapped, "region", finding.region());
    putText(unmapped, "related_incident_id", finding.relatedIncidentId());
    unmapped.put("cut_by_end_of_input", finding.cutByEndOfInput()).put("mode", finding.mode());
    putText(unmapped, "suppressed_by", finding.suppressedBy());
    putText(unmapped, "explained_by", finding.explainedBy());
    unmapped.put("detection_strategy", finding.detectionStrategy());
  }

  private static void putText(ObjectNode node, String name, String text) {
    if (text != null) {
      node.put(name, LogText.shown(text));
    }
  }

  private ObjectNode metadata() {
    ObjectNode metadata = JSON.createObjectNode();
    metadata
        .put("version", SCHEMA_VERSION)
        .put("uid", uid(finding))
        .put("correlation_uid", finding.incidentId());
    tenant().ifPresent(tenant -> metadata.put("tenant_uid", tenant));
    ObjectNode product =
        metadata
            .putObject("product")
            .put("uid", "pumpwatch")
            .put("name", "Pumpwatch")
            .put("vendor_name", "Pumpwatch");
    String version = productVersion();
    if (version != null) {
      product.put("version", version);
    }
    Instant emittedAt = finding.emittedAt();
    if (emittedAt != null) {
      metadata.put("logged_time", emittedAt.toEpochMilli());
    }
    return metadata;
  }
}
