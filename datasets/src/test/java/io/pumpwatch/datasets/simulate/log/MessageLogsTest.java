package io.pumpwatch.datasets.simulate.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pumpwatch.datasets.reference.MobilePrefix;
import io.pumpwatch.datasets.simulate.Tenants;
import io.pumpwatch.datasets.simulate.world.Channel;
import io.pumpwatch.datasets.simulate.world.Client;
import io.pumpwatch.datasets.simulate.world.Flow;
import io.pumpwatch.datasets.simulate.world.LogLine;
import io.pumpwatch.datasets.simulate.world.MessageLog;
import io.pumpwatch.datasets.simulate.world.Receipt;
import io.pumpwatch.datasets.simulate.world.SimulatedMessage;
import io.pumpwatch.event.EventType;
import io.pumpwatch.event.SmsEvent;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageLogsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** 2026-03-02T08:15:00.123456Z. */
  private static final long REQUESTED = 1_772_439_300_123_456L;

  private static final long SENT = REQUESTED + 500_000;
  private static final long ARRIVED = SENT + 3_000_000;
  private static final long VERIFIED = SENT + 18_250_000;
  private static final String NUMBER = "+21694000042";

  @Test
  void accessLogKnowsClientsAndPaths() {
    List<LogLine> lines = new AccessLog().lines(converted());

    assertThat(lines)
        .extracting(LogLine::text)
        .containsExactly(
            "240.1.2.3 - - [02/Mar/2026:08:15:00 +0000] \"POST /shop/v1/signup/otp HTTP/1.1\""
                + " 202 34 \"https://shop.example/\" \"Browser/1\"",
            "240.1.2.3 - - [02/Mar/2026:08:15:18 +0000]"
                + " \"POST /shop/v1/signup/otp/verify HTTP/1.1\""
                + " 200 412 \"https://shop.example/\" \"Browser/1\"");
    assertThat(new AccessLog().events(converted()))
        .extracting(SmsEvent::eventType)
        .containsExactly(EventType.REQUESTED, EventType.VERIFIED);
  }

  @Test
  void accessLogRefusesWithStatus429() {
    List<LogLine> lines = new AccessLog().lines(throttled());

    assertThat(lines).singleElement().extracting(LogLine::text).asString().contains("\" 429 ");
    assertThat(new AccessLog().events(throttled()))
        .singleElement()
        .returns(EventType.BLOCKED, SmsEvent::eventType)
        .returns(429, SmsEvent::statusCode);
  }

  @Test
  void cognitoRecordsTheAccountButNotTheNumber() throws IOException {
    List<LogLine> lines = new CognitoTrail().lines(converted());
    JsonNode signUp = JSON.readTree(lines.get(0).text());
    JsonNode confirm = JSON.readTree(lines.get(1).text());

    assertThat(lines).hasSize(2);
    assertThat(signUp.get("eventName").textValue()).isEqualTo("SignUp");
    assertThat(signUp.get("eventTime").textValue()).isEqualTo("2026-03-02T08:15:00Z");
    assertThat(signUp.at("/additionalEventData/sub").textValue()).isEqualTo("account");
    assertThat(signUp.get("recipientAccountId").textValue()).isEqualTo("111122223333");
    assertThat(confirm.get("eventName").textValue()).isEqualTo("ConfirmSignUp");
    assertThat(confirm.get("eventTime").textValue()).isEqualTo("2026-03-02T08:15:18Z");
  }

  @Test
  void cognitoHasNoResponseToAThrottledCall() throws IOException {
    JsonNode record = JSON.readTree(new CognitoTrail().lines(throttled()).get(0).text());

    assertThat(record.get("errorCode").textValue()).isEqualTo("TooManyRequestsException");
    assertThat(record.get("responseElements").isNull()).isTrue();
  }

  @Test
  void cognitoNamesTheSmsChallengeOfALogIn() throws IOException {
    SimulatedMessage logIn = message(Flow.LOGIN_OTP, client(), false, true);
    JsonNode record = JSON.readTree(new CognitoTrail().lines(logIn).get(0).text());

    assertThat(record.get("eventName").textValue()).isEqualTo("InitiateAuth");
    assertThat(record.at("/responseElements/challengeName").textValue()).isEqualTo("SMS_MFA");
    assertThat(record.at("/requestParameters/authParameters").isTextual()).isTrue();
  }

  @Test
  void snsWritesOneRecordOnceTheFateIsKnown() throws IOException {
    List<LogLine> lines = new SnsDeliveryLog().lines(converted());
    JsonNode record = JSON.readTree(lines.get(0).text());

    assertThat(lines).hasSize(1);
    assertThat(lines.get(0).writtenMicros()).isEqualTo(ARRIVED);
    assertThat(record.at("/notification/timestamp").textValue())
        .isEqualTo("2026-03-02 08:15:00.623");
    assertThat(record.at("/delivery/destination").textValue()).isEqualTo(NUMBER);
    assertThat(record.at("/delivery/mcc").intValue()).isEqualTo(605);
    assertThat(record.at("/delivery/mnc").intValue()).isEqualTo(2);
    assertThat(record.at("/delivery/dwellTimeMsUntilDeviceAck").longValue()).isEqualTo(3000);
    assertThat(new SnsDeliveryLog().events(converted()))
        .extracting(SmsEvent::eventType, SmsEvent::eventTimeMillis, SmsEvent::priceMicroUsd)
        .containsExactly(
            tuple(EventType.SENT, SENT / 1000, 140_000L),
            tuple(EventType.DELIVERED, ARRIVED / 1000, null));
    assertThat(new SnsDeliveryLog().lines(throttled())).isEmpty();
  }

  @Test
  void twilioNamesTheStateInTheTypeOfTheEvent() throws IOException {
    List<LogLine> lines = new TwilioMessageEvents().lines(lost());
    JsonNode last = JSON.readTree(lines.get(1).text());

    assertThat(lines).hasSize(2);
    assertThat(last.get("type").textValue()).isEqualTo("com.twilio.messaging.message.undelivered");
    assertThat(last.at("/data/to").textValue()).isEqualTo(NUMBER);
    assertThat(last.at("/data/errorCode").intValue()).isEqualTo(30003);
    assertThat(new TwilioMessageEvents().events(lost()))
        .extracting(SmsEvent::eventType)
        .containsExactly(EventType.SENT, EventType.UNDELIVERED);
  }

  @Test
  void verifyTellsSuccessWithTheNumber() throws IOException {
    List<LogLine> lines = new TwilioVerifyEvents().lines(converted());
    JsonNode approved = JSON.readTree(lines.get(1).text());

    assertThat(lines).hasSize(2);
    assertThat(approved.get("type").textValue())
        .isEqualTo("com.twilio.accountsecurity.verify.verification.approved");
    assertThat(approved.at("/data/to").textValue()).isEqualTo(NUMBER);
    assertThat(approved.at("/data/country").textValue()).isEqualTo("TN");
    assertThat(new TwilioVerifyEvents().events(converted()))
        .extracting(SmsEvent::eventType)
        .containsExactly(EventType.SENT, EventType.VERIFIED);
  }

  @Test
  void verifyLetsCodesExpireWithoutAnEvent() throws IOException {
    List<LogLine> lines = new TwilioVerifyEvents().lines(lost());

    assertThat(JSON.readTree(lines.get(1).text()).get("type").textValue()).endsWith(".expired");
    assertThat(new TwilioVerifyEvents().events(lost()))
        .singleElement()
        .returns(EventType.SENT, SmsEvent::eventType);
  }

  @Test
  void applicationLogWritesTheNamesOfTheContract() throws IOException {
    List<LogLine> lines = ApplicationLog.complete().lines(converted());
    JsonNode requested = JSON.readTree(lines.get(0).text());
    JsonNode sent = JSON.readTree(lines.get(1).text());
    JsonNode verified = JSON.readTree(lines.get(3).text());

    assertThat(lines).hasSize(4);
    assertThat(requested.get("event_time").textValue()).isEqualTo("2026-03-02T08:15:00.123Z");
    assertThat(requested.get("source_ip").textValue()).isEqualTo("240.1.2.3");
    assertThat(requested.has("price_usd")).isFalse();
    assertThat(sent.get("price_usd").doubleValue()).isEqualTo(0.14);
    assertThat(sent.has("source_ip")).isFalse();
    assertThat(sent.get("network").textValue()).isEqualTo("605-02");
    assertThat(verified.get("seconds_to_verify").doubleValue()).isEqualTo(18.25);
  }

  @Test
  void noLogOfClientsSeesWhatNoClientAskedFor() {
    SimulatedMessage notice = message(Flow.NOTIFICATION, null, false, false);

    assertThat(new AccessLog().lines(notice)).isEmpty();
    assertThat(new CognitoTrail().lines(notice)).isEmpty();
    assertThat(new TwilioVerifyEvents().lines(notice)).isEmpty();
    assertThat(new SnsDeliveryLog().lines(notice)).hasSize(1);
    assertThat(new TwilioMessageEvents().lines(notice)).hasSize(2);
  }

  @Test
  void noLogTellsMoreThanItsSourceKnows() {
    for (MessageLog log : List.of(new AccessLog(), new CognitoTrail())) {
      assertThat(log.lines(converted()))
          .extracting(LogLine::text)
          .noneMatch(text -> text.contains("21694000042") || text.contains("the-message"));
      assertThat(log.events(converted()))
          .allMatch(event -> event.destination() == null && event.messageId() == null);
    }
    for (MessageLog log :
        List.of(new SnsDeliveryLog(), new TwilioMessageEvents(), new TwilioVerifyEvents())) {
      assertThat(log.lines(converted()))
          .extracting(LogLine::text)
          .noneMatch(text -> text.contains("240.1.2.3") || text.contains("account\""));
      assertThat(log.events(converted()))
          .allMatch(event -> event.sourceIp() == null && event.userId() == null);
    }
  }

  @Test
  void cloudTrailFilesAreOneObject() throws IOException {
    for (List<String> records : List.of(List.<String>of(), List.of("{}"), List.of("{}", "{}"))) {
      JsonNode file = JSON.readTree(String.join("\n", CloudTrailFile.of(records)));

      assertThat(file.get("Records").size()).isEqualTo(records.size());
    }
  }

  private static SimulatedMessage converted() {
    return message(Flow.SIGNUP_OTP, client(), false, true);
  }

  private static SimulatedMessage lost() {
    return message(Flow.SIGNUP_OTP, client(), false, false);
  }

  private static SimulatedMessage throttled() {
    return message(Flow.SIGNUP_OTP, client(), true, false);
  }

  private static Client client() {
    return new Client("240.1.2.3", "Browser/1");
  }

  private static SimulatedMessage message(
      Flow flow, Client client, boolean throttled, boolean good) {
    return new SimulatedMessage(
        "the-message",
        Tenants.SHOP,
        flow,
        Channel.SMS,
        1,
        NUMBER,
        new MobilePrefix("TN", "21694", 6, "605-02", "Tunisie Telecom"),
        "shop-messages",
        client,
        client,
        "account",
        1,
        140_000,
        REQUESTED,
        throttled,
        throttled ? REQUESTED : SENT,
        throttled ? null : new Receipt(good, ARRIVED),
        good ? Long.valueOf(VERIFIED) : null);
  }
}
