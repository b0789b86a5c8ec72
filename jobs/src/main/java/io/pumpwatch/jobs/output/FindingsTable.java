package io.pumpwatch.jobs.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.pumpwatch.finding.DestinationRange;
import io.pumpwatch.finding.Finding;
import io.pumpwatch.finding.Severity;
import io.pumpwatch.finding.ValueCount;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The findings table. Lists are JSON text here, with the keys of the contract. Text that may come
 * from logs is made fit to be shown: control characters are escaped as {@code \u001b}, a column is
 * cut at 1024 characters and a text inside a list at 256.
 */
public final class FindingsTable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final TypeReference<List<DestinationRange>> RANGES = new TypeReference<>() {};
  private static final TypeReference<List<ValueCount>> COUNTS = new TypeReference<>() {};
  private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

  /** The table. */
  public static final ParquetTable<Finding> TABLE =
      ParquetTable.<Finding>named("findings")
          .requiredText("finding_id", Finding::findingId)
          .integer("revision", Finding::revision)
          .text("status", Finding::status)
          .flag("cut_by_end_of_input", Finding::cutByEndOfInput)
          .text("incident_id", Finding::incidentId)
          .text("related_incident_id", Finding::relatedIncidentId)
          .text("explained_by", Finding::explainedBy)
          .text("pattern", Finding::pattern)
          .text("severity", finding -> finding.severity().word())
          .decimal("confidence", Finding::confidence)
          .text("tenant", finding -> LogText.shown(finding.tenant()))
          .text("flow", finding -> LogText.shown(finding.flow()))
          .text("country", finding -> LogText.shown(finding.country()))
          .text("network", finding -> LogText.shown(finding.network()))
          .text("network_name", finding -> LogText.shown(finding.networkName()))
          .text("provider", finding -> LogText.shown(finding.provider()))
          .text("region", finding -> LogText.shown(finding.region()))
          .text("entity_kind", Finding::entityKind)
          .text("entity_value", finding -> LogText.shown(finding.entityValue()))
          .integer("block_digits", Finding::blockDigits)
          .timestamp("window_start", Finding::windowStart)
          .timestamp("window_end", Finding::windowEnd)
          .timestamp("detected_at", Finding::detectedAt)
          .bigint("requested", Finding::requested)
          .bigint("sent", Finding::sent)
          .bigint("sends", Finding::sends)
          .bigint("mature_sends", Finding::matureSends)
          .bigint("delivered", Finding::delivered)
          .bigint("undelivered", Finding::undelivered)
          .bigint("failed", Finding::failed)
          .bigint("blocked", Finding::blocked)
          .bigint("verified", Finding::verified)
          .bigint("distinct_destinations", Finding::distinctDestinations)
          .bigint("distinct_source_ips", Finding::distinctSourceIps)
          .bigint("distinct_users", Finding::distinctUsers)
          .decimal("expected_sends", Finding::expectedSends)
          .decimal("expected_conversion", Finding::expectedConversion)
          .text("expectation_source", Finding::expectationSource)
          .bigint("trials", Finding::trials)
          .bigint("failed_trials", Finding::failedTrials)
          .decimal("conversion", Finding::conversion)
          .bigint("longest_run", Finding::longestRun)
          .decimal("block_density", Finding::blockDensity)
          .decimal("score", Finding::score)
          .decimal("threshold", Finding::threshold)
          .decimal("cost_usd", Finding::costUsd)
          .decimal("cost_at_risk_usd_per_hour", Finding::costAtRiskUsdPerHour)
          .flag("cost_is_estimated", Finding::costIsEstimated)
          .json("destination_ranges", finding -> json(finding.destinationRanges(), r -> r))
          .json("top_source_ips", finding -> json(finding.topSourceIps(), FindingsTable::shown))
          .json("top_user_agents", finding -> json(finding.topUserAgents(), FindingsTable::shown))
          .json("message_ids", finding -> json(finding.messageIds(), LogText::shownInList))
          .text("explanation", finding -> LogText.shown(finding.explanation()))
          .text("recommended_action", finding -> LogText.shown(finding.recommendedAction()))
          .text("mode", Finding::mode)
          .text("suppressed_by", finding -> LogText.shown(finding.suppressedBy()))
          .text("attack_technique", Finding::attackTechnique)
          .text("detection_strategy", Finding::detectionStrategy)
          .text("rules_version", Finding::rulesVersion)
          .text("run_id", Finding::runId)
          .timestamp("emitted_at", Finding::emittedAt)
          .build();

  private FindingsTable() {}

  private static ValueCount shown(ValueCount count) {
    return new ValueCount(LogText.shownInList(count.value()), count.count());
  }

  private static <T> String json(List<T> list, UnaryOperator<T> shown) {
    try {
      return JSON.writeValueAsString(list == null ? List.of() : list.stream().map(shown).toList());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a list of a finding cannot be written as JSON", e);
    }
  }

  private static <T> List<T> list(String json, TypeReference<List<T>> type) {
    try {
      return json == null ? List.of() : JSON.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new UnreadableTableException("a list of a finding is not JSON: " + json, e);
    }
  }

  /** A row as it was written. */
  public static Finding read(TableRow row) {
    return new Finding(
        row.text("finding_id"),
        row.integer("revision"),
        row.text("status"),
        row.flag("cut_by_end_of_input"),
        row.text("incident_id"),
        row.text("related_incident_id"),
        row.text("explained_by"),
        row.text("pattern"),
        Severity.ofWord(row.text("severity")),
        row.decimal("confidence"),
        row.text("tenant"),
        row.text("flow"),
        row.text("country"),
        row.text("network"),
        row.text("network_name"),
        row.text("provider"),
        row.text("region"),
        row.text("entity_kind"),
        row.text("entity_value"),
        row.optionalInteger("block_digits"),
        row.timestamp("window_start"),
        row.timestamp("window_end"),
        row.timestamp("detected_at"),
        row.bigint("requested"),
        row.bigint("sent"),
        row.bigint("sends"),
        row.bigint("mature_sends"),
        row.bigint("delivered"),
        row.bigint("undelivered"),
        row.bigint("failed"),
        row.bigint("blocked"),
        row.bigint("verified"),
        row.bigint("distinct_destinations"),
        row.bigint("distinct_source_ips"),
        row.bigint("distinct_users"),
        row.decimal("expected_sends"),
        row.decimal("expected_conversion"),
        row.text("expectation_source"),
        row.optionalBigint("trials"),
        row.optionalBigint("failed_trials"),
        row.optionalDecimal("conversion"),
        row.optionalBigint("longest_run"),
        row.optionalDecimal("block_density"),
        row.decimal("score"),
        row.decimal("threshold"),
        row.decimal("cost_usd"),
        row.decimal("cost_at_risk_usd_per_hour"),
        row.flag("cost_is_estimated"),
        list(row.text("destination_ranges"), RANGES),
        list(row.text("top_source_ips"), COUNTS),
        list(row.text("top_user_agents"), COUNTS),
        list(row.text("message_ids"), TEXTS),
        row.text("explanation"),
        row.text("recommended_action"),
        row.text("mode"),
        row.text("suppressed_by"),
        row.text("attack_technique"),
        row.text("detection_strategy"),
        row.text("rules_version"),
        row.text("run_id"),
        row.timestamp("emitted_at"));
  }
}
