package io.pumpwatch.jobs.command.findings;

import io.pumpwatch.finding.DestinationRange;
import io.pumpwatch.finding.Finding;
import io.pumpwatch.finding.FindingWindow;
import io.pumpwatch.finding.ValueCount;
import io.pumpwatch.jobs.command.text.InertText;
import io.pumpwatch.jobs.command.text.TextTable;
import io.pumpwatch.jobs.command.text.TextTable.Alignment;
import io.pumpwatch.jobs.command.text.TextTable.Column;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything behind one finding: the claim, its numbers, its windows, and what to do.
 *
 * @param finding its latest revision
 * @param windows the windows of its evidence, in any order
 */
public record FindingReport(Finding finding, List<FindingWindow> windows) {
  private static final int LONGEST_LINE = 1000;
  private static final int LABEL_WIDTH = 14;

  private static final List<Column> WINDOW_COLUMNS =
      List.of(
          new Column("stage", Alignment.LEFT, 6, 24, 0),
          new Column("window (UTC)", Alignment.LEFT, 25, 40, 0),
          count("requested"),
          count("sent"),
          count("blocked"),
          count("delivered"),
          count("undelivered"),
          count("verified"),
          count("trials"),
          count("failed"),
          count("numbers"),
          new Column("expected", Alignment.RIGHT, 12, 16, 0),
          new Column("score", Alignment.RIGHT, 12, 16, 0),
          new Column("limit", Alignment.RIGHT, 12, 16, 0));

  private static Column count(String header) {
    return new Column(header, Alignment.RIGHT, 12, 16, 0);
  }

  /** Prints it. */
  public void print(PrintWriter out) {
    lines().forEach(line -> out.println(InertText.of(line, LONGEST_LINE)));
    out.flush();
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("Finding " + finding.findingId());
    lines.add(
        String.format(
            "%s %s on %s, %s",
            FindingText.severity(finding),
            finding.pattern(),
            FindingText.entity(finding),
            context()));
    lines.add("");
    lines.add(finding.explanation());
    lines.add("");
    numbers().forEach((label, text) -> lines.add(labelled(label, text)));
    lines.add("");
    addWindows(lines);
    lines.add("");
    lines.add("What to do");
    lines.add("  " + finding.recommendedAction());
    return lines;
  }

  private static String labelled(String label, String text) {
    return "  " + label + " ".repeat(Math.max(1, LABEL_WIDTH - label.length())) + text;
  }

  private String context() {
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
        .collect(Collectors.joining(", "));
  }

  private Map<String, String> numbers() {
    Map<String, String> numbers = new LinkedHashMap<>();
    numbers.put("state", state());
    numbers.put(
        "evidence",
        FindingText.window(finding.windowStart(), finding.windowEnd())
            + " UTC, detected "
            + FindingText.minute(finding.detectedAt()));
    numbers.put("score", score());
    numbers.put("sends", sends());
    numbers.put("outcome", outcome());
    if (finding.trials() != null) {
      numbers.put("trials", trials());
    }
    numbers.put(
        "distinct",
        String.format(
            "%s numbers, %s client addresses, %s users",
            FindingText.count(finding.distinctDestinations()),
            FindingText.count(finding.distinctSourceIps()),
            FindingText.count(finding.distinctUsers())));
    if (finding.longestRun() != null || finding.blockDensity() != null) {
      numbers.put("sequence", sequence());
    }
    numbers.put(
        "cost",
        String.format(
            "%s spent, %s an hour at risk%s",
            FindingText.usd(finding.costUsd(), finding.costIsEstimated()),
            FindingText.usd(finding.costAtRiskUsdPerHour(), finding.costIsEstimated()),
            finding.costIsEstimated() ? " (~ by tariff, not billed)" : ""));
    putUnlessEmpty(numbers, "ranges", finding.destinationRanges().stream().map(this::range));
    putUnlessEmpty(numbers, "clients", finding.topSourceIps().stream().map(FindingReport::counted));
    putUnlessEmpty(
        numbers, "user agents", finding.topUserAgents().stream().map(FindingReport::counted));
    putUnlessEmpty(numbers, "messages", finding.messageIds().stream());
    numbers.put(
        "reference",
        String.format(
            "%s, %s, rules %s, run %s",
            finding.attackTechnique(),
            finding.detectionStrategy(),
            finding.rulesVersion(),
            finding.runId()));
    return numbers;
  }

