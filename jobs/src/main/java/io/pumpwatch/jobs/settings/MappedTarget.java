package io.pumpwatch.jobs.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a mapping may fill: the columns of the event contract, and the account, service, host and
 * path that {@link TrafficMapping} looks at.
 */
public enum MappedTarget {
  EVENT_TIME,
  EVENT_TYPE,
  MESSAGE_ID,
  TENANT,
  FLOW,
  CHANNEL,
  PROVIDER,
  IDENTITY,
  REGION,
  DESTINATION,
  COUNTRY,
  NETWORK,
  SOURCE_IP,
  USER_ID,
  USER_AGENT,
  OPERATION,
  ERROR_CODE,
  STATUS_CODE,
  SEGMENTS,
  PRICE_USD,
  SECONDS_TO_VERIFY,
  COUNT,
  ACCOUNT,
  SERVICE,
  HOST,
  PATH;

  /** The name in a settings file, {@code event_time}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The target of that name; empty where there is none. */
  public static Optional<MappedTarget> ofWord(String word) {
    return Arrays.stream(values()).filter(target -> target.word().equals(word)).findFirst();
  }

  static List<String> words() {
    return Arrays.stream(values()).map(MappedTarget::word).toList();
  }
}
