package io.pumpwatch.jobs.input.parquet;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * The current value of the event time column, in microseconds since the epoch. It reads INT64
 * TIMESTAMP in milli-, micro- and nanoseconds, by logical or by converted type, and INT96 of older
 * Spark and Impala. A timestamp that is not marked as UTC is taken as UTC: several tools write UTC
 * times so.
 */
final class EventTimeValue extends PrimitiveConverter {

  /** What a time column counts. */
  enum Unit {
    MILLIS {
      @Override
      long toMicros(long value) {
        // What does not fit is beyond any time that an event can have; saturation keeps it so.
        if (value > Long.MAX_VALUE / 1000) {
          return Long.MAX_VALUE;
        }
        return value < Long.MIN_VALUE / 1000 ? Long.MIN_VALUE : value * 1000;
      }
    },
    MICROS {
      @Override
      long toMicros(long value) {
        return value;
      }
    },
    NANOS {
      @Override
      long toMicros(long value) {
        return Math.floorDiv(value, 1000L);
      }
    },
    /** Twelve bytes: nanoseconds of the day, then the Julian day, both little-endian. */
    JULIAN_DAY {
      @Override
      long toMicros(long value) {
        throw new IllegalStateException("a Julian day is not a single number");
      }
    };

    abstract long toMicros(long value);

    /** The unit of a column; empty where the column is not a time. */
    static Optional<Unit> of(PrimitiveType type) {
      if (type.getPrimitiveTypeName() == PrimitiveTypeName.INT96) {
        return Optional.of(JULIAN_DAY);
      }
      if (type.getPrimitiveTypeName() == PrimitiveTypeName.INT64
          && type.getLogicalTypeAnnotation() instanceof TimestampLogicalTypeAnnotation timestamp) {
        return Optional.of(
            switch (timestamp.getUnit()) {
              case MILLIS -> MILLIS;
              case MICROS -> MICROS;
              case NANOS -> NANOS;
            });
      }
      return Optional.empty();
    }
  }

  private static final long JULIAN_DAY_OF_EPOCH = 2_440_588;
  private static final long MICROS_OF_DAY = 86_400_000_000L;

  private final Unit unit;
  private long[] entries = {};
  private long micros;

  EventTimeValue(Unit unit) {
    this.unit = unit;
  }

  /** The time of the row that was read last. */
  long micros() {
    return micros;
  }

  @Override
  public boolean hasDictionarySupport() {
    return true;
  }

  @Override
  public void setDictionary(Dictionary dictionary) {
    entries = new long[dictionary.getMaxId() + 1];
    for (int id = 0; id < entries.length; id++) {
      if (unit == Unit.JULIAN_DAY) {
        addBinary(dictionary.decodeToBinary(id));
      } else {
        addLong(dictionary.decodeToLong(id));
      }
      entries[id] = micros;
    }
  }

  @Override
  public void addValueFromDictionary(int id) {
    micros = entries[id];
  }

  @Override
  public void addLong(long value) {
    micros = unit.toMicros(value);
  }

  @Override
  public void addBinary(Binary value) {
    ByteBuffer bytes = value.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    long nanosOfDay = bytes.getLong(bytes.position());
    long day = bytes.getInt(bytes.position() + Long.BYTES) - JULIAN_DAY_OF_EPOCH;
    micros = day * MICROS_OF_DAY + Math.floorDiv(nanosOfDay, 1000L);
  }
}