  private static void putUnlessEmpty(
      Map<String, String> numbers, String label, Stream<String> texts) {
    String text = texts.collect(Collectors.joining(", "));
    if (!text.isEmpty()) {
      numbers.put(label, text);
    }
  }

  private String state() {
    List<String> parts = new ArrayList<>();
    parts.add(finding.status() + ", revision " + finding.revision());
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
    return String.join(", ", parts);
  }

  private String score() {
    return String.format(
        "%s, limit %s; confidence %s; expectation %s",
        FindingText.number(finding.score()),
        FindingText.number(finding.threshold()),
        FindingText.percent(finding.confidence()),
        finding.expectationSource());
  }

  private String sends() {
    return String.format(
        "%s (requested %s, sent %s), expected %s",
        FindingText.count(finding.sends()),
        FindingText.count(finding.requested()),
        FindingText.count(finding.sent()),
        FindingText.number(finding.expectedSends()));
  }

  private String outcome() {
    return String.format(
        "delivered %s, undelivered %s, failed %s, blocked %s, verified %s",
        FindingText.count(finding.delivered()),
        FindingText.count(finding.undelivered()),
        FindingText.count(finding.failed()),
        FindingText.count(finding.blocked()),
        FindingText.count(finding.verified()));
  }

  private String trials() {
    return String.format(
        "%s of which %s failed: conversion %s, expected %s",
        FindingText.count(finding.trials()),
        finding.failedTrials() == null ? "-" : FindingText.count(finding.failedTrials()),
        FindingText.percent(finding.conversion()),
        FindingText.percent(finding.expectedConversion()));
  }

  private String sequence() {
    return String.format(
        "longest run %s numbers, %s of the block seen",
        finding.longestRun() == null ? "-" : FindingText.count(finding.longestRun()),
        FindingText.percent(finding.blockDensity()));
  }

  private String range(DestinationRange range) {
    return String.format(
        "%s: %s numbers, %s to %s",
        range.prefix(), FindingText.count(range.count()), range.first(), range.last());
  }

  private static String counted(ValueCount value) {
    return value.value() + " ×" + FindingText.count(value.count());
  }

  private void addWindows(List<String> lines) {
    if (windows.isEmpty()) {
      lines.add("No windows are kept for this finding.");
      return;
    }
    TextTable table = new TextTable(WINDOW_COLUMNS);
    windows.stream()
        .sorted(
            Comparator.comparing(FindingWindow::windowStart).thenComparing(FindingWindow::stage))
        .forEach(window -> table.add(cells(window)));
    lines.add("Windows");
    table.fit(Integer.MAX_VALUE).lines().forEach(line -> lines.add("  " + line));
  }

  private static List<String> cells(FindingWindow window) {
    return List.of(
        window.stage(),
        FindingText.window(window.windowStart(), window.windowEnd()),
        FindingText.count(window.requested()),
        FindingText.count(window.sent()),
        FindingText.count(window.blocked()),
        FindingText.count(window.delivered()),
        FindingText.count(window.undelivered()),
        FindingText.count(window.verified()),
        FindingText.count(window.failedTrials() + window.succeededTrials()),
        FindingText.count(window.failedTrials()),
        FindingText.count(window.distinctDestinations()),
        FindingText.number(window.expected()),
        FindingText.number(window.score()),
        FindingText.number(window.threshold()));
  }
}
