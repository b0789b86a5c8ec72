package io.pumpwatch.jobs.input.format;

import com.fasterxml.jackson.databind.JsonNode;
import io.pumpwatch.event.EventType;
import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.jobs.input.format.field.ClientAddress;
import io.pumpwatch.jobs.input.format.field.DestinationNumber;
import io.pumpwatch.jobs.input.format.field.JsonFields;
import io.pumpwatch.jobs.input.format.framing.LogRecord;
import io.pumpwatch.jobs.input.format.framing.MalformedRecord;
import io.pumpwatch.jobs.settings.InputSettings;
import java.util.List;
import java.util.Optional;

/**
 * CloudTrail: {@code Publish} of SNS, and what Cognito user pools send and confirm. Records of
 * other calls are skipped.
 *
 * <p>AWS hides the number that SNS publishes to; it is taken where a record has it. Cognito hides
 * the user's name and number: the user is {@code sub}. A Cognito row has the record's {@code
 * eventID} for a message id, so that a record delivered twice can be told; it joins no other row.
 */
final class CloudTrailFormat implements LogFormat {
  private static final String SNS = "sns.amazonaws.com";
  private static final String COGNITO = "cognito-idp.amazonaws.com";

  private final ClientAddress clientAddress;
  private final CloudTrailRefusals refusals;
  private final CognitoCalls cognitoCalls;
  private final List<Glob> smsTopics;

  CloudTrailFormat(InputSettings settings) {
    clientAddress = new ClientAddress(settings.clientAddress());
    refusals = new CloudTrailRefusals(settings.cloudTrail().refusals());
    cognitoCalls = new CognitoCalls(settings.cloudTrail(), refusals);
    smsTopics = Glob.all(settings.cloudTrail().smsTopics());
  }

  @Override
  public String name() {
    return "cloudtrail";
  }

  @Override
  public boolean recognises(LogRecord record) {
    return isCloudTrail(record.objectOrMissing());
  }

  @Override
  public List<LogRow> decode(LogRecord record) throws MalformedRecord {
    JsonNode object = record.object();
    if (!isCloudTrail(object)) {
      throw new MalformedRecord("it has no eventSource and eventName");
    }
    CloudTrailRecord call = new CloudTrailRecord(object);
    if (SNS.equals(call.source()) && "Publish".equals(call.name())) {
      return publication(call);
    }
    return COGNITO.equals(call.source()) ? cognitoCall(call) : List.of();
  }

  /** The user pool, or the domain of its hosted UI; null where the record names none. */
  static String pool(CloudTrailRecord call) {
    String pool = call.parameter("userPoolId");
    return pool != null
        ? pool
        : JsonFields.text(call.json().path("additionalEventData"), "userPoolId", "userPoolDomain");
  }

  /** The app client; null where the record names none. */
  static String client(CloudTrailRecord call) {
    return call.parameter("clientId", "client_id");
  }

  private static boolean isCloudTrail(JsonNode object) {
    return object.path("eventSource").isTextual() && object.path("eventName").isTextual();
  }

  private List<LogRow> publication(CloudTrailRecord call) throws MalformedRecord {
    String topic = call.parameter("topicArn", "targetArn");
    if (topic != null && !Glob.anyMatches(smsTopics, topic)) {
      return List.of();
    }
    EventType type = EventType.SENT;
    if (call.errorCode() != null) {
      type = refusals.refused(call) ? EventType.BLOCKED : EventType.FAILED;
    }
    SmsEvent event =
        row(call, type)
            .provider("aws_sns")
            .identity(call.caller())
            .messageId(CloudTrailRecord.scalar(call.response("messageId")))
            .destination(DestinationNumber.of(call.parameter("phoneNumber", "PhoneNumber")))
            .build();
    return List.of(new LogRow(event, TrafficOrigin.ofAccount(call.account(), topic)));
  }

  private List<LogRow> cognitoCall(CloudTrailRecord call) throws MalformedRecord {
    Optional<EventType> type = cognitoCalls.typeOf(call);
    if (type.isEmpty()) {
      return List.of();
    }
    String client = client(call);
    SmsEvent event =
        row(call, type.get())
            .provider("aws_cognito")
            .messageId(call.text("eventID"))
            .identity(client != null ? client : call.caller())
            .channel(cognitoCalls.channelOf(call))
            .userId(user(call))
            .statusCode(call.pageStatus())
            .build();
    return List.of(new LogRow(event, TrafficOrigin.ofAccount(call.account(), pool(call))));
  }

  private SmsEvent.Builder row(CloudTrailRecord call, EventType type) throws MalformedRecord {
    return SmsEvent.ofMicros(call.timeMicros(), type)
        .region(call.text("awsRegion"))
        .sourceIp(clientAddress.of(call.text("sourceIPAddress")))
        .userAgent(call.text("userAgent"))
        .operation(call.name())
        .errorCode(call.errorCode());
  }

  private static String user(CloudTrailRecord call) {
    String user = CloudTrailRecord.scalar(call.additional("sub"));
    if (user == null) {
      user = call.parameter("sub");
    }
    return user != null ? user : CloudTrailRecord.scalar(call.response("userSub"));
  }
}
