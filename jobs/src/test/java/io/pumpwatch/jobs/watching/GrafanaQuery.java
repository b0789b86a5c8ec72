package io.pumpwatch.jobs.watching;

import java.util.regex.Pattern;

/**
 * A query of a panel, in which Grafana's PostgreSQL data source writes out its macros before it
 * asks: {@code $__timeFilter(column)} becomes a comparison with both ends of the time that is
 * shown, {@code $__timeGroup(column, $__interval)} the column in seconds since the epoch, rounded
 * down to intervals.
 *
 * @param template as the panel has it
 */
public record GrafanaQuery(String template) {
  private static final Pattern TIME_FILTER = Pattern.compile("\\$__timeFilter\\(([a-z_]+)\\)");
  private static final Pattern TIME_GROUP =
      Pattern.compile("\\$__timeGroup\\(([a-z_]+), \\$__interval\\)");

  /**
   * With its macros written out, for intervals of an hour.
   *
   * @param from of the time that is shown, as PostgreSQL reads it
   * @param to its end
   */
  public String sql(String from, String to) {
    String filtered =
        TIME_FILTER
            .matcher(template)
            .replaceAll("$1 BETWEEN '" + from + "'::timestamptz AND '" + to + "'::timestamptz");
    String sql =
        TIME_GROUP.matcher(filtered).replaceAll("floor(extract(epoch from $1) / 3600) * 3600");
    if (sql.contains("$")) {
      throw new IllegalArgumentException("a macro that is not known: " + sql);
    }
    return sql;
  }
}
