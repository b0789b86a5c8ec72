package io.pumpwatch.jobs.tally;

import io.pumpwatch.feature.TenantMinute;
import io.pumpwatch.feature.TrafficFeatures;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** Brings windows and minutes of tenants into one stream of rows. */
public final class TenantRows {
  private TenantRows() {}

  /** Windows that may reach a limit. */
  public static final class OfWindows implements FlatMapFunction<TrafficFeatures, TenantRow> {
    private static final long serialVersionUID = 1L;

    @Override
    public void flatMap(TrafficFeatures candidate, Collector<TenantRow> out) {
      out.collect(TenantRow.of(candidate));
    }
  }

  /** Minutes, each for its tenant and for all tenants together. */
  public static final class OfMinutes implements FlatMapFunction<TenantMinute, TenantRow> {
    private static final long serialVersionUID = 1L;

    @Override
    public void flatMap(TenantMinute minute, Collector<TenantRow> out) {
      out.collect(TenantRow.of(minute));
      out.collect(TenantRow.of(minute.ofAllTenants()));
    }
  }
}
