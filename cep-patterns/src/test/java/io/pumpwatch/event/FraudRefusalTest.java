package io.pumpwatch.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FraudRefusalTest {
  @ParameterizedTest
  @CsvSource({
    "twilio, 30450, BLOCKED, true",
    "twilio, 30453, BLOCKED, true",
    "twilio, 30003, BLOCKED, false",
    "twilio, 60410, BLOCKED, false",
    "twilio_verify, 60410, BLOCKED, true",
    "twilio_verify, 60410, UNDELIVERED, false",
    "aws_eum, PROTECT_BLOCKED, BLOCKED, true",
    "aws_eum, TEXT_PROTECT_BLOCKED, BLOCKED, true",
    "aws_eum, CARRIER_BLOCKED, BLOCKED, false",
    "vonage, 22, BLOCKED, true",
    "infobip, EC_DESTINATION_FLOODING, BLOCKED, true",
    "app, 429, BLOCKED, false",
    "unheard-of, 30450, BLOCKED, false",
    "twilio, , BLOCKED, false",
    ", 30450, BLOCKED, false"
  })
  void aProvidersOwnCodeSaysSo(String provider, String code, EventType type, boolean refusal) {
    SmsEvent event = SmsEvent.of(Instant.EPOCH, type).provider(provider).errorCode(code).build();

    assertThat(FraudRefusal.is(event)).isEqualTo(refusal);
  }
}
