package io.pumpwatch.jobs.output;

import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** The types of our columns, as Parquet stores them and as Java holds them. */
public enum ColumnType {
  /** UTF-8 text, a {@code String}. */
  TEXT(PrimitiveTypeName.BINARY, LogicalTypeAnnotation.stringType()) {
    @Override
    void write(Object value, RecordConsumer out) {
      out.addBinary(Binary.fromString((String) value));
    }
  },
  /** A JSON document as UTF-8 text, a {@code String}. */
  JSON(PrimitiveTypeName.BINARY, LogicalTypeAnnotation.stringType()) {
    @Override
    void write(Object value, RecordConsumer out) {
      out.addBinary(Binary.fromString((String) value));
    }
  },
  /** Bytes as they are, a {@code byte[]}. */
  BYTES(PrimitiveTypeName.BINARY, null) {
    @Override
    void write(Object value, RecordConsumer out) {
      out.addBinary(Binary.fromConstantByteArray((byte[]) value));
    }
  },
  /** 32 bits, an {@code Integer}. */
  INTEGER(PrimitiveTypeName.INT32, null) {
    @Override
    void write(Object value, RecordConsumer out) {
      out.addInteger((Integer) value);
    }
  },
  /** 64 bits, a {@code Long}. */
  BIGINT(PrimitiveTypeName.INT64, null) {
    @Override
    void write(Object value, RecordConsumer out) {
      out.addLong((Long) value);
    }
  },
  /** A {@code Double}. */
  DOUBLE(PrimitiveTypeName.DOUBLE, null) {
    @Override
    void write(Object value, RecordConsumer out) {
      out.addDouble((Double) value);
    }
  },
  /** A {@code Boolean}. */
  BOOLEAN(PrimitiveTypeName.BOOLEAN, null) {
    @Override
    void write(Object value, RecordConsumer out) {
      out.addBoolean((Boolean) value);
    }
  },
  /** A moment, a {@code Long} of microseconds since the epoch, UTC. */
  TIMESTAMP(PrimitiveTypeName.INT64, LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS)) {
    @Override
    void write(Object value, RecordConsumer out) {
      out.addLong((Long) value);
    }
  };

  private final PrimitiveTypeName physical;

  @SuppressWarnings("ImmutableEnumChecker") // immutable, though not marked so
  private final LogicalTypeAnnotation logical;

  ColumnType(PrimitiveTypeName physical, LogicalTypeAnnotation logical) {
    this.physical = physical;
    this.logical = logical;
  }

  /** Writes a value that is not null. */
  abstract void write(Object value, RecordConsumer out);

  PrimitiveType parquetType(String name, boolean required) {
    return Types.primitive(physical, required ? Type.Repetition.REQUIRED : Type.Repetition.OPTIONAL)
        .as(logical)
        .named(name);
  }

  boolean isStoredAs(PrimitiveType type) {
    return type.getPrimitiveTypeName() == physical;
  }
}
