package io.pumpwatch.jobs.input.format.field;

import io.pumpwatch.jobs.input.format.framing.MalformedRecord;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Prices in US dollars, as millionths of one, so that sums do not depend on their order. */
public final class MicroUsd {
  private static final int MOST_INTEGER_DIGITS = 9;
  private static final int FEWEST_FRACTION_DIGITS_THAT_MATTER = 7;

  private static final String US_DOLLAR = "USD";

  private MicroUsd() {}

  /**
   * The price in millionths of a dollar; null where the amount is null or in another currency.
   *
   * @param amount not negative
   * @param currency ISO 4217, in any letter case
   */
  public static Long of(BigDecimal amount, String currency) throws MalformedRecord {
    return amount == null || !US_DOLLAR.equalsIgnoreCase(currency) ? null : (Long) of(amount);
  }

  /**
   * The price in millionths of a dollar; what is finer is rounded half to even.
   *
   * @param dollars exact, not negative, below a thousand million
   */
  public static long of(BigDecimal dollars) throws MalformedRecord {
    if (dollars.signum() < 0) {
      throw new MalformedRecord("its price is negative");
    }
    long integerDigits = (long) dollars.precision() - dollars.scale();
    if (dollars.signum() == 0 || integerDigits < -FEWEST_FRACTION_DIGITS_THAT_MATTER) {
      return 0;
    }
    if (integerDigits > MOST_INTEGER_DIGITS) {
      throw new MalformedRecord("its price is not plausible");
    }
    return dollars.movePointRight(6).setScale(0, RoundingMode.HALF_EVEN).longValueExact();
  }
}
