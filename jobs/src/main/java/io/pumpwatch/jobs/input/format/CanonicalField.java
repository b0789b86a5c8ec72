package io.pumpwatch.jobs.input.format;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The fields of the event contract, version 1. */
enum CanonicalField {
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
  COUNT;

  private static final Map<String, CanonicalField> BY_WORD =
      Arrays.stream(values()).collect(Collectors.toMap(CanonicalField::word, Function.identity()));

  private final String word = name().toLowerCase(Locale.ROOT);

  /** The field's name in JSON. */
  String word() {
    return word;
  }

  /** The field of that name, or null. */
  static CanonicalField ofWord(String word) {
    return BY_WORD.get(word);
  }
}
