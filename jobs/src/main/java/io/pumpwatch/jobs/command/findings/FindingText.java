package io.pumpwatch.jobs.command.findings;

import io.pumpwatch.finding.Finding;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;

/** Parts of a finding as a person reads them. */
final class FindingText {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneOffset.UTC);
  private static final double PERCENT = 100.0;
  private static final String UNKNOWN = "-";
  private static final Duration MINUTES_UP_TO = Duration.ofHours(2);
  private static final Duration HOURS_UP_TO = Duration.ofDays(2);

  /** Entities whose value shows what kind it is. */
  private static final Set<String> SPEAKING_KINDS =
      Set.of(
          "source_ip", "source_network", "destination", "destination_block", "destination_range");

  private FindingText() {}

  /** What the finding is about: {@code +24177012xx}, {@code 203.0.113.7}, {@code country GA}. */
  static String entity(Finding finding) {
    String openDigits =
        finding.blockDigits() == null ? "" : "x".repeat(Math.max(0, finding.blockDigits()));
    String value = finding.entityValue() + openDigits;
    return SPEAKING_KINDS.contains(finding.entityKind())
        ? value
        : finding.entityKind() + " " + value;
  }

  /** {@code high}, or {@code (high)} where the finding pages nobody. */
  static String severity(Finding finding) {
    String word = finding.severity().word();
    return finding.alerting() ? word : "(" + word + ")";
  }

  static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** With two digits after the point, for columns. */
  static String hundredths(double number) {
    return String.format(Locale.ROOT, "%,.2f", number);
  }

  /** With as many digits after the point as it needs, two at most. */
  static String number(double number) {
    return hundredths(number).replaceFirst("\\.?0+$", "");
  }

  /** A share as a percentage; a dash where it is unknown. */
  static String percent(Double share) {
    return share == null ? UNKNOWN : String.format(Locale.ROOT, "%.1f%%", share * PERCENT);
  }

  /** Dollars, with a tilde where a tariff stood in for a price. */
  static String usd(double amount, boolean estimated) {
    return String.format(Locale.ROOT, "%s$%,.2f", estimated ? "~" : "", amount);
  }

  /** A time in UTC, to the minute. */
  static String minute(Instant time) {
    return MINUTE.format(time);
  }

  /** How long it is: {@code 98 min}, {@code 18.2 h}, {@code 2.5 d}. */
  static String length(Instant start, Instant end) {
    Duration length = Duration.between(start, end);
    if (length.compareTo(MINUTES_UP_TO) < 0) {
      return length.toMinutes() + " min";
    }
    boolean hours = length.compareTo(HOURS_UP_TO) < 0;
    Duration unit = hours ? Duration.ofHours(1) : Duration.ofDays(1);
    return String.format(
        Locale.ROOT, "%.1f %s", length.toSeconds() / (double) unit.toSeconds(), hours ? "h" : "d");
  }
}
