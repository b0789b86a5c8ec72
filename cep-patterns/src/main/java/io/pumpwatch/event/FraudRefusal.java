package io.pumpwatch.event;

import java.util.Map;
import java.util.Set;

/**
 * Whether a provider refused a message because it took it for pumping or spam itself. The codes, by
 * provider, as its documentation gives them: Twilio's SMS Pumping Protection (30450, 30453) and
 * Verify Fraud Guard (60410), AWS End User Messaging's Protect ({@code PROTECT_BLOCKED}, in its
 * events with the prefix {@code TEXT_}) and {@code SPAM}, Vonage's anti-spam (6) and fraud (22)
 * rejections, Infobip's flooding filters and spam rejection.
 */
public final class FraudRefusal {
  private static final String TEXT = "TEXT_";
  private static final Map<String, Set<String>> CODES =
      Map.of(
          "twilio", Set.of("30450", "30453"),
          "twilio_verify", Set.of("60410"),
          "aws_eum", Set.of("PROTECT_BLOCKED", "SPAM"),
          "vonage", Set.of("6", "22"),
          "infobip",
              Set.of(
                  "REJECTED_FLOODING_FILTER",
                  "EC_DESTINATION_FLOODING",
                  "EC_DESTINATION_TXT_FLOODING",
                  "EC_REJECTED_SPAM_BY_OPERATOR"));

  private FraudRefusal() {}

  /** Whether the event is such a refusal. */
  public static boolean is(SmsEvent event) {
    return event.eventType() == EventType.BLOCKED
        && event.provider() != null
        && isCode(event.provider(), event.errorCode());
  }

  /**
   * Whether that code of the provider's says so.
   *
   * @param provider as in {@link SmsEvent#provider}
   * @param code null where there is none
   */
  public static boolean isCode(String provider, String code) {
    if (code == null) {
      return false;
    }
    String name = code.startsWith(TEXT) ? code.substring(TEXT.length()) : code;
    return CODES.getOrDefault(provider, Set.of()).contains(name);
  }
}
