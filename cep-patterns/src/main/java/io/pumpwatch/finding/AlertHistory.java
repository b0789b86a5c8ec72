package io.pumpwatch.finding;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many findings of a tenant alerted, by UTC day.
 *
 * @param alerts by days since the epoch, the last few days
 * @param today the last of them
 * @param alertsOfIncidents of that day, by incident
 * @param claimed whether that day's number was claimed already
 */
public record AlertHistory(
    Map<Long, Long> alerts, long today, Map<String, Long> alertsOfIncidents, boolean claimed) {

  /** No alert yet. */
  public static AlertHistory none() {
    return new AlertHistory(Map.of(), Long.MIN_VALUE, Map.of(), false);
  }

  /**
   * The history after one more.
   *
   * @param day days since the epoch, never less than before
   * @param incident the finding's
   * @param days how many days before are kept
   */
  public AlertHistory after(long day, String incident, int days) {
    boolean sameDay = day == today;
    Map<Long, Long> counts = new TreeMap<>(alerts);
    counts.keySet().removeIf(earlier -> earlier < day - days);
    counts.merge(day, 1L, Long::sum);
    Map<String, Long> incidents = new HashMap<>(sameDay ? alertsOfIncidents : Map.of());
    incidents.merge(incident, 1L, Long::sum);
    return new AlertHistory(counts, day, incidents, sameDay && claimed);
  }

  /** The same with the day's number claimed. */
  public AlertHistory whenClaimed() {
    return new AlertHistory(alerts, today, alertsOfIncidents, true);
  }

  /** How many alerted on the last day. */
  public long alertsToday() {
    return alerts.getOrDefault(today, 0L);
  }

  /** The most of any day of so many before the last. */
  public long mostBefore(int days) {
    return alerts.entrySet().stream()
        .filter(entry -> entry.getKey() < today && entry.getKey() >= today - days)
        .mapToLong(Map.Entry::getValue)
        .max()
        .orElse(0);
  }

  /** Whether at least half of the day's alerts are of one incident, which has been told of. */
  public boolean isOfOneIncident() {
    return alertsOfIncidents.values().stream().anyMatch(alerts -> 2 * alerts >= alertsToday());
  }
}
