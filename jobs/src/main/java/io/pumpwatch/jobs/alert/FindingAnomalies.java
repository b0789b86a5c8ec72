package io.pumpwatch.jobs.alert;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pumpwatch.finding.Finding;
import io.pumpwatch.jobs.output.LogText;

/** What was observed of a finding's entity, beside what is normal: OCSF's anomaly analysis. */
final class FindingAnomalies {
  private static final int TIME_INTERVAL = 9;
  private static final String VOLUME = "Volume Analysis";
  private static final String CONVERSION = "Conversion Analysis";
  private static final String SEQUENCE = "Sequence Analysis";

  private FindingAnomalies() {}

  /** Adds the one analysis; values are numbers as text, as OCSF has them. */
  static void add(Finding finding, ArrayNode analyses) {
    ObjectNode analysis = analyses.addObject();
    analysis
        .putArray("analysis_targets")
        .addObject()
        .put("name", LogText.shown(finding.entityValue()))
        .put("type", finding.entityKind());
    ArrayNode anomalies = analysis.putArray("anomalies");
    ArrayNode baselines = analysis.putArray("baselines");
    observe(finding, anomalies, VOLUME, "sends", finding.sends());
    expect(baselines, VOLUME, "sends", finding.expectedSends());
    if (finding.conversion() != null) {
      observe(finding, anomalies, CONVERSION, "conversion", finding.conversion());
      expect(baselines, CONVERSION, "conversion", finding.expectedConversion());
    }
    if (finding.longestRun() != null) {
      observe(finding, anomalies, SEQUENCE, "longest_run", finding.longestRun());
    }
    if (finding.blockDensity() != null) {
      observe(finding, anomalies, SEQUENCE, "block_density", finding.blockDensity());
    }
  }

  private static void observe(
      Finding finding, ArrayNode anomalies, String type, String parameter, Number value) {
    parameter(anomalies, type, parameter)
        .put("value", value.toString())
        .putObject("timespan")
        .put("type_id", TIME_INTERVAL)
        .put("type", "Time Interval")
        .put("start_time", finding.windowStart().toEpochMilli())
        .put("end_time", finding.windowEnd().toEpochMilli());
  }

  private static void expect(ArrayNode baselines, String type, String parameter, double value) {
    parameter(baselines, type, parameter).put("value", Double.toString(value));
  }

  private static ObjectNode parameter(ArrayNode list, String type, String parameter) {
    return list.addObject()
        .put("observation_type", type)
        .put("observation_parameter", parameter)
        .putArray("observations")
        .addObject();
  }
}
