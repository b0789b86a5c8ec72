package io.pumpwatch.datasets.simulate.log;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pumpwatch.datasets.simulate.world.AwsAccount;
import io.pumpwatch.datasets.simulate.world.Client;
import io.pumpwatch.datasets.simulate.world.Flow;
import io.pumpwatch.datasets.simulate.world.LogLine;
import io.pumpwatch.datasets.simulate.world.MessageLog;
import io.pumpwatch.datasets.simulate.world.SeededRandom;
import io.pumpwatch.datasets.simulate.world.SimulatedMessage;
import io.pumpwatch.event.EventType;
import io.pumpwatch.event.SmsEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * CloudTrail records of a Cognito user pool that sends the codes: client, {@code sub} and API call,
 * never the number, the user's name or a message id. Source: <a
 * href="https://docs.aws.amazon.com/cognito/latest/developerguide/logging-using-cloudtrail.html">
 * Amazon Cognito logging in AWS CloudTrail</a>. Lines are single records; {@link CloudTrailFile}
 * makes a file of them.
 */
public final class CognitoTrail implements MessageLog {

  private static final String HIDDEN = "HIDDEN_DUE_TO_SECURITY_REASONS";
  private static final String THROTTLED = "TooManyRequestsException";

  @Override
  public String format() {
    return "cloudtrail";
  }

  @Override
  public List<SmsEvent> events(SimulatedMessage message) {
    return calls(message).stream().map(call -> call.event(message)).toList();
  }

  @Override
  public List<LogLine> lines(SimulatedMessage message) {
    return calls(message).stream()
        .map(call -> new LogLine(call.micros(), JsonLine.text(call.record(message))))
        .toList();
  }

  private static List<ApiCall> calls(SimulatedMessage message) {
    List<ApiCall> calls = new ArrayList<>(2);
    if (message.client() != null) {
      calls.add(
          new ApiCall(
              message.requestedMicros(),
              message.client(),
              sendOperation(message.flow(), message.attempt()),
              message.throttled() ? EventType.BLOCKED : EventType.REQUESTED));
    }
    if (message.verified()) {
      calls.add(
          new ApiCall(
              message.verifiedMicros(),
              message.enteredFrom(),
              confirmOperation(message.flow()),
              EventType.VERIFIED));
    }
    return calls;
  }

  private static String sendOperation(Flow flow, int attempt) {
    return switch (flow) {
      case SIGNUP_OTP -> attempt == 1 ? "SignUp" : "ResendConfirmationCode";
      case LOGIN_OTP -> "InitiateAuth";
      case PASSWORD_RESET -> "ForgotPassword";
      case NOTIFICATION, MARKETING, DIRECT ->
          throw new IllegalArgumentException("Cognito sends no " + flow);
    };
  }

  private static String confirmOperation(Flow flow) {
    return switch (flow) {
      case SIGNUP_OTP -> "ConfirmSignUp";
      case LOGIN_OTP -> "RespondToAuthChallenge";
      case PASSWORD_RESET -> "ConfirmForgotPassword";
      case NOTIFICATION, MARKETING, DIRECT ->
          throw new IllegalArgumentException("Cognito confirms no " + flow);
    };
  }

  private record ApiCall(long micros, Client client, String operation, EventType type) {

    SmsEvent event(SimulatedMessage message) {
      return SmsEvent.ofMicros(LogTime.toSecond(micros), type)
          .tenant(message.tenant().name())
          .flow(message.flow().word())
          .provider("aws_cognito")
          .identity(message.tenant().aws().appClientId())
          .region(message.tenant().aws().region())
          .sourceIp(client.sourceIp())
          .userAgent(client.userAgent())
          .userId(message.userId())
          .operation(operation)
          .errorCode(type == EventType.BLOCKED ? THROTTLED : null)
          .build();
    }

    ObjectNode record(SimulatedMessage message) {
      AwsAccount aws = message.tenant().aws();
      // Ids of the record, not of the message: derived from it, so that a line needs no state.
      SeededRandom ids = SeededRandom.of(micros, message.id() + operation);
      ObjectNode record = JsonLine.object();
      record.put("eventVersion", "1.11");
      record.putObject("userIdentity").put("type", "Unknown").put("principalId", "Anonymous");
      record
          .put("eventTime", LogTime.isoSeconds(micros))
          .put("eventSource", "cognito-idp.amazonaws.com")
          .put("eventName", operation)
          .put("awsRegion", aws.region())
          .put("sourceIPAddress", client.sourceIp())
          .put("userAgent", client.userAgent());
      if (type == EventType.BLOCKED) {
        record.put("errorCode", THROTTLED).put("errorMessage", "Rate exceeded");
      }
      putRequest(record.putObject("requestParameters"), aws.appClientId());
      if (type == EventType.BLOCKED) {
        record.putNull("responseElements");
      } else {
        putResponse(record.putObject("responseElements"), message.userId());
      }
      record.putObject("additionalEventData").put("sub", message.userId());
      return record
          .put("requestID", ids.uuid())
          .put("eventID", ids.uuid())
          .put("readOnly", false)
          .put("eventType", "AwsApiCall")
          .put("managementEvent", true)
          .put("recipientAccountId", aws.accountId())
          .put("eventCategory", "Management");
    }

    private void putRequest(ObjectNode request, String appClientId) {
      switch (operation) {
        case "InitiateAuth" ->
            request.put("authFlow", "USER_PASSWORD_AUTH").put("authParameters", HIDDEN);
        case "RespondToAuthChallenge" ->
            request
                .put("challengeName", "SMS_MFA")
                .put("challengeResponses", HIDDEN)
                .put("session", HIDDEN);
        case "SignUp" -> request.put("username", HIDDEN).put("password", HIDDEN);
        case "ResendConfirmationCode", "ForgotPassword" -> request.put("username", HIDDEN);
        default -> request.put("username", HIDDEN).put("confirmationCode", HIDDEN);
      }
      request.put("clientId", appClientId);
    }

    private void putResponse(ObjectNode response, String sub) {
      switch (operation) {
        case "InitiateAuth" ->
            response
                .put("challengeName", "SMS_MFA")
                .put("challengeParameters", HIDDEN)
                .put("session", HIDDEN);
        case "RespondToAuthChallenge" -> response.put("authenticationResult", HIDDEN);
        case "SignUp" -> {
          putMedium(response);
          response.put("userConfirmed", false).put("userSub", sub);
        }
        case "ResendConfirmationCode", "ForgotPassword" -> putMedium(response);
        default -> {}
      }
    }

    private static void putMedium(ObjectNode response) {
      response
          .putObject("codeDeliveryDetails")
          .put("attributeName", "phone_number")
          .put("deliveryMedium", "SMS")
          .put("destination", HIDDEN);
    }
  }
}
