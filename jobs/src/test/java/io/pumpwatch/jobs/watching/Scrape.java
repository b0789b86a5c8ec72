package io.pumpwatch.jobs.watching;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What Flink's Prometheus reporter served at one moment.
 *
 * @param samples all of it, in Prometheus' text format one a line
 */
public record Scrape(List<Sample> samples) {
  private static final Pattern LINE = Pattern.compile("([a-zA-Z0-9_:]+)(?:\\{(.*)})? (\\S+)");
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z0-9_]+)=\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  /**
   * A value.
   *
   * @param metric its name
   * @param labels by name
   * @param value the value
   */
  public record Sample(String metric, Map<String, String> labels, double value) {}

  /** Asks the reporter that listens there. */
  public static Scrape of(int port) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/metrics")).build();
    return parse(CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).body());
  }

  static Scrape parse(String text) {
    List<Sample> samples = new ArrayList<>();
    for (String line : text.split("\n")) {
      Matcher sample = LINE.matcher(line);
      if (!line.startsWith("#") && sample.matches()) {
        samples.add(
            new Sample(
                sample.group(1),
                labels(sample.group(2) == null ? "" : sample.group(2)),
                Double.parseDouble(sample.group(3).replace("Inf", "Infinity"))));
      }
    }
    return new Scrape(samples);
  }

  private static Map<String, String> labels(String text) {
    Map<String, String> labels = new TreeMap<>();
    Matcher label = LABEL.matcher(text);
    while (label.find()) {
      labels.put(label.group(1), label.group(2));
    }
    return labels;
  }

  /** The names of all metrics. */
  public Set<String> metrics() {
    return samples.stream().map(Sample::metric).collect(Collectors.toSet());
  }

  /** The values that a label of a metric has. */
  public Set<String> values(String metric, String label) {
    return samples.stream()
        .filter(sample -> sample.metric().equals(metric) && sample.labels().containsKey(label))
        .map(sample -> sample.labels().get(label))
        .collect(Collectors.toSet());
  }

  /** The sum of a metric where a label has a value. */
  public double sum(String metric, String label, String value) {
    return samples.stream()
        .filter(sample -> sample.metric().equals(metric))
        .filter(sample -> value.equals(sample.labels().get(label)))
        .mapToDouble(Sample::value)
        .sum();
  }

  /** The sum of a metric over all its labels. */
  public double sum(String metric) {
    return samples.stream()
        .filter(sample -> sample.metric().equals(metric))
        .mapToDouble(Sample::value)
        .sum();
  }
}
