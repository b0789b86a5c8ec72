package io.pumpwatch.jobs.alert;

import io.pumpwatch.feature.Grain;
import io.pumpwatch.finding.Finding;
import io.pumpwatch.finding.Severity;
import io.pumpwatch.jobs.address.IpLiteral;
import io.pumpwatch.jobs.output.LogText;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;

/**
 * A finding as one line of ArcSight's Common Event Format, version 0: seven fields of a header with
 * {@code |} between them, then {@code key=value} pairs with spaces between them.
 *
 * <p>In the header {@code \} and {@code |} are escaped, in values {@code \} and {@code =}. Text
 * that may come from logs is made fit to be shown first, so that a line never ends within it, and
 * each value is cut at the length that the format's dictionary gives its key ("Implementing
 * ArcSight Common Event Format (CEF)", version 23, 2016). Equal findings give equal lines.
 */
public final class CommonEvent {
  private static final String FORMAT = "CEF:0";
  private static final String VENDOR_AND_PRODUCT = "Pumpwatch";
  private static final String UNPACKED_VERSION = "unknown";

  private static final int LONGEST_ID = 40;
  private static final int LONGEST_WORD = 63;
  private static final int LONGEST_HEADER = 512;
  private static final int LONGEST_TEXT = 1023;
  private static final int LONGEST_CUSTOM_TEXT = 4000;

  private final Map<String, String> extension = new LinkedHashMap<>();
  private final Finding finding;

  private CommonEvent(Finding finding) {
    this.finding = finding;
  }

  /** The line, without its end. */
  public static String line(Finding finding) {
    return new CommonEvent(finding).line();
  }

  private String line() {
    StringJoiner line = new StringJoiner("|");
    header().forEach(field -> line.add(cut(field, LONGEST_HEADER).replaceAll("[\\\\|]", "\\\\$0")));
    addExtension();
    StringJoiner pairs = new StringJoiner(" ");
    extension.forEach((key, value) -> pairs.add(key + "=" + value.replaceAll("[\\\\=]", "\\\\$0")));
    return line.add(pairs.toString()).toString();
  }

  private List<String> header() {
    return List.of(
        FORMAT,
        VENDOR_AND_PRODUCT,
        VENDOR_AND_PRODUCT,
        Objects.requireNonNullElse(DetectionFinding.productVersion(), UNPACKED_VERSION),
        finding.pattern(),
        DetectionFinding.title(finding),
        Integer.toString(severity(finding.severity())));
  }

  /** From 0 to 10: low up to 3, medium up to 6, high up to 8, then very high. */
  private static int severity(Severity severity) {
    return switch (severity) {
      case INFORMATIONAL -> 1;
      case LOW -> 3;
      case MEDIUM -> 5;
      case HIGH -> 8;
      case CRITICAL -> 10;
    };
  }

  private void addExtension() {
    put("rt", finding.detectedAt().toEpochMilli());
    put("start", finding.windowStart().toEpochMilli());
    put("end", finding.windowEnd().toEpochMilli());
    put("externalId", finding.findingId(), LONGEST_ID);
    put("cat", finding.attackTechnique(), LONGEST_TEXT);
    put("outcome", finding.status(), LONGEST_WORD);
    put("cnt", DetectionFinding.attempts(finding));
    addClientOrUser();
    put("msg", finding.explanation(), LONGEST_TEXT);
    labelled("cs1", "incidentId", finding.incidentId());
    labelled("cs2", "entityKind", finding.entityKind());
    labelled("cs3", "entityValue", finding.entityValue());
    labelled("cs4", "tenant", finding.tenant());
    labelled("cs5", "flow", finding.flow());
    labelled("cs6", "country", finding.country());
    labelled("cn1", "revision", finding.revision());
    labelled("cn2", "verified", finding.verified());
    labelled("cn3", "distinctDestinations", finding.distinctDestinations());
    labelled("cfp1", "costUsd", finding.costUsd());
    labelled("cfp2", "score", finding.score());
    labelled("cfp3", "threshold", finding.threshold());
    if (finding.conversion() != null) {
      labelled("cfp4", "conversion", finding.conversion());
    }
    put("flexString1", finding.recommendedAction(), LONGEST_TEXT);
    put("flexString1Label", "recommendedAction", LONGEST_TEXT);
    put("flexString2", Boolean.toString(finding.alerting()), LONGEST_TEXT);
    put("flexString2Label", "alerting", LONGEST_TEXT);
  }

  /** An address of the sixth version has a key of its own in this version of the format. */
  private void addClientOrUser() {
    String value = finding.entityValue();
    if (Grain.SOURCE_IP.word().equals(finding.entityKind())) {
      InetAddress address = IpLiteral.parse(value);
      if (address instanceof Inet4Address) {
        put("src", value, LONGEST_TEXT);
      } else if (address != null) {
        put("c6a2", value, LONGEST_TEXT);
        put("c6a2Label", "Source IPv6 Address", LONGEST_TEXT);
      }
    } else if (Grain.USER.word().equals(finding.entityKind())) {
      put("suser", value, LONGEST_TEXT);
    }
  }

  private void labelled(String key, String label, Object value) {
    if (value != null) {
      put(key, value.toString(), LONGEST_CUSTOM_TEXT);
      put(key + "Label", label, LONGEST_TEXT);
    }
  }

  private void put(String key, long value) {
    extension.put(key, Long.toString(value));
  }

  private void put(String key, String value, int longest) {
    extension.put(key, cut(LogText.shown(value), longest));
  }

  private static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
    return text.substring(0, end);
  }
}
