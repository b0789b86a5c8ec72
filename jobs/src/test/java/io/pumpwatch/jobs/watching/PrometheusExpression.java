package io.pumpwatch.jobs.watching;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an expression of Prometheus names, found by its tokens: a metric of Flink is a name that
 * starts with {@code flink_} and stands in no quotes; a label is what stands in the parentheses of
 * a {@code by}, or before the comparison in braces.
 *
 * @param text the expression
 */
public record PrometheusExpression(String text) {
  private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"");
  private static final Pattern METRIC = Pattern.compile("\\bflink_[a-zA-Z0-9_:]+");
  private static final Pattern GROUPING = Pattern.compile("\\bby \\(([^)]*)\\)");
  private static final Pattern SELECTION = Pattern.compile("([a-z_]+) ?(?:=~|!=|!~|=)\"");

  /** The metrics of Flink and its jobs. */
  public Set<String> metrics() {
    Set<String> metrics = new TreeSet<>();
    Matcher name = METRIC.matcher(QUOTED.matcher(text).replaceAll("\"\""));
    while (name.find()) {
      metrics.add(name.group());
    }
    return metrics;
  }

  /** The labels that it groups or selects by. */
  public Set<String> labels() {
    Set<String> labels = new TreeSet<>();
    Matcher grouping = GROUPING.matcher(text);
    while (grouping.find()) {
      labels.addAll(Set.of(grouping.group(1).split(", ")));
    }
    Matcher selection = SELECTION.matcher(text);
    while (selection.find()) {
      labels.add(selection.group(1));
    }
    return labels;
  }
}
