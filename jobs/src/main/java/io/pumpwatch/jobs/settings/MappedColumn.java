package io.pumpwatch.jobs.settings;

import java.io.Serializable;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Where one column of a mapped log comes from: a field of the record, or a constant.
 *
 * @param field path of the field, {@code recipient.phone}; a name that has dots itself is found
 *     too, and a number picks an item of a list
 * @param constant what every record has
 * @param prefix what is put before the field's text where it does not begin with it, {@code +} for
 *     numbers written without
 * @param values what the column is for each text of the field, as written
 * @param otherwise what the column is where the field's text is none of {@code values}; absent, it
 *     is the text itself
 * @param timeForm how {@code event_time} is written; absent, ISO 8601
 * @param pattern the pattern of the time form {@code pattern}, with English names
 * @param zone the zone of times whose pattern names none, {@code Europe/Oslo} or {@code +01:00}
 */
public record MappedColumn(
    @MayBeAbsent String field,
    @MayBeAbsent String constant,
    @MayBeAbsent String prefix,
    @MayBeAbsent Map<String, String> values,
    @MayBeAbsent String otherwise,
    @MayBeAbsent TimeForm timeForm,
    @MayBeAbsent String pattern,
    @MayBeAbsent String zone)
    implements Checked, Serializable {
  private static final String ZONE_LETTERS = "VvzOXxZ";

  public MappedColumn {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** A column that is a field's text. */
  public static MappedColumn ofField(String path) {
    return new MappedColumn(path, null, null, Map.of(), null, null, null, null);
  }

  /** A column that is the same for every record. */
  public static MappedColumn ofConstant(String value) {
    return new MappedColumn(null, value, null, Map.of(), null, null, null, null);
  }

  @Override
  public void check(Problems problems) {
    problems.check(
        field == null || constant == null,
        "stands beside a field: one excludes the other",
        "constant");
    problems.check(field != null || constant != null, "or a constant must be given", "field");
    problems.check(field == null || !field.isBlank(), "must not be empty", "field");
    boolean ofField = field != null;
    problems.check(ofField || prefix == null, "is for a field, not for a constant", "prefix");
    problems.check(ofField || values.isEmpty(), "are for a field, not for a constant", "values");
    problems.check(
        otherwise == null || !values.isEmpty(), "needs values to differ from", "otherwise");
    boolean patterned = timeForm == TimeForm.PATTERN;
    problems.check(!patterned || pattern != null, "needs a pattern", "timeForm");
    problems.check(patterned || pattern == null, "needs time-form: pattern", "pattern");
    problems.check(zone == null || pattern != null, "needs a pattern", "zone");
    problems.check(zone == null || isZone(zone), "must be a zone such as Europe/Oslo", "zone");
    if (pattern != null) {
      problems.check(
          isPattern(pattern), "must be a pattern of Java's DateTimeFormatter", "pattern");
      problems.check(
          zone != null || namesZone(pattern),
          "names no zone, so that zone must be given",
          "pattern");
    }
  }

  private static boolean isZone(String text) {
    try {
      return ZoneId.of(text) != null;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static boolean isPattern(String text) {
    try {
      return DateTimeFormatter.ofPattern(text, Locale.ENGLISH) != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean namesZone(String pattern) {
    boolean quoted = false;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      quoted ^= c == '\'';
      if (!quoted && ZONE_LETTERS.indexOf(c) >= 0) {
        return true;
      }
    }
    return false;
  }
}
