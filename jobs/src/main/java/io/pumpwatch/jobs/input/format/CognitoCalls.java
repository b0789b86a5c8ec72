package io.pumpwatch.jobs.input.format;

import com.fasterxml.jackson.databind.JsonNode;
import io.pumpwatch.event.EventType;
import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.jobs.input.format.field.JsonFields;
import io.pumpwatch.jobs.settings.CloudTrailSettings;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What calls of Cognito user pools say about codes, for the API and the hosted UI.
 *
 * <p>A log-in sends a code only where its answer names an SMS challenge or the pool is one whose
 * log-ins do; answering an SMS challenge correctly confirms the code. A sign-up that is confirmed
 * at once and an invitation that is suppressed send nothing.
 */
final class CognitoCalls {
  private static final String HOSTED_UI_SUFFIX = "_POST";

  private final Set<String> sendOperations;
  private final Set<String> confirmOperations;
  private final Set<String> logInOperations;
  private final Set<String> smsChallenges;
  private final List<Glob> logInSendsCode;
  private final CloudTrailRefusals refusals;

  CognitoCalls(CloudTrailSettings settings, CloudTrailRefusals refusals) {
    sendOperations = Set.copyOf(settings.sendOperations());
    confirmOperations = Set.copyOf(settings.confirmOperations());
    logInOperations = Set.copyOf(settings.logInOperations());
    smsChallenges = Set.copyOf(settings.smsChallenges());
    logInSendsCode = Glob.all(settings.logInSendsCode());
    this.refusals = refusals;
  }

  /** What the call was; empty where it neither sent nor confirmed a code. */
  Optional<EventType> typeOf(CloudTrailRecord call) {
    String operation = call.name();
    if (logInOperations.contains(operation)) {
      return logIn(call);
    }
    if (sendOperations.contains(operation)) {
      return send(call);
    }
    return confirmOperations.contains(operation) && succeeded(call)
        ? Optional.of(EventType.VERIFIED)
        : Optional.empty();
  }

  /** {@code email} where the code went, or would go, by mail only. */
  String channelOf(CloudTrailRecord call) {
    JsonNode delivery = call.response("codeDeliveryDetails");
    String medium = JsonFields.text(delivery, "deliveryMedium");
    if (medium == null) {
      medium = mediumOfParameters(call);
    }
    return "EMAIL".equalsIgnoreCase(medium) ? SmsEvent.EMAIL : SmsEvent.SMS;
  }

  private static String mediumOfParameters(CloudTrailRecord call) {
    String medium = call.parameter("deliveryMedium");
    if (medium != null) {
      return medium;
    }
    JsonNode wanted = call.json().path("requestParameters").path("desiredDeliveryMediums");
    if (wanted.size() == 1) {
      return wanted.path(0).asText();
    }
    return "email".equals(call.parameter("attributeName")) ? "EMAIL" : null;
  }

  private Optional<EventType> logIn(CloudTrailRecord call) {
    boolean sendsCode = sendsCodeAtLogIn(call);
    if (refusals.refused(call)) {
      boolean wrongPassword = "NotAuthorizedException".equals(call.errorCode());
      return sendsCode && !wrongPassword ? Optional.of(EventType.BLOCKED) : Optional.empty();
    }
    if (call.errorCode() != null) {
      return Optional.empty();
    }
    if (isSmsChallenge(call.parameter("challengeName"))) {
      return Optional.of(EventType.VERIFIED);
    }
    boolean challenged = isSmsChallenge(CloudTrailRecord.scalar(call.response("challengeName")));
    boolean begins = !call.name().endsWith("RespondToAuthChallenge");
    return challenged || (sendsCode && begins && !refreshes(call))
        ? Optional.of(EventType.REQUESTED)
        : Optional.empty();
  }

  private static boolean refreshes(CloudTrailRecord call) {
    String flow = call.parameter("authFlow");
    return flow != null && flow.startsWith("REFRESH_TOKEN");
  }

  private boolean isSmsChallenge(String name) {
    return name != null && smsChallenges.contains(name);
  }

  private boolean sendsCodeAtLogIn(CloudTrailRecord call) {
    return Glob.anyMatches(logInSendsCode, CloudTrailFormat.pool(call))
        || Glob.anyMatches(logInSendsCode, CloudTrailFormat.client(call));
  }

  private Optional<EventType> send(CloudTrailRecord call) {
    if (refusals.refused(call)) {
      return Optional.of(EventType.BLOCKED);
    }
    if (call.errorCode() != null || pageFailed(call)) {
      return Optional.of(EventType.FAILED);
    }
    return sendsNothing(call) ? Optional.empty() : Optional.of(EventType.REQUESTED);
  }

  private static boolean sendsNothing(CloudTrailRecord call) {
    boolean confirmedAtOnce = call.response("userConfirmed").asBoolean(false);
    return (confirmedAtOnce && !call.response("codeDeliveryDetails").isObject())
        || "SUPPRESS".equals(call.parameter("messageAction"));
  }

  private static boolean succeeded(CloudTrailRecord call) {
    return call.errorCode() == null && !pageFailed(call);
  }

  /** The hosted UI redirects after a form that it took. */
  private static boolean pageFailed(CloudTrailRecord call) {
    Integer status = call.pageStatus();
    return call.name().endsWith(HOSTED_UI_SUFFIX) && status != null && status >= 400;
  }
}
