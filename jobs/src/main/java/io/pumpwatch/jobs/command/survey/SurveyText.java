package io.pumpwatch.jobs.command.survey;

import io.pumpwatch.event.EventType;
import io.pumpwatch.jobs.command.text.InertText;
import io.pumpwatch.jobs.command.text.TextTable;
import io.pumpwatch.jobs.command.text.WrappedText;
import io.pumpwatch.jobs.input.DeadLetter;
import io.pumpwatch.jobs.output.EventsTable;
import io.pumpwatch.jobs.survey.FlowSurvey;
import io.pumpwatch.jobs.survey.FormatSurvey;
import io.pumpwatch.jobs.survey.InputSurvey;
import io.pumpwatch.jobs.survey.TextCounts;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A survey as a person reads it, in lines of 80 characters.
 *
 * @param survey what to tell
 */
public record SurveyText(InputSurvey survey) {
  private static final int WIDTH = WrappedText.USUAL_WIDTH;
  private static final int MOST_OPERATIONS = 8;
  private static final int MOST_FLOWS = 20;
  private static final int LONGEST_REASON = 300;
  private static final int LABEL_WIDTH = 20;
  private static final int COUNT_WIDTH = 10;
  private static final int LONGEST_OPERATION = WIDTH - LABEL_WIDTH - COUNT_WIDTH;
  private static final double PERCENT = 100;

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm").withZone(ZoneOffset.UTC);

  /** Fields that every row has, by itself or by default, and that therefore tell nothing. */
  private static final Set<String> ALWAYS_FILLED =
      Set.of("event_time", "event_type", "tenant", "channel", "segments", "count");

  private static final List<TextTable.Column> FLOW_COLUMNS =
      List.of(
          new TextTable.Column("tenant", TextTable.Alignment.LEFT, 8, 24, 0),
          new TextTable.Column("flow", TextTable.Alignment.LEFT, 8, 24, 0),
          new TextTable.Column("rows", TextTable.Alignment.RIGHT, 4, 12, 0),
          new TextTable.Column("sends", TextTable.Alignment.RIGHT, 5, 12, 0),
          new TextTable.Column("verified", TextTable.Alignment.RIGHT, 8, 12, 0));

