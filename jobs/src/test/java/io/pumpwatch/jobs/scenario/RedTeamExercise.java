package io.pumpwatch.jobs.scenario;

import io.pumpwatch.datasets.simulate.world.LogLine;
import io.pumpwatch.jobs.rules.RulesReader;
import io.pumpwatch.pattern.DetectionRules;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * The exercises that red teams are told to run to see whether SMS pumping is noticed, as the lines
 * that the target's logs then hold: so many sends, spread evenly over a stretch that begins then.
 */
final class RedTeamExercise {
  static final String SNS_NUMBER = "+447700900123";
  static final String SNS_IDENTITY = "arn:aws:iam::111122223333:user/red-team";
  static final String SNS_CLIENT = "192.0.2.88";
  static final String COGNITO_USER = "5b0f4c1e-0c55-4d0e-9d3c-7f1c0a3c9e11";
  static final String COGNITO_CLIENT = "203.0.113.66";
  static final String WEB_CLIENT = "198.51.100.77";
  static final String TWILIO_NUMBER = "+12025550143";

  private static final DateTimeFormatter CLOUDWATCH =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter COMMON_LOG =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** By default a program that repeats itself to one user for seconds is nobody's attack. */
  static final Map<String, Long> CLOSE_WATCH = Map.of("user", 5L, "destination", 3L);

  private RedTeamExercise() {}

  /** All of them, one an hour, with single users and numbers watched closely. */
  static Scenario all(Instant start) {
    return Scenario.together(
            "red-team exercises from second " + start.atOffset(ZoneOffset.UTC).getSecond(),
            snsToOneNumber(start),
            snsPublications(start.plus(1, ChronoUnit.HOURS)),
            cognitoForgotPassword(start.plus(2, ChronoUnit.HOURS)),
            otpEndpoint(start.plus(3, ChronoUnit.HOURS)),
            twilioToOneNumber(start.plus(4, ChronoUnit.HOURS)))
        .withSettings(closeWatch());
  }

  /** The settings of the close watch. */
  static String closeWatch() {
    return CLOSE_WATCH.entrySet().stream()
        .map(floor -> "      " + floor.getKey() + ": " + floor.getValue() + "\n")
        .collect(Collectors.joining("", "detection:\n  burst:\n    floors:\n", ""));
  }

  /** The rules that ship with the close watch. */
  static DetectionRules closelyWatching() {
    return changed(DetectionRules.defaults(), closeWatch());
  }

  /**
   * The rules with a change.
   *
   * @param yaml as in a settings file
   */
  static DetectionRules changed(DetectionRules rules, String yaml) {
    return new RulesReader(rules).read("effective-from: 2026-03-02T12:00:00Z\n" + yaml).rules();
  }

  /** 15 texts through SNS to one number in 5 seconds, as the delivery status log has them. */
  static Scenario snsToOneNumber(Instant start) {
    return Scenario.of(
        "SNS texts to one number",
        "sns-delivery",
        lines(15, Duration.ofSeconds(5), start, RedTeamExercise::snsDelivery));
  }

  /** The same as CloudTrail has them, which hides the number. */
  static Scenario snsPublications(Instant start) {
    return Scenario.of(
        "SNS publications",
        "sns-cloudtrail",
        lines(15, Duration.ofSeconds(5), start, RedTeamExercise::publication));
  }

  /** 20 forgotten passwords of one user from one address in 10 seconds, every fifth throttled. */
  static Scenario cognitoForgotPassword(Instant start) {
    return Scenario.of(
        "Cognito forgot password",
        "cognito-cloudtrail",
        lines(20, Duration.ofSeconds(10), start, RedTeamExercise::forgotPassword));
  }

  /** 60 requests for a code from one address in 15 seconds, every third answered with 429. */
  static Scenario otpEndpoint(Instant start) {
    return Scenario.of(
        "OTP endpoint",
        "access",
        lines(60, Duration.ofSeconds(15), start, RedTeamExercise::otpRequest));
  }

  /** 5 messages through Twilio to one number in 5 seconds, each queued, sent and delivered. */
  static Scenario twilioToOneNumber(Instant start) {
    List<LogLine> lines = new ArrayList<>();
    lines.addAll(lines(5, Duration.ofSeconds(5), start, twilio("queued")));
    lines.addAll(lines(5, Duration.ofSeconds(5), start.plusMillis(300), twilio("sent")));
    lines.addAll(lines(5, Duration.ofSeconds(5), start.plusMillis(2600), twilio("delivered")));
    lines.sort((one, other) -> Long.compare(one.writtenMicros(), other.writtenMicros()));
    return Scenario.of("Twilio messages to one number", "twilio", lines);
  }

