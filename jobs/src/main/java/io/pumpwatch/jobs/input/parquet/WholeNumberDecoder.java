package io.pumpwatch.jobs.input.parquet;

import java.math.BigDecimal;

/** A whole number of 32 bits. What is not one, or does not fit, says nothing. */
final class WholeNumberDecoder implements ColumnValue.Decoder<Integer> {

  @Override
  public Integer ofLong(long value) {
    return (int) value == value ? Integer.valueOf((int) value) : null;
  }

  @Override
  public Integer ofDouble(double value) {
    return value == Math.rint(value) ? ofLong((long) value) : null;
  }

  @Override
  public Integer ofDecimal(BigDecimal value) {
    return ofDouble(value.doubleValue());
  }

  @Override
  public Integer ofText(String value) {
    return null;
  }
}