  /** Prints it. */
  public void print(PrintWriter out) {
    lines().forEach(out::println);
    out.flush();
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        text(
            "Looked into %,d of %s: %,d records%s",
            survey.filesRead(),
            files(survey.filesFound()),
            survey.records(),
            survey.filesCut() == 0
                ? ""
                : ", of " + files(survey.filesCut()) + " only the beginning"));
    survey
        .formats()
        .forEach(
            (name, format) -> {
              lines.add("");
              addFormat(lines, name, format);
            });
    addFlows(lines);
    addBlindSpots(lines);
    return lines;
  }

  private static void addFormat(List<String> lines, String name, FormatSurvey format) {
    lines.add(name.equals(InputSurvey.UNRECOGNISED) ? "Not recognised" : InertText.of(name));
    addLine(
        lines,
        "records",
        text(
            "%,d, in %s: %,d decoded, %,d not about messages, %,d dead letters",
            format.records(),
            files(format.files()),
            format.decoded(),
            format.skipped(),
            format.dead()));
    for (DeadLetter letter : format.firstDead()) {
      addLine(lines, "dead letter", reason(letter));
    }
    if (format.totalRows() > 0) {
      addLine(lines, "times", minute(format.first()) + " to " + minute(format.last()) + " UTC");
      addLine(
          lines,
          "rows",
          format.rows().entrySet().stream()
              .map(row -> text("%s %,d", row.getKey().word(), row.getValue()))
              .collect(Collectors.joining(", ")));
      addFields(lines, format);
    }
    addOperations(lines, "read as send", format, EventType.REQUESTED, EventType.SENT);
    addOperations(lines, "read as success", format, EventType.VERIFIED);
    addTop(lines, "ignored", format.ignoredRequests());
  }

  private static void addFields(List<String> lines, FormatSurvey format) {
    List<String> telling =
        EventsTable.TABLE.columnNames().stream()
            .filter(field -> !ALWAYS_FILLED.contains(field))
            .toList();
    String filled =
        telling.stream()
            .filter(field -> format.filled(field) > 0)
            .map(field -> field + " " + percent(format.filled(field)))
            .collect(Collectors.joining(", "));
    String empty =
        telling.stream()
            .filter(field -> format.filled(field) == 0)
            .filter(field -> !isDerived(field, format))
            .collect(Collectors.joining(", "));
    addLine(lines, "fields filled", filled.isEmpty() ? "none" : filled);
    if (!empty.isEmpty()) {
      addLine(lines, "never filled", empty);
    }
  }

  /** The country follows from the destination. */
  private static boolean isDerived(String field, FormatSurvey format) {
    return field.equals("country") && format.filled("destination") > 0;
  }

  private static void addOperations(
      List<String> lines, String label, FormatSurvey format, EventType... types) {
    List<TextCounts.Counted> top =
        Stream.of(types)
            .flatMap(type -> format.operations(type).top(MOST_OPERATIONS).stream())
            .sorted(Comparator.comparingLong(TextCounts.Counted::count).reversed())
            .limit(MOST_OPERATIONS)
            .toList();
    int distinct = Stream.of(types).mapToInt(type -> format.operations(type).distinct()).sum();
    addTop(lines, label, top, distinct);
  }

  private static void addTop(List<String> lines, String label, TextCounts counts) {
    addTop(lines, label, counts.top(MOST_OPERATIONS), counts.distinct());
  }

  private static void addTop(
      List<String> lines, String label, List<TextCounts.Counted> top, int distinct) {
    String next = label;
    for (TextCounts.Counted counted : top) {
      lines.add(
          start(next)
              + text("%,9d ", counted.count())
              + InertText.of(counted.text(), LONGEST_OPERATION));
      next = "";
    }
    if (distinct > top.size()) {
      lines.add(start("") + text("          and %,d more", distinct - top.size()));
    }
  }

  private void addFlows(List<String> lines) {
    List<FlowSurvey> flows = survey.flows();
    if (flows.isEmpty()) {
      return;
    }
    TextTable table = new TextTable(FLOW_COLUMNS);
    flows.stream()
        .limit(MOST_FLOWS)
        .forEach(
            flow ->
                table.add(
                    List.of(
                        flow.tenant(),
                        flow.flow() == null ? "-" : flow.flow(),
                        text("%,d", flow.rows()),
                        text("%,d", flow.sends()),
                        text("%,d", flow.verified()))));
    lines.add("");
    lines.add("Tenants and flows");
    table.fit(WIDTH - 2).lines().forEach(line -> lines.add("  " + line));
    if (flows.size() > MOST_FLOWS) {
      lines.add(text("  and %,d more", flows.size() - MOST_FLOWS));
    }
  }

  private void addBlindSpots(List<String> lines) {
    List<String> spots = survey.blindSpots();
    lines.add("");
    lines.add(spots.isEmpty() ? "Blind spots: none in this sample" : "Blind spots");
    for (String spot : spots) {
      lines.addAll(WrappedText.ofWords("  ", InertText.of(spot), WIDTH));
    }
  }

  private static void addLine(List<String> lines, String label, String content) {
    lines.addAll(WrappedText.ofWords(start(label), InertText.of(content), WIDTH));
  }

  private static String start(String label) {
    return "  " + label + " ".repeat(Math.max(1, LABEL_WIDTH - 2 - label.length()));
  }

  private static String reason(DeadLetter letter) {
    String whole = letter.fileOrTopic() + ", " + letter.position() + ": " + letter.reason();
    return InertText.of(whole, LONGEST_REASON);
  }

  private static String files(long count) {
    return text(count == 1 ? "%,d file" : "%,d files", count);
  }

  private static String minute(Instant time) {
    return MINUTE.format(time);
  }

  /** Whole percents, except where that would say all or nothing and it is neither. */
  private static String percent(double share) {
    double percent = share * PERCENT;
    boolean hidesSome = share < 1 && Math.round(percent) == 100;
    boolean hidesAll = share > 0 && Math.round(percent) == 0;
    return hidesSome ? ">99%" : hidesAll ? "<1%" : text("%.0f%%", percent);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
