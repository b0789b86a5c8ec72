package io.pumpwatch.jobs.input.parquet;

import java.math.BigDecimal;

/**
 * Text. A number becomes its plain digits, a whole one without a fraction: tools that guess types
 * write codes as numbers. Empty text says nothing.
 */
final class TextDecoder implements ColumnValue.Decoder<String> {

  @Override
  public String ofLong(long value) {
    return Long.toString(value);
  }

  @Override
  public String ofDouble(double value) {
    return Double.isFinite(value) ? ofDecimal(BigDecimal.valueOf(value)) : null;
  }

  @Override
  public String ofDecimal(BigDecimal value) {
    return (value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros()).toPlainString();
  }

  @Override
  public String ofText(String value) {
    return value.isEmpty() ? null : value;
  }
}
