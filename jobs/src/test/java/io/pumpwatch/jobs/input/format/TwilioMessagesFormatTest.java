package io.pumpwatch.jobs.input.format;

import static io.pumpwatch.jobs.input.format.ReadLog.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TwilioMessagesFormatTest {
  private static final String SENT =
      "sent 2025-03-01T12:00:00Z id=SM1 provider=twilio identity=AC1 to=+12025550143 segments=2"
          + " micro-usd=15000";

  private static String message(String status, String error) {
    return json(
        "{'account_sid':'AC1','date_created':'Sat, 01 Mar 2025 11:59:59 +0000',"
            + "'date_sent':'Sat, 01 Mar 2025 12:00:00 +0000',"
            + "'date_updated':'Sat, 01 Mar 2025 12:00:05 +0000','direction':'outbound-api',"
            + "'error_code':"
            + error
            + ",'from':'+12025550100','num_segments':'2','price':'-0.01500','price_unit':'USD',"
            + "'messaging_service_sid':'MG1','sid':'SM1','status':'"
            + status
            + "','to':'+12025550143'}");
  }

  @ParameterizedTest
  @CsvSource({
    "delivered, delivered",
    "read, delivered",
    "undelivered, undelivered",
  })
  void aMessageIsSentAndItsOutcomeAtItsLastUpdate(String status, String expected) {
    assertThat(ReadLog.of(message(status, "null")).summaries())
        .containsExactly(
            SENT,
            expected
                + " 2025-03-01T12:00:05Z id=SM1 provider=twilio identity=AC1 to=+12025550143"
                + " segments=2");
  }

  @Test
  void whatHasNoOutcomeYetIsSentAlone() {
    assertThat(ReadLog.of(message("sent", "null")).summaries()).containsExactly(SENT);
  }

  @ParameterizedTest
  @CsvSource({"failed, 30003, failed", "failed, 30450, blocked", "undelivered, 30453, blocked"})
  void whatNeverLeftIsNotSent(String status, String error, String expected) {
    assertThat(ReadLog.of(message(status, error)).summaries())
        .singleElement()
        .asString()
        .startsWith(expected + " 2025-03-01T12:00:05Z id=SM1")
        .contains("error=" + error);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"accepted", "scheduled", "queued", "sending", "canceled", "receiving", "received"})
  void whatIsNotSentYetOrNotOursIsSkipped(String status) {
    assertThat(ReadLog.of(message(status, "null")).skipped()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "'\"-0.01500\"', null",
    "'\"USD\"', '\"EUR\"'",
  })
  void aPriceNotYetBilledOrInAnotherCurrencyIsAbsent(String from, String to) {
    assertThat(ReadLog.of(message("delivered", "null").replace(from, to)).events().get(0))
        .matches(event -> event.priceMicroUsd() == null);
  }

  @Test
  void readsListsPagesAndTheNamesOfTheCommandLine() {
    String message = message("delivered", "null");
    String page = json("{'end':1,'first_page_uri':'/m','messages':[" + message);
    String camel =
        message
            .replace("account_sid", "accountSid")
            .replace("date_sent", "dateSent")
            .replace("date_updated", "dateUpdated")
            .replace("num_segments", "numSegments")
            .replace("price_unit", "priceUnit");
    for (String log :
        new String[] {
          "[" + message + "]", page + json("],'next_page_uri':null,'page':0}"), "[" + camel + "]"
        }) {
      assertThat(ReadLog.of(log).summaries()).hasSize(2).first().isEqualTo(SENT);
    }
  }

  @Test
  void readsTheExportOfTheConsole() {
    ReadLog log =
        ReadLog.of(
            """
            \uFEFFFrom,To,Body,Status,SentDate,ApiVersion,NumSegments,ErrorCode,AccountSid,Sid,Direction,Price,PriceUnit
            "+12025550100","+12025550143","Your code, ""123456"":
            do not share","delivered","2025-03-01T12:00:00Z","2010-04-01","2","0","AC1","SM1","outbound-api","-0.01500","USD"
            "+12025550143","+12025550100","STOP","received","2025-03-01T12:01:00Z","2010-04-01","1","","AC1","SM2","inbound","0","USD"
            """);
    assertThat(log.summaries())
        .containsExactly(
            SENT,
            "delivered 2025-03-01T12:00:00Z id=SM1 provider=twilio identity=AC1 to=+12025550143"
                + " segments=2");
    assertThat(log.skipped()).isEqualTo(1);
  }

  @Test
  void anUnknownStatusIsDead() {
    assertThat(ReadLog.of(message("teleported", "null")).deadLetters())
        .singleElement()
        .matches(letter -> letter.reason().equals("its status is none that is known: teleported"));
  }
}
