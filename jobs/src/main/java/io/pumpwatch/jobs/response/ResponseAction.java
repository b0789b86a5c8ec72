package io.pumpwatch.jobs.response;

import io.pumpwatch.feature.Grain;
import io.pumpwatch.jobs.settings.ResponseSettings;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;

/** What is done to an entity. */
enum ResponseAction {
  /** Send nothing to numbers that begin like this. */
  BLOCK_PREFIX(ResponseSettings::keepPrefix),
  /** Send less there: known people are among them. */
  THROTTLE_PREFIX(ResponseSettings::keepPrefix),
  /** Have the client prove that a person sits there. */
  CHALLENGE_SOURCE(ResponseSettings::keepSource),
  /** Send no codes for the account. */
  HOLD_USER(ResponseSettings::keepSource),
  /** Change the credential, or what it may do. */
  RESTRICT_IDENTITY(ResponseSettings::keepSource),
  /** Send less over the destination network. */
  THROTTLE_NETWORK(ResponseSettings::keepFlow),
  /** Send less to the country. */
  THROTTLE_COUNTRY(ResponseSettings::keepFlow),
  /** Send less on the flow. */
  THROTTLE_FLOW(ResponseSettings::keepFlow),
  /** Send less for the tenant. */
  THROTTLE_TENANT(ResponseSettings::keepFlow);

  private final Function<ResponseSettings, Duration> keep;

  ResponseAction(Function<ResponseSettings, Duration> keep) {
    this.keep = keep;
  }

  /** What suits a kind of entity. */
  static ResponseAction on(Grain grain, boolean knownPeople) {
    return switch (grain) {
      case DESTINATION, DESTINATION_BLOCK, DESTINATION_RANGE, BLOCK_COHORT ->
          knownPeople ? THROTTLE_PREFIX : BLOCK_PREFIX;
      case SOURCE_IP, SOURCE_NETWORK -> CHALLENGE_SOURCE;
      case USER -> HOLD_USER;
      case IDENTITY -> RESTRICT_IDENTITY;
      case NETWORK -> THROTTLE_NETWORK;
      case COUNTRY -> THROTTLE_COUNTRY;
      case FLOW -> THROTTLE_FLOW;
      case TENANT -> THROTTLE_TENANT;
    };
  }

  /** How long it is kept after the last message. */
  Duration kept(ResponseSettings settings) {
    return keep.apply(settings);
  }

  /** {@code block_prefix}, …. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
