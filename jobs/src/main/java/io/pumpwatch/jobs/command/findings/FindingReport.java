package io.pumpwatch.jobs.command.findings;

import io.pumpwatch.finding.DestinationRange;
import io.pumpwatch.finding.Finding;
import io.pumpwatch.finding.FindingWindow;
import io.pumpwatch.finding.ValueCount;
import io.pumpwatch.jobs.command.text.InertText;
import io.pumpwatch.jobs.command.text.WrappedText;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything behind one finding: the claim, its numbers, its windows, and what to do.
 *
 * @param finding its latest revision
 * @param windows the windows of its evidence, in any order
 */
public record FindingReport(Finding finding, List<FindingWindow> windows) {
  private static final int LONGEST_TEXT = 1000;
  private static final int LABEL_WIDTH = 14;

  /** Lists are wrapped even where the output has no width. */
  private static final int WIDEST_TEXT = 120;

  /**
   * Prints it.
   *
   * @param width columns of the terminal
   * @param mostWindows how many windows are shown; of more, the first and the last
   */
  public void print(int width, int mostWindows, PrintWriter out) {
    lines(width, mostWindows).forEach(out::println);
    out.flush();
  }

  private List<String> lines(int width, int mostWindows) {
    int textWidth = Math.min(width, WIDEST_TEXT);
    List<String> lines = new ArrayList<>();
    lines.add(inert("Finding " + finding.findingId()));
    String claim =
        String.format(
            "%s %s on %s",
            FindingText.severity(finding), finding.pattern(), FindingText.entity(finding));
    List<String> claimed = new ArrayList<>(List.of(claim));
    claimed.addAll(context());
    lines.addAll(WrappedText.ofItems("", inert(claimed), textWidth));
    lines.add("");
    lines.addAll(WrappedText.ofWords("", inert(finding.explanation()), textWidth));
    lines.add("");
    numbers()
        .forEach(
            (label, items) ->
                lines.addAll(WrappedText.ofItems(labelled(label), inert(items), textWidth)));
    lines.add("");
    lines.addAll(new WindowsTable(width, mostWindows).lines(windows));
    lines.add("");
    lines.add("What to do");
    lines.add(inert("  " + finding.recommendedAction()));
    return lines;
  }

  private static String inert(String text) {
    return InertText.of(text, LONGEST_TEXT);
  }

  private static List<String> inert(List<String> texts) {
    return texts.stream().map(FindingReport::inert).toList();
  }

  private static String labelled(String label) {
    return "  " + label + " ".repeat(Math.max(1, LABEL_WIDTH - label.length()));
  }

  private List<String> context() {
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("tenant", finding.tenant());
    parts.put("flow", finding.flow());
    parts.put("country", finding.country());
    parts.put("network", finding.network());
    parts.put("carrier", finding.networkName());
    parts.put("provider", finding.provider());
    parts.put("region", finding.region());
    return parts.entrySet().stream()
        .filter(part -> part.getValue() != null)
        .map(part -> part.getKey() + " " + part.getValue())
        .toList();
  }

  private Map<String, List<String>> numbers() {
    Map<String, List<String>> numbers = new LinkedHashMap<>();
    numbers.put("state", state());
    numbers.put("evidence", evidence());
    numbers.put("score", score());
    numbers.put("sends", sends());
    numbers.put("outcome", outcome());
    if (finding.trials() != null) {
      numbers.put("trials", trials());
    }
    numbers.put(
        "distinct",
        List.of(
            FindingText.count(finding.distinctDestinations()) + " numbers",
            FindingText.count(finding.distinctSourceIps()) + " client addresses",
            FindingText.count(finding.distinctUsers()) + " users"));
    if (finding.longestRun() != null || finding.blockDensity() != null) {
      numbers.put("sequence", sequence());
    }
    numbers.put("cost", cost());
    numbers.put("ranges", finding.destinationRanges().stream().map(this::range).toList());
    numbers.put("clients", counted(finding.topSourceIps()));
    numbers.put("user agents", counted(finding.topUserAgents()));
    numbers.put("messages", finding.messageIds());
    numbers.put(
        "reference",
        List.of(
            finding.attackTechnique(),
            finding.detectionStrategy(),
            "rules " + finding.rulesVersion(),
            "run " + finding.runId()));
    numbers.values().removeIf(List::isEmpty);
    return numbers;
  }

  private List<String> state() {
    List<String> parts = new ArrayList<>();
    parts.add(finding.status());
    parts.add("revision " + finding.revision());
    if (finding.cutByEndOfInput()) {
      parts.add("still going when the input ended");
    }
    parts.add("mode " + finding.mode());
    parts.add("incident " + finding.incidentId());
    if (finding.relatedIncidentId() != null) {
      parts.add("tied to incident " + finding.relatedIncidentId());
    }
    if (finding.explainedBy() != null) {
      parts.add("explained by " + finding.explainedBy());
    }
    if (finding.suppressedBy() != null) {
      parts.add("suppressed by " + finding.suppressedBy());
    }
    return parts;
  }

  private List<String> evidence() {
    return List.of(
        String.format(
            "%s to %s UTC (%s)",
            FindingText.minute(finding.windowStart()),
            FindingText.minute(finding.windowEnd()),
            FindingText.length(finding.windowStart(), finding.windowEnd())),
        "detected " + FindingText.minute(finding.detectedAt()));
  }

  private List<String> score() {
    return List.of(
        FindingText.number(finding.score()),
        "limit " + FindingText.number(finding.threshold()),
        "confidence " + FindingText.percent(finding.confidence()),
        "expectation " + finding.expectationSource());
  }

  private List<String> sends() {
    return List.of(
        String.format(
            "%s (requested %s, sent %s)",
            FindingText.count(finding.sends()),
            FindingText.count(finding.requested()),
            FindingText.count(finding.sent())),
        "expected " + FindingText.number(finding.expectedSends()));
  }

  private List<String> outcome() {
    return List.of(
        "delivered " + FindingText.count(finding.delivered()),
        "undelivered " + FindingText.count(finding.undelivered()),
        "failed " + FindingText.count(finding.failed()),
        "blocked " + FindingText.count(finding.blocked()),
        "verified " + FindingText.count(finding.verified()));
  }

  private List<String> trials() {
    return List.of(
        String.format(
            "%s of which %s failed",
            FindingText.count(finding.trials()),
            finding.failedTrials() == null ? "-" : FindingText.count(finding.failedTrials())),
        "conversion " + FindingText.percent(finding.conversion()),
        "expected " + FindingText.percent(finding.expectedConversion()));
  }

  private List<String> sequence() {
    return List.of(
        String.format(
            "longest run %s numbers",
            finding.longestRun() == null ? "-" : FindingText.count(finding.longestRun())),
        FindingText.percent(finding.blockDensity()) + " of the block seen");
  }

  private List<String> cost() {
    boolean estimated = finding.costIsEstimated();
    return List.of(
        FindingText.usd(finding.costUsd(), estimated) + " spent",
        FindingText.usd(finding.costAtRiskUsdPerHour(), estimated)
            + " an hour at risk"
            + (estimated ? " (~ by tariff, not billed)" : ""));
  }

  private String range(DestinationRange range) {
    return String.format(
        "%s: %s numbers from %s to %s",
        range.prefix(), FindingText.count(range.count()), range.first(), range.last());
  }

  private static List<String> counted(List<ValueCount> values) {
    return values.stream()
        .map(value -> value.value() + " ×" + FindingText.count(value.count()))
        .toList();
  }
}
