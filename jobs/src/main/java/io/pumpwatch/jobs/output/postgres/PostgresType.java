package io.pumpwatch.jobs.output.postgres;

import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.jobs.output.ColumnType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** The types of our columns, as PostgreSQL stores them. Java holds their values as for Parquet. */
enum PostgresType {
  TEXT("text"),
  JSON("jsonb") {
    @Override
    String parameter() {
      return "?::jsonb";
    }

    @Override
    Object read(ResultSet row, int column) throws SQLException {
      return row.getString(column);
    }
  },
  BYTES("bytea") {
    @Override
    Object read(ResultSet row, int column) throws SQLException {
      return row.getBytes(column);
    }
  },
  INTEGER("integer"),
  BIGINT("bigint"),
  DOUBLE("double precision"),
  BOOLEAN("boolean"),
  TIMESTAMP("timestamp with time zone") {
    @Override
    void bind(PreparedStatement statement, int parameter, Object value) throws SQLException {
      statement.setObject(
          parameter,
          value == null
              ? null
              : Instant.EPOCH.plus((Long) value, ChronoUnit.MICROS).atOffset(ZoneOffset.UTC));
    }

    @Override
    Object read(ResultSet row, int column) throws SQLException {
      OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
      return moment == null ? null : SmsEvent.toMicros(moment.toInstant());
    }
  };

  private final String sqlName;

  PostgresType(String sqlName) {
    this.sqlName = sqlName;
  }

  static PostgresType of(ColumnType type) {
    return switch (type) {
      case TEXT -> TEXT;
      case JSON -> JSON;
      case BYTES -> BYTES;
      case INTEGER -> INTEGER;
      case BIGINT -> BIGINT;
      case DOUBLE -> DOUBLE;
      case BOOLEAN -> BOOLEAN;
      case TIMESTAMP -> TIMESTAMP;
    };
  }

  /** What {@code information_schema} calls it. */
  String sqlName() {
    return sqlName;
  }

  /** How a value stands in a statement. */
  String parameter() {
    return "?";
  }

  /** Gives a value, or null, to a statement. */
  void bind(PreparedStatement statement, int parameter, Object value) throws SQLException {
    statement.setObject(parameter, value);
  }

  /** A value of a row, null for none. */
  Object read(ResultSet row, int column) throws SQLException {
    return row.getObject(column);
  }
}
