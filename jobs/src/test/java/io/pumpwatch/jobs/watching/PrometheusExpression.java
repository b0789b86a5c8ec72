package io.pumpwatch.jobs.watching;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an expression of Prometheus names, found by its tokens: a metric of Flink is a name that
 * starts with {@code flink_} and stands in no quotes; a label is what stands in the parentheses of
 * a {@code by}, or before {@code =} or {@code =~} and a value in quotes.
 *
 * @param text the expression
 */
public record PrometheusExpression(String text) {
  private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"");
  private static final Pattern METRIC = Pattern.compile("\\bflink_[a-zA-Z0-9_:]+");
  private static final Pattern GROUPING = Pattern.compile("\\bby \\(([^)]*)\\)");
  private static final Pattern SELECTION = Pattern.compile("([a-z_]+)=~?\"([^\"]*)\"");

  /** The metrics of Flink and its jobs. */
  public Set<String> metrics() {
    Set<String> metrics = new TreeSet<>();
    Matcher name = METRIC.matcher(QUOTED.matcher(text).replaceAll("\"\""));
    while (name.find()) {
      metrics.add(name.group());
    }
    return metrics;
  }

  /** The labels that it groups by. */
  public Set<String> groupings() {
    Set<String> labels = new TreeSet<>();
    Matcher grouping = GROUPING.matcher(text);
    while (grouping.find()) {
      labels.addAll(Set.of(grouping.group(1).split(", ")));
    }
    return labels;
  }

  /** The labels that it selects by, with what their values must match. */
  public Map<String, String> selections() {
    Map<String, String> selections = new TreeMap<>();
    Matcher selection = SELECTION.matcher(text);
    while (selection.find()) {
      selections.put(selection.group(1), selection.group(2));
    }
    return selections;
  }
}
