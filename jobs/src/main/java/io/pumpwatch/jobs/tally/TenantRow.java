package io.pumpwatch.jobs.tally;

import io.pumpwatch.feature.TenantMinute;
import io.pumpwatch.feature.TrafficFeatures;

/**
 * What a tenant is told of: either what a minute tells of it, or a window that may reach a limit.
 *
 * @param tenant whose, or all tenants
 * @param minute or null
 * @param candidate or null
 */
public record TenantRow(String tenant, TenantMinute minute, TrafficFeatures candidate) {

  /** A window that may reach a limit. */
  static TenantRow of(TrafficFeatures candidate) {
    return new TenantRow(candidate.key().tenant(), null, candidate);
  }

  /** What a minute tells. */
  static TenantRow of(TenantMinute minute) {
    return new TenantRow(minute.tenant(), minute, null);
  }

  long windowStart() {
    return minute == null ? candidate.windowStart() : minute.windowStart();
  }
}