  private static List<LogLine> lines(
      int count, Duration stretch, Instant start, BiFunction<Integer, Instant, String> record) {
    List<LogLine> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Instant time =
          start.plus(stretch.multipliedBy(i).dividedBy(count)).truncatedTo(ChronoUnit.MILLIS);
      lines.add(new LogLine(ChronoUnit.MICROS.between(Instant.EPOCH, time), record.apply(i, time)));
    }
    return lines;
  }

  private static String json(String text, Object... values) {
    return String.format(Locale.ROOT, text.replace('\'', '"'), values);
  }

  private static String snsDelivery(int i, Instant time) {
    return json(
        "{'notification':{'messageId':'00000000-0000-4000-8000-%012d','timestamp':'%s'},"
            + "'delivery':{'phoneCarrier':'Example','mnc':10,'mcc':234,'numberOfMessageParts':1,"
            + "'destination':'%s','priceInUSD':0.04,'smsType':'Transactional',"
            + "'providerResponse':'Message has been accepted by phone','dwellTimeMs':500,"
            + "'dwellTimeMsUntilDeviceAck':2100},'status':'SUCCESS'}",
        i, CLOUDWATCH.format(time), SNS_NUMBER);
  }

  private static String publication(int i, Instant time) {
    return json(
        "{'eventVersion':'1.11','userIdentity':{'type':'IAMUser','arn':'%s',"
            + "'accountId':'111122223333','userName':'red-team'},'eventTime':'%s',"
            + "'eventSource':'sns.amazonaws.com','eventName':'Publish','awsRegion':'us-east-1',"
            + "'sourceIPAddress':'%s','userAgent':'aws-cli/2.17.0',"
            + "'requestParameters':{'message':'HIDDEN_DUE_TO_SECURITY_REASONS',"
            + "'phoneNumber':'HIDDEN_DUE_TO_SECURITY_REASONS'},"
            + "'responseElements':{'messageId':'10000000-0000-4000-8000-%012d'},"
            + "'eventID':'20000000-0000-4000-8000-%012d','eventType':'AwsApiCall',"
            + "'managementEvent':false,'recipientAccountId':'111122223333',"
            + "'eventCategory':'Data'}",
        SNS_IDENTITY, time.truncatedTo(ChronoUnit.SECONDS), SNS_CLIENT, i, i);
  }

  private static String forgotPassword(int i, Instant time) {
    boolean throttled = i % 5 == 4;
    return json(
        "{'eventVersion':'1.11','userIdentity':{'type':'Unknown','principalId':'Anonymous'},"
            + "'eventTime':'%s','eventSource':'cognito-idp.amazonaws.com',"
            + "'eventName':'ForgotPassword','awsRegion':'us-east-1','sourceIPAddress':'%s',"
            + "'userAgent':'aws-cli/2.17.0',%s"
            + "'requestParameters':{'username':'HIDDEN_DUE_TO_SECURITY_REASONS',"
            + "'clientId':'exampleclientid0000000000'},'responseElements':%s,"
            + "'additionalEventData':{'sub':'%s'},'eventID':'30000000-0000-4000-8000-%012d',"
            + "'eventType':'AwsApiCall','managementEvent':true,"
            + "'recipientAccountId':'111122223333','eventCategory':'Management'}",
        time.truncatedTo(ChronoUnit.SECONDS),
        COGNITO_CLIENT,
        throttled
            ? json("'errorCode':'LimitExceededException','errorMessage':'Attempt limit exceeded',")
            : "",
        throttled
            ? "null"
            : json(
                "{'codeDeliveryDetails':{'attributeName':'phone_number','deliveryMedium':'SMS'}}"),
        COGNITO_USER,
        i);
  }

  private static String otpRequest(int i, Instant time) {
    return String.format(
        Locale.ROOT,
        "%s - - [%s] \"POST /api/otp/send HTTP/1.1\" %s \"-\" \"python-requests/2.32.3\"",
        WEB_CLIENT,
        COMMON_LOG.format(time),
        i % 3 == 2 ? "429 19" : "200 31");
  }

  private static BiFunction<Integer, Instant, String> twilio(String status) {
    return (i, time) ->
        json(
            "{'specversion':'1.0','type':'com.twilio.messaging.message.%s',"
                + "'source':'/2010-04-01/Accounts/AC00000000000000000000000000000001/Messages/SM%032d.json',"
                + "'id':'EZ%s%026d','dataschema':"
                + "'https://events-schemas.twilio.com/Messaging.MessageStatus/7',"
                + "'datacontenttype':'application/json','time':'%s','data':{'messageSid':'SM%032d',"
                + "'timestamp':'%s','accountSid':'AC00000000000000000000000000000001','from':'EXAMPLE',"
                + "'to':'%s','messageStatus':'%s','numberOfSegments':1}}",
            status,
            i,
            status.substring(0, 4),
            i,
            time,
            i,
            time,
            TWILIO_NUMBER,
            status.toUpperCase(Locale.ROOT));
  }
}
