package io.pumpwatch.finding;

import io.pumpwatch.feature.Expectation;
import io.pumpwatch.feature.Grain;
import io.pumpwatch.pattern.RulesVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Writes the row of the findings table that tells of a day's number of alerts. */
public final class AlertVolumeComposer {
  private static final long DAY = Duration.ofDays(1).toMillis();

  /** An attack that nobody has seen before brings many findings just as well. */
  private static final double EVEN_CONFIDENCE = 0.5;

  private AlertVolumeComposer() {}

  /**
   * The row. It is about findings, not about messages, so it counts none and costs nothing; it is
   * an incident of its own and closed at once.
   *
   * @param history of the tenant, with the alert that reached the limit
   * @param time event time of that, milliseconds since the epoch
   */
  public static Finding compose(
      String tenant, AlertHistory history, long time, RulesVersion version, String runId) {
    AlertVolume rule = version.rules().alertVolume();
    long dayStart = history.today() * DAY;
    long most = history.mostBefore(rule.days());
    String id =
        StableId.of(AlertVolume.NAME, tenant, Grain.TENANT.word(), tenant, Long.toString(dayStart));
    String explanation =
        String.format(
            Locale.ROOT,
            "tenant %s: %,d findings in %,d incidents alerted since midnight UTC, where %,d were the"
                + " most of any of the %d days before; a limit of %,d decided.%s",
            tenant,
            history.alertsToday(),
            history.alertsOfIncidents().size(),
            most,
            rule.days(),
            rule.limit(most),
            history.isOfOneIncident() ? " One incident accounts for most of them." : "");
    return new Finding(
        id,
        1,
        Finding.CLOSED,
        false,
        StableId.of(id),
        null,
        null,
        AlertVolume.NAME,
        history.isOfOneIncident() ? Severity.INFORMATIONAL : Severity.MEDIUM,
        EVEN_CONFIDENCE,
        tenant,
        null,
        null,
        null,
        null,
        null,
        null,
        Grain.TENANT.word(),
        tenant,
        null,
        Instant.ofEpochMilli(dayStart),
        Instant.ofEpochMilli(time),
        Instant.ofEpochMilli(time),
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        Expectation.LEARNT,
        null,
        null,
        null,
        null,
        null,
        history.alertsToday(),
        rule.limit(most),
        0,
        0,
        false,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        explanation,
        "check the feeds and the settings of tenant " + tenant,
        version.rules().mode(AlertVolume.NAME).word(),
        null,
        Finding.ATTACK_TECHNIQUE,
        Finding.DETECTION_STRATEGY,
        version.id(),
        runId,
        null);
  }
}
