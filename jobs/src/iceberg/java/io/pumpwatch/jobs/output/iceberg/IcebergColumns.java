package io.pumpwatch.jobs.output.iceberg;

import io.pumpwatch.jobs.output.ColumnType;
import io.pumpwatch.jobs.output.ParquetTable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;

/** Our columns as Iceberg types them, and their values as Flink's table rows hold them. */
final class IcebergColumns {
  private static final long MICROS_PER_MILLI = TimeUnit.MILLISECONDS.toMicros(1);
  private static final long NANOS_PER_MICRO = TimeUnit.MICROSECONDS.toNanos(1);

  private IcebergColumns() {}

  /** The columns of a table, in its order. */
  static Schema schema(ParquetTable<?> table) {
    List<NestedField> fields = new ArrayList<>();
    for (ParquetTable.Column<?> column : table.columns()) {
      int id = fields.size() + 1;
      Type type = type(column.type());
      fields.add(
          column.required()
              ? NestedField.required(id, column.name(), type)
              : NestedField.optional(id, column.name(), type));
    }
    return new Schema(fields);
  }

  private static Type type(ColumnType type) {
    return switch (type) {
      case TEXT, JSON -> Types.StringType.get();
      case BYTES -> Types.BinaryType.get();
      case INTEGER -> Types.IntegerType.get();
      case BIGINT -> Types.LongType.get();
      case DOUBLE -> Types.DoubleType.get();
      case BOOLEAN -> Types.BooleanType.get();
      case TIMESTAMP -> Types.TimestampType.withZone();
    };
  }

  /** A value that is not null, as the type holds it, in a Flink row. */
  static Object rowValue(ColumnType type, Object value) {
    return switch (type) {
      case TEXT, JSON -> StringData.fromString((String) value);
      case TIMESTAMP -> timestamp((Long) value);
      case BYTES, INTEGER, BIGINT, DOUBLE, BOOLEAN -> value;
    };
  }

  private static TimestampData timestamp(long micros) {
    return TimestampData.fromEpochMillis(
        Math.floorDiv(micros, MICROS_PER_MILLI),
        Math.toIntExact(Math.floorMod(micros, MICROS_PER_MILLI) * NANOS_PER_MICRO));
  }
}
