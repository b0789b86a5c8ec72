package io.pumpwatch.jobs.output;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

/**
 * A row read back, by the names of its columns. A missing number is 0 and a missing flag false,
 * where the column is not asked for as optional: an older file may lack a newer column.
 */
public final class TableRow {
  private final Map<String, Object> values;

  /** With the values that are not null, each as its {@link ColumnType} holds it. */
  public TableRow(Map<String, Object> values) {
    this.values = values;
  }

  /** A value as its column's {@link ColumnType} holds it, null where there is none. */
  public Object value(String column) {
    return values.get(column);
  }

  /** The row with another value in a column; null for none. */
  public TableRow with(String column, Object value) {
    Map<String, Object> changed = new HashMap<>(values);
    if (value == null) {
      changed.remove(column);
    } else {
      changed.put(column, value);
    }
    return new TableRow(changed);
  }

  /** Text, null where there is none. */
  public String text(String column) {
    return (String) values.get(column);
  }

  /** Bytes, null where there are none. */
  public byte[] bytes(String column) {
    return (byte[]) values.get(column);
  }

  /** A number of 32 bits. */
  public int integer(String column) {
    Integer value = optionalInteger(column);
    return value == null ? 0 : value;
  }

  /** A number of 32 bits, null where there is none. */
  public Integer optionalInteger(String column) {
    return (Integer) values.get(column);
  }

  /** A number of 64 bits. */
  public long bigint(String column) {
    Long value = optionalBigint(column);
    return value == null ? 0 : value;
  }

  /** A number of 64 bits, null where there is none. */
  public Long optionalBigint(String column) {
    return (Long) values.get(column);
  }

  /** A floating-point number. */
  public double decimal(String column) {
    Double value = optionalDecimal(column);
    return value == null ? 0 : value;
  }

  /** A floating-point number, null where there is none. */
  public Double optionalDecimal(String column) {
    return (Double) values.get(column);
  }

  /** Yes or no. */
  public boolean flag(String column) {
    return Boolean.TRUE.equals(values.get(column));
  }

  /** A moment, null where there is none. */
  public Instant timestamp(String column) {
    Long micros = (Long) values.get(column);
    return micros == null ? null : Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
