package io.pumpwatch.jobs.watching;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A rule by which Prometheus alerts, as it is deployed.
 *
 * @param name of the alert
 * @param rule the rest of it
 */
public record AlertRule(String name, JsonNode rule) {
  private static final Path RULES = Path.of("../deploy/prometheus/alerts.yaml");

  /** All of them. */
  public static List<AlertRule> all() throws IOException {
    List<AlertRule> rules = new ArrayList<>();
    for (JsonNode group : new YAMLMapper().readTree(RULES.toFile()).path("groups")) {
      group.path("rules").forEach(rule -> rules.add(new AlertRule(text(rule, "alert"), rule)));
    }
    return rules;
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asText("");
  }

  /** What it watches. */
  public PrometheusExpression expression() {
    return new PrometheusExpression(text(rule, "expr"));
  }

  String pendingFor() {
    return text(rule, "for");
  }

  String label(String label) {
    return text(rule.path("labels"), label);
  }

  String annotation(String annotation) {
    return text(rule.path("annotations"), annotation);
  }

  @Override
  public String toString() {
    return name;
  }
}
