package io.pumpwatch.jobs.output;

import io.pumpwatch.event.SmsEvent;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * A table of rows as Parquet columns: their names, types and order, and where each value comes from
 * in a row.
 *
 * @param <T> a row
 */
public final class ParquetTable<T> implements Serializable {

  /**
   * Takes a value out of a row.
   *
   * @param <T> a row
   * @param <V> a value, null where the row has none
   */
  @FunctionalInterface
  public interface Getter<T, V> extends Function<T, V>, Serializable {}

  /**
   * One column.
   *
   * @param <T> a row
   * @param name in snake case
   * @param type how its values are stored and held
   * @param required whether it never has null
   * @param value takes its value out of a row, as the type holds it
   */
  public record Column<T>(String name, ColumnType type, boolean required, Getter<T, ?> value)
      implements Serializable {}

  private final String name;
  private final ArrayList<Column<T>> columns;

  private ParquetTable(String name, List<Column<T>> columns) {
    this.name = name;
    this.columns = new ArrayList<>(columns);
  }

  /** Starts the description of a table. */
  public static <T> Builder<T> named(String name) {
    return new Builder<>(name);
  }

  /** The name of the table, which the schema of its files bears. */
  public String name() {
    return name;
  }

  /** The names of its columns, in order. */
  public List<String> columnNames() {
    return columns.stream().map(Column::name).toList();
  }

  /** The names of the columns for which a row has a value, in order. */
  public List<String> filledColumns(T row) {
    List<String> filled = new ArrayList<>(columns.size());
    for (Column<T> column : columns) {
      if (column.value().apply(row) != null) {
        filled.add(column.name());
      }
    }
    return filled;
  }

  /** Its columns, in order. */
  public List<Column<T>> columns() {
    return Collections.unmodifiableList(columns);
  }

  /** The schema of its files. */
  public MessageType schema() {
    return new MessageType(
        name,
        columns.stream()
            .map(column -> (Type) column.type().parquetType(column.name(), column.required()))
            .toList());
  }

  /** The same table, of rows as they are read back. */
  public ParquetTable<TableRow> ofRowsReadBack() {
    return new ParquetTable<>(
        name,
        columns.stream()
            .map(
                column -> {
                  String columnName = column.name();
                  return new Column<TableRow>(
                      columnName, column.type(), column.required(), row -> row.value(columnName));
                })
            .toList());
  }

  /**
   * Collects the columns of a table, in order.
   *
   * @param <T> a row
   */
  public static final class Builder<T> {
    private final String name;
    private final List<Column<T>> columns = new ArrayList<>();

    private Builder(String name) {
      this.name = name;
    }

    /** Text that every row has. */
    public Builder<T> requiredText(String column, Getter<T, String> value) {
      return add(column, ColumnType.TEXT, true, value);
    }

    /** Text. */
    public Builder<T> text(String column, Getter<T, String> value) {
      return add(column, ColumnType.TEXT, false, value);
    }

    /** A JSON document. */
    public Builder<T> json(String column, Getter<T, String> value) {
      return add(column, ColumnType.JSON, false, value);
    }

    /** Bytes. */
    public Builder<T> bytes(String column, Getter<T, byte[]> value) {
      return add(column, ColumnType.BYTES, false, value);
    }

    /** A whole number of 32 bits. */
    public Builder<T> integer(String column, Getter<T, Integer> value) {
      return add(column, ColumnType.INTEGER, false, value);
    }

    /** A whole number of 64 bits. */
    public Builder<T> bigint(String column, Getter<T, Long> value) {
      return add(column, ColumnType.BIGINT, false, value);
    }

    /** A floating-point number. */
    public Builder<T> decimal(String column, Getter<T, Double> value) {
      return add(column, ColumnType.DOUBLE, false, value);
    }

    /** Yes or no. */
    public Builder<T> flag(String column, Getter<T, Boolean> value) {
      return add(column, ColumnType.BOOLEAN, false, value);
    }

    /** A moment. */
    public Builder<T> timestamp(String column, Getter<T, Instant> value) {
      return add(
          column,
          ColumnType.TIMESTAMP,
          false,
          row -> {
            Instant moment = value.apply(row);
            return moment == null ? null : SmsEvent.toMicros(moment);
          });
    }

    /** A moment that every row has, in microseconds since the epoch. */
    public Builder<T> requiredTimestampMicros(String column, Getter<T, Long> value) {
      return add(column, ColumnType.TIMESTAMP, true, value);
    }

    /** The columns of another table, of whose rows each row here holds one. */
    public <U> Builder<T> columnsOf(ParquetTable<U> other, Getter<T, U> row) {
      for (Column<U> column : other.columns()) {
        Getter<U, ?> value = column.value();
        add(column.name(), column.type(), column.required(), r -> value.apply(row.apply(r)));
      }
      return this;
    }

    private Builder<T> add(String column, ColumnType type, boolean required, Getter<T, ?> value) {
      columns.add(new Column<>(column, type, required, value));
      return this;
    }

    /** The table. */
    public ParquetTable<T> build() {
      return new ParquetTable<>(name, columns);
    }
  }
}
