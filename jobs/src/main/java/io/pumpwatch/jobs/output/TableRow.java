package io.pumpwatch.jobs.output;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * A row read back, by the names of its columns. A missing number is 0 and a missing flag false,
 * where the column is not asked for as optional: an older file may lack a newer column.
 */
final class TableRow {
  private final Map<String, Object> values;

  TableRow(Map<String, Object> values) {
    this.values = values;
  }

  String text(String column) {
    return (String) values.get(column);
  }

  byte[] bytes(String column) {
    return (byte[]) values.get(column);
  }

  int integer(String column) {
    Integer value = optionalInteger(column);
    return value == null ? 0 : value;
  }

  Integer optionalInteger(String column) {
    return (Integer) values.get(column);
  }

  long bigint(String column) {
    Long value = optionalBigint(column);
    return value == null ? 0 : value;
  }

  Long optionalBigint(String column) {
    return (Long) values.get(column);
  }

  double decimal(String column) {
    Double value = optionalDecimal(column);
    return value == null ? 0 : value;
  }

  Double optionalDecimal(String column) {
    return (Double) values.get(column);
  }

  boolean flag(String column) {
    return Boolean.TRUE.equals(values.get(column));
  }

  /** Null where there is none. */
  Instant timestamp(String column) {
    Long micros = (Long) values.get(column);
    return micros == null ? null : Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
