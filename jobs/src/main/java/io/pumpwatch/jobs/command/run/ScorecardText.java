package io.pumpwatch.jobs.command.run;

import io.pumpwatch.jobs.backtest.Scorecard;
import io.pumpwatch.jobs.backtest.Scorecard.AttackResult;
import io.pumpwatch.jobs.backtest.Scorecard.BenignResult;
import io.pumpwatch.jobs.backtest.Scorecard.PatternScore;
import io.pumpwatch.jobs.backtest.Scorecard.ReferenceScore;
import io.pumpwatch.jobs.command.text.InertText;
import io.pumpwatch.jobs.command.text.TextTable;
import io.pumpwatch.jobs.command.text.TextTable.Alignment;
import io.pumpwatch.jobs.command.text.TextTable.Column;
import java.io.PrintWriter;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A scorecard for people.
 *
 * @param scorecard what to tell
 * @param width of a line, in characters
 */
public record ScorecardText(Scorecard scorecard, int width) {
  private static final int LONGEST_LINE = 400;
  private static final int WIDEST_CELL = 60;
  private static final String UNKNOWN = "-";
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** Prints it. */
  public void print(PrintWriter out) {
    lines().forEach(line -> out.println(InertText.of(line, LONGEST_LINE)));
    out.flush();
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        text(
            "%,d findings alert, in %,d incidents, over %.1f days",
            scorecard.findings(), scorecard.incidents(), scorecard.days()));
    if (scorecard.benignFlagged() == null) {
      lines.add("Without labels nobody can say which of them are right");
      return lines;
    }
    addDetection(lines);
    addErrors(lines);
    lines.add("Had each finding blocked its entity for 24 hours");
    lines.add(
        text(
            "  of what the attacks cost %s saved, of legitimate messages %s lost",
            percent(scorecard.fraudMoneyStoppedShare()), percent(scorecard.legitimateLostShare())));
    lines.addAll(patterns());
    lines.addAll(references());
    lines.addAll(attacks());
    lines.addAll(flagged());
    return lines;
  }

  private void addDetection(List<String> lines) {
    lines.add(
        text(
            "Attacks %,d, found %,d: recall %s",
            scorecard.attacks(), scorecard.detected(), percent(scorecard.recall())));
    lines.add(
        text(
            "  half of those found within %s minutes and %s messages, nine in ten within %s and %s",
            number(scorecard.timeToDetectMinutes().median()),
            number(scorecard.messagesToDetect().median()),
            number(scorecard.timeToDetectMinutes().p90()),
            number(scorecard.messagesToDetect().p90())));
    lines.add(
        text(
            "  %s of what the attacks cost was spent before, or on those missed",
            percent(scorecard.costBeforeDetectionShare())));
    lines.add(
        text(
            "  %s findings and %s incidents for each attack found",
            number(scorecard.findingsPerAttack()), number(scorecard.incidentsPerAttack())));
  }

  private void addErrors(List<String> lines) {
    lines.add(
        text(
            "Right %s of the findings and %s of the incidents",
            percent(scorecard.findingPrecision()), percent(scorecard.incidentPrecision())));
    lines.add(
        text(
            "  %s false findings and %s false incidents a day",
            number(scorecard.falseFindingsPerDay()), number(scorecard.falseIncidentsPerDay())));
    lines.add(
        text(
            "  harmless look-alikes %,d, flagged %,d",
            scorecard.benignResults().size(), scorecard.benignFlagged()));
  }

  private List<String> patterns() {
    TextTable table =
        new TextTable(
            List.of(
                column("pattern", Alignment.LEFT),
                column("findings", Alignment.RIGHT),
                column("right", Alignment.RIGHT),
                column("attacks", Alignment.RIGHT),
                column("median min", Alignment.RIGHT),
                column("saved", Alignment.RIGHT),
                column("lost", Alignment.RIGHT)));
    scorecard.byPattern().forEach((pattern, score) -> table.add(cells(pattern, score)));
    return scorecard.byPattern().isEmpty() ? List.of() : section(table);
  }

  private static List<String> cells(String pattern, PatternScore score) {
    return List.of(
        pattern,
        text("%,d", score.findings()),
        percent(score.findingPrecision()),
        text("%,d", score.detected()),
        number(score.timeToDetectMinutes().median()),
        percent(score.fraudMoneyStoppedShare()),
        percent(score.legitimateLostShare()));
  }

  private List<String> references() {
    TextTable table =
        new TextTable(
            List.of(
                column("published rule", Alignment.LEFT),
                column("attacks", Alignment.RIGHT),
                column("false/day", Alignment.RIGHT),
                column("incidents/day", Alignment.RIGHT),
                column("flagged", Alignment.RIGHT),
                column("median min", Alignment.RIGHT),
                column("saved", Alignment.RIGHT),
                column("lost", Alignment.RIGHT)));
    scorecard.references().forEach((name, score) -> table.add(cells(name, score)));
    return scorecard.references().isEmpty() ? List.of() : section(table);
  }

  private static List<String> cells(String name, ReferenceScore score) {
    return List.of(
        name,
        text("%,d", score.detected()),
        number(score.falseFindingsPerDay()),
        number(score.falseIncidentsPerDay()),
        text("%,d", score.benignFlagged()),
        number(score.timeToDetectMinutes().median()),
        percent(score.fraudMoneyStoppedShare()),
        percent(score.legitimateLostShare()));
  }

  private List<String> attacks() {
    TextTable table =
        new TextTable(
            List.of(
                column("attack", Alignment.LEFT),
                column("start (UTC)", Alignment.LEFT),
                column("found after", Alignment.RIGHT),
                column("messages", Alignment.RIGHT),
                column("cost", Alignment.RIGHT),
                column("saved", Alignment.RIGHT),
                column("first by", Alignment.LEFT)));
    scorecard.attackResults().forEach(result -> table.add(cells(result)));
    return scorecard.attackResults().isEmpty() ? List.of() : section(table);
  }

  private static List<String> cells(AttackResult result) {
    return List.of(
        result.labelId(),
        MINUTE.format(result.start()),
        result.detected() ? number(result.minutes()) + " min" : "missed",
        result.detected()
            ? text("%,d of %,d", result.messages(), result.totalMessages())
            : text("%,d", result.totalMessages()),
        text("$%,.2f", result.costUsd()),
        text("$%,.2f", result.stoppedUsd()),
        result.detected() ? result.firstFinding() : UNKNOWN);
  }

  private List<String> flagged() {
    TextTable table =
        new TextTable(
            List.of(
                column("look-alike flagged", Alignment.LEFT),
                column("messages", Alignment.RIGHT),
                column("lost", Alignment.RIGHT),
                column("first by", Alignment.LEFT)));
    List<BenignResult> flagged =
        scorecard.benignResults().stream().filter(BenignResult::flagged).toList();
    flagged.forEach(
        result ->
            table.add(
                List.of(
                    result.labelId(),
                    text("%,d", result.messages()),
                    text("%,d", result.blockedMessages()),
                    result.firstFinding())));
    return flagged.isEmpty() ? List.of() : section(table);
  }

  private List<String> section(TextTable table) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.addAll(table.fit(width).lines());
    return lines;
  }

  private static Column column(String header, Alignment alignment) {
    return new Column(header, alignment, header.length(), WIDEST_CELL, 0);
  }

  private static String percent(Double share) {
    return share == null ? UNKNOWN : text("%.1f%%", share * 100);
  }

  private static String number(Double value) {
    return value == null ? UNKNOWN : text("%,.1f", value);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
