package io.pumpwatch.jobs.input.parquet;

import java.math.BigDecimal;

/** Seconds that have passed. A negative or unending number says nothing. */
final class SecondsDecoder implements ColumnValue.Decoder<Double> {

  @Override
  public Double ofLong(long value) {
    return ofDouble((double) value);
  }

  @Override
  public Double ofDouble(double value) {
    return value >= 0 && value < Double.POSITIVE_INFINITY ? Double.valueOf(value) : null;
  }

  @Override
  public Double ofDecimal(BigDecimal value) {
    return ofDouble(value.doubleValue());
  }

  @Override
  public Double ofText(String value) {
    return null;
  }
}
