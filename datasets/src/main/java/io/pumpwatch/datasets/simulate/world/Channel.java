package io.pumpwatch.datasets.simulate.world;

import java.util.Locale;

/** How a code travels. */
public enum Channel {
  SMS,
  VOICE;

  private final String word = name().toLowerCase(Locale.ROOT);

  /** The channel as events name it. */
  public String word() {
    return word;
  }
}
