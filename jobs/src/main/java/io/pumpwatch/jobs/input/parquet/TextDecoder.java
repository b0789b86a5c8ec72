package io.pumpwatch.jobs.input.parquet;

import java.math.BigDecimal;
import java.util.function.UnaryOperator;

/**
 * Text, turned into what the event contract wants of the column: once for each entry of a
 * dictionary. A number becomes its plain digits, a whole one without a fraction: tools that guess
 * types write codes as numbers. Empty text says nothing.
 */
final class TextDecoder implements ColumnValue.Decoder<String> {
  private final UnaryOperator<String> meaning;

  /** Text as it stands. */
  TextDecoder() {
    this(UnaryOperator.identity());
  }

  /**
   * Text that has to be understood.
   *
   * @param meaning what a text stands for; null where it says nothing
   */
  TextDecoder(UnaryOperator<String> meaning) {
    this.meaning = meaning;
  }

  @Override
  public String ofLong(long value) {
    return ofText(Long.toString(value));
  }

  @Override
  public String ofDouble(double value) {
    return Double.isFinite(value) ? ofDecimal(BigDecimal.valueOf(value)) : null;
  }

  @Override
  public String ofDecimal(BigDecimal value) {
    return ofText(
        (value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros()).toPlainString());
  }

  @Override
  public String ofText(String value) {
    return value.isEmpty() ? null : meaning.apply(value);
  }
}
