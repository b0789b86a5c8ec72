package io.pumpwatch.datasets.simulate.world;

import java.util.Locale;

/** Why a message is sent. */
public enum Flow {
  SIGNUP_OTP,
  LOGIN_OTP,
  PASSWORD_RESET,
  NOTIFICATION,
  MARKETING,
  /** None: it was sent with a credential of the tenant, past all its applications. */
  DIRECT;

  private final String word = name().toLowerCase(Locale.ROOT);

  /** The flow as events name it; null for what no application of the tenant sent. */
  public String word() {
    return this == DIRECT ? null : word;
  }

  /** Whether the message carries a code that comes back when all is well. */
  public boolean carriesCode() {
    return this == SIGNUP_OTP || this == LOGIN_OTP || this == PASSWORD_RESET;
  }
}
