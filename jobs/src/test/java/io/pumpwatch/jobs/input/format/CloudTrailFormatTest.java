package io.pumpwatch.jobs.input.format;

import static io.pumpwatch.jobs.input.format.ReadLog.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.jobs.settings.CloudTrailSettings;
import io.pumpwatch.jobs.settings.InputSettings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudTrailFormatTest {
  private static final String WHEN = "2025-03-01T12:00:00Z";

  private static String call(String source, String name, String fields) {
    return json(
        "{'eventVersion':'1.09','eventTime':'"
            + WHEN
            + "','eventSource':'"
            + source
            + ".amazonaws.com','eventName':'"
            + name
            + "','awsRegion':'eu-west-1','recipientAccountId':'111122223333',"
            + "'sourceIPAddress':'203.0.113.9','eventID':'e1'"
            + (fields.isEmpty() ? "" : "," + fields)
            + "}");
  }

  private static List<String> cognito(String name, String fields) {
    return ReadLog.of(call("cognito-idp", name, fields), "cloudtrail").summaries();
  }

  private static List<String> publish(String fields) {
    return ReadLog.of(call("sns", "Publish", fields), "cloudtrail").summaries();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          SignUp                           | signup_otp
          ForgotPassword                   | password_reset
          ResendConfirmationCode           | signup_otp
          GetUserAttributeVerificationCode |
          AdminCreateUser                  |
          """)
  void callsThatSendAreRequests(String name, String flow) {
    assertThat(cognito(name, "'requestParameters':{'clientId':'c1'}"))
        .containsExactly(
            "requested "
                + WHEN
                + " id=e1"
                + (flow == null ? "" : " flow=" + flow)
                + " provider=aws_cognito identity=c1 region=eu-west-1 ip=203.0.113.9 operation="
                + name);
  }

  @ParameterizedTest
  @CsvSource({
    "ConfirmSignUp, signup_otp",
    "ConfirmForgotPassword, password_reset",
    "VerifyUserAttribute,"
  })
  void callsThatConfirmAreVerifications(String name, String flow) {
    assertThat(cognito(name, "'additionalEventData':{'sub':'u1'}"))
        .containsExactly(
            "verified "
                + WHEN
                + " id=e1"
                + (flow == null ? "" : " flow=" + flow)
                + " provider=aws_cognito region=eu-west-1 ip=203.0.113.9 user=u1 operation="
                + name);
    assertThat(cognito(name, "'errorCode':'CodeMismatchException'")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "TooManyRequestsException, blocked",
    "LimitExceededException, blocked",
    "ThrottlingException, blocked",
    "AccessDeniedException, blocked",
    "CodeDeliveryFailureException, failed",
    "UsernameExistsException, failed"
  })
  void aSendThatWasThrottledOrDeniedIsBlocked(String error, String type) {
    assertThat(
            cognito(
                "SignUp",
                "'errorCode':'" + error + "','requestParameters':null,'responseElements':null"))
        .singleElement()
        .asString()
        .startsWith(type + " " + WHEN)
        .endsWith("error=" + error);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'errorCode':'NotAuthorizedException','requestParameters':{'authParameters':'HIDDEN_DUE_TO_SECURITY_REASONS'} | `a wrong password`
          'responseElements':{'authenticationResult':'HIDDEN_DUE_TO_SECURITY_REASONS'}                                | `no challenge`
          'responseElements':{'challengeName':'SOFTWARE_TOKEN_MFA'}                                                   | `another challenge`
          'responseElements':null                                                                                     | `no answer`
          """)
  void aLogInWithoutAnSmsChallengeIsNoSend(String fields, String why) {
    assertThat(cognito("InitiateAuth", fields)).as(why).isEmpty();
  }

  @Test
  void aLogInIsASendWhereItsAnswerNamesAnSmsChallenge() {
    String challenge = "'responseElements':{'challengeName':'SMS_MFA'}";
    assertThat(cognito("InitiateAuth", challenge))
        .singleElement()
        .asString()
        .startsWith("requested");
    assertThat(
            cognito(
                "RespondToAuthChallenge",
                "'requestParameters':{'challengeName':'PASSWORD_VERIFIER'}," + challenge))
        .singleElement()
        .asString()
        .startsWith("requested")
        .contains("flow=login_otp");
  }

  @Test
  void answeringAnSmsChallengeConfirms() {
    assertThat(cognito("RespondToAuthChallenge", "'requestParameters':{'challengeName':'SMS_MFA'}"))
        .singleElement()
        .asString()
        .startsWith("verified");
    assertThat(
            cognito(
                "RespondToAuthChallenge",
                "'errorCode':'CodeMismatchException',"
                    + "'requestParameters':{'challengeName':'SMS_MFA'}"))
        .isEmpty();
    assertThat(
            cognito(
                "RespondToAuthChallenge",
                "'requestParameters':{'challengeName':'SELECT_MFA_TYPE'}"))
        .isEmpty();
  }

  @Test
  void aSettingMakesEveryLogInOfAPoolASend() {
    InputSettings settings = withCloudTrail(List.of("pool-1"), List.of());
    String logIn =
        call("cognito-idp", "AdminInitiateAuth", "'requestParameters':{'userPoolId':'pool-1'}");
    String throttled =
        call(
            "cognito-idp",
            "AdminInitiateAuth",
            "'errorCode':'TooManyRequestsException','requestParameters':{'userPoolId':'pool-1'}");
    String otherPool =
        call("cognito-idp", "AdminInitiateAuth", "'requestParameters':{'userPoolId':'pool-2'}");
    ReadLog log =
        ReadLog.of(
            String.join("\n", logIn, throttled, otherPool).getBytes(StandardCharsets.UTF_8),
            null,
            settings);
    assertThat(log.events())
        .extracting(event -> event.eventType().word())
        .containsExactly("requested", "blocked");
    assertThat(log.skipped()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          SignUp              | 'responseElements':{'codeDeliveryDetails':{'deliveryMedium':'EMAIL'}}
          AdminCreateUser     | 'requestParameters':{'desiredDeliveryMediums':['EMAIL']}
          VerifyUserAttribute | 'requestParameters':{'attributeName':'email'}
          Confirm_POST        | 'additionalEventData':{'requestParameters':{'deliveryMedium':['EMAIL']}}
          """)
  void aCodeByMailIsNoSms(String name, String fields) {
    assertThat(cognito(name, fields)).singleElement().asString().contains("channel=email");
  }

  @Test
  void aSignUpThatIsConfirmedAtOnceSendsNothing() {
    assertThat(cognito("SignUp", "'responseElements':{'userConfirmed':true}")).isEmpty();
    assertThat(cognito("AdminCreateUser", "'requestParameters':{'messageAction':'SUPPRESS'}"))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Signup_POST, 302, requested",
    "ResendCode_POST, 302, requested",
    "ForgotPassword_POST, 200.0, requested",
    "Mfa_POST, 302, requested",
    "Signup_POST, 429, blocked",
    "Signup_POST, 500, failed",
    "Confirm_POST, 302, verified",
    "ConfirmForgotPassword_POST, 302, verified"
  })
  void pagesOfTheHostedUiCountByTheirStatus(String name, String status, String type) {
    assertThat(
            cognito(
                name,
                "'eventType':'AwsServiceEvent','errorCode':'','requestParameters':null,"
                    + "'additionalEventData':{'responseParameters':{'status':"
                    + status
                    + "},'requestParameters':{'client_id':['c1'],'sub':['u1'],"
                    + "'username':['HIDDEN_DUE_TO_SECURITY_REASONS']}}"))
        .singleElement()
        .asString()
        .startsWith(type)
        .contains("identity=c1", "user=u1");
  }

  @ParameterizedTest
  @CsvSource({"Signup_GET", "Confirm_GET", "Login_POST", "Token_POST", "SAML2Response_POST"})
  void otherPagesAreSkipped(String name) {
    ReadLog log = ReadLog.of(call("cognito-idp", name, ""), "cloudtrail");
    assertThat(log.yields()).singleElement().matches(yield -> yield.isSkipped());
  }

  @Test
  void aConfirmationThatThePageRefusedIsNone() {
    assertThat(
            cognito("Confirm_POST", "'additionalEventData':{'responseParameters':{'status':400}}"))
        .isEmpty();
  }

  @Test
  void readsPublications() {
    assertThat(
            publish(
                "'userIdentity':{'arn':'arn:aws:iam::111122223333:user/app'},"
                    + "'requestParameters':{'phoneNumber':'+12025550143',"
                    + "'message':'HIDDEN_DUE_TO_SECURITY_REASONS'},"
                    + "'responseElements':{'messageId':'m1'}"))
        .containsExactly(
            "sent "
                + WHEN
                + " id=m1 provider=aws_sns identity=arn:aws:iam::111122223333:user/app"
                + " region=eu-west-1 to=+12025550143 ip=203.0.113.9 operation=Publish");
  }

  @Test
  void aHiddenNumberIsNoDestination() {
    assertThat(publish("'requestParameters':{'phoneNumber':'HIDDEN_DUE_TO_SECURITY_REASONS'}"))
        .containsExactly(
            "sent " + WHEN + " provider=aws_sns region=eu-west-1 ip=203.0.113.9 operation=Publish");
  }

  @Test
  void aDeniedPublicationIsBlocked() {
    assertThat(publish("'errorCode':'AccessDenied','requestParameters':null"))
        .singleElement()
        .asString()
        .startsWith("blocked")
        .endsWith("error=AccessDenied");
  }

  @Test
  void aTopicIsNotSmsUnlessASettingSaysSo() {
    String topic = "'requestParameters':{'topicArn':'arn:aws:sns:eu-west-1:111122223333:otp'}";
    assertThat(publish(topic)).isEmpty();
    ReadLog log =
        ReadLog.of(
            call("sns", "Publish", topic).getBytes(StandardCharsets.UTF_8),
            null,
            withCloudTrail(List.of(), List.of("*:otp")));
    assertThat(log.summaries()).singleElement().asString().startsWith("sent");
  }

  @Test
  void theNameOfAServiceIsNoAddress() {
    ReadLog log =
        ReadLog.of(
            call("cognito-idp", "SignUp", "").replace("203.0.113.9", "cognito-idp.amazonaws.com"),
            null);
    assertThat(log.events()).singleElement().matches(event -> event.sourceIp() == null);
  }

  @Test
  void readsFilesLinesAndEventBridgeAlike() {
    String record = call("cognito-idp", "SignUp", "");
    List<String> expected = ReadLog.of(record).summaries();
    assertThat(expected).hasSize(1);
    assertThat(ReadLog.of(json("{'Records':[") + record + "]}").summaries()).isEqualTo(expected);
    assertThat(
            ReadLog.of(
                    json("{'version':'0','detail-type':'AWS API Call via CloudTrail','detail':")
                        + record
                        + "}")
                .summaries())
        .isEqualTo(expected);
  }

  @Test
  void aRecordWithoutATimeIsDead() {
    ReadLog log = ReadLog.of(call("sns", "Publish", "").replace(WHEN, "yesterday"));
    assertThat(log.deadLetters())
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.format()).isEqualTo("cloudtrail");
              assertThat(letter.reason()).isEqualTo("its time cannot be read: yesterday");
            });
  }

  private static InputSettings withCloudTrail(List<String> pools, List<String> topics) {
    InputSettings plain = InputSettings.defaults();
    CloudTrailSettings calls = plain.cloudTrail();
    return new InputSettings(
        plain.mappings(),
        plain.shippedMappings(),
        plain.web(),
        new CloudTrailSettings(
            calls.sendOperations(),
            calls.confirmOperations(),
            calls.logInOperations(),
            calls.smsChallenges(),
            pools,
            topics,
            calls.refusals()),
        plain.mapped(),
        plain.clientAddress(),
        plain.limits());
  }
}
