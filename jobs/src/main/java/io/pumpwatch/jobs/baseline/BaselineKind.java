package io.pumpwatch.jobs.baseline;

import java.util.Locale;

/** The memories that outlast a job. */
public enum BaselineKind {
  /** What a wide key usually does: {@link io.pumpwatch.feature.KeyProfile}. */
  HABITS,
  /** Which numbers have answered: {@link io.pumpwatch.feature.BlockRecord}. */
  BLOCK,
  /** How a tenant fares: {@link io.pumpwatch.feature.TenantHistory}. */
  TENANT;

  private final String word = name().toLowerCase(Locale.ROOT);

  /** As it stands in the table. */
  public String word() {
    return word;
  }
}
