package io.pumpwatch.jobs.settings;

import io.pumpwatch.event.EventType;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How an application's own log is read: JSON objects or a CSV table, one event a record.
 *
 * @param required paths of the fields that every record of the log has and that tell it from other
 *     logs; a record without one is not of this log
 * @param columns where each column comes from, by the column's name
 */
public record MappedLogSettings(List<String> required, Map<String, MappedColumn> columns)
    implements Checked, Serializable {

  /** What comes before the name of a mapped log where it names a format. */
  public static final String FORMAT_PREFIX = "mapped:";

  /** Among the values of {@code event_type}: the record says nothing about messages. */
  public static final String SKIP = "skip";

  private static final Set<String> NUMBERS =
      Set.of("status_code", "segments", "price_usd", "seconds_to_verify", "count");

  private static final Set<String> TYPES =
      Arrays.stream(EventType.values()).map(EventType::word).collect(Collectors.toSet());

  public MappedLogSettings {
    required = List.copyOf(required);
    columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
  }

  /** The column of that target, or null. */
  public MappedColumn column(MappedTarget target) {
    return columns.get(target.word());
  }

  @Override
  public void check(Problems problems) {
    problems.check(
        !required.isEmpty() && required.stream().noneMatch(String::isBlank),
        "must name at least one field",
        "required");
    problems.check(column(MappedTarget.EVENT_TIME) != null, "must have event_time", "columns");
    problems.check(column(MappedTarget.EVENT_TYPE) != null, "must have event_type", "columns");
    columns.forEach((name, column) -> checkColumn(name, column, problems));
  }

  private static void checkColumn(String name, MappedColumn column, Problems problems) {
    if (MappedTarget.ofWord(name).isEmpty()) {
      String suggestion =
          Words.nearest(name, MappedTarget.words())
              .map(near -> "did you mean " + near + "?")
              .orElse("known: " + String.join(", ", MappedTarget.words()));
      problems.checkEntry(false, "is no column; " + suggestion, "columns", name);
      return;
    }
    boolean isTime = name.equals(MappedTarget.EVENT_TIME.word());
    problems.checkEntry(
        !isTime || column.constant() == null, "must come from a field", "columns", name);
    problems.checkEntry(
        isTime || (column.timeForm() == null && column.pattern() == null),
        "is no time: time-form, pattern and zone are for event_time",
        "columns",
        name);
    problems.checkEntry(
        !NUMBERS.contains(name) || column.constant() == null || isNumber(column.constant()),
        "must be a number",
        "columns",
        name);
    if (name.equals(MappedTarget.EVENT_TYPE.word())) {
      checkTypes(column, problems);
    }
  }

  private static void checkTypes(MappedColumn column, Problems problems) {
    String types = TYPES.stream().sorted().collect(Collectors.joining(", "));
    String name = MappedTarget.EVENT_TYPE.word();
    problems.checkEntry(
        column.constant() == null || TYPES.contains(column.constant()),
        "must be one of " + types,
        "columns",
        name);
    Stream.concat(column.values().values().stream(), Stream.ofNullable(column.otherwise()))
        .filter(type -> !TYPES.contains(type) && !type.equals(SKIP))
        .distinct()
        .forEach(
            type ->
                problems.checkEntry(
                    false,
                    "has the value " + type + ", which is none of " + types + " and " + SKIP,
                    "columns",
                    name));
  }

  private static boolean isNumber(String text) {
    return text.matches("\\d{1,9}(\\.\\d{1,9})?");
  }
}
