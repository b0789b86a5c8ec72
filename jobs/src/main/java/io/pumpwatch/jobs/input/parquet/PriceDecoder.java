package io.pumpwatch.jobs.input.parquet;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * US dollars to millionths of one, rounded half up as the decimal reads that stands for the number.
 * A negative price, and one over a million million dollars, says nothing.
 */
final class PriceDecoder implements ColumnValue.Decoder<Long> {
  private static final double LIMIT_USD = 1e12;
  private static final double MICROS = 1e6;

  /** Nearer to a half than this, the product's own rounding could decide. */
  private static final double DOUBTFUL = 1e-3;

  /** Below this many millionths a double still resolves a thousandth of one. */
  private static final double RESOLVED_MICROS = 1e12;

  @Override
  public Long ofLong(long value) {
    return ofDouble((double) value);
  }

  @Override
  public Long ofDouble(double value) {
    if (!(value >= 0 && value <= LIMIT_USD)) {
      return null;
    }
    double micros = value * MICROS;
    double fraction = micros - Math.floor(micros);
    if (micros < RESOLVED_MICROS && Math.abs(fraction - 0.5) > DOUBTFUL) {
      return Math.round(micros);
    }
    return ofDecimal(BigDecimal.valueOf(value));
  }

  @Override
  public Long ofDecimal(BigDecimal value) {
    if (value.signum() < 0 || value.compareTo(BigDecimal.valueOf(LIMIT_USD)) > 0) {
      return null;
    }
    return value.movePointRight(6).setScale(0, RoundingMode.HALF_UP).longValueExact();
  }

  @Override
  public Long ofText(String value) {
    return null;
  }
}
