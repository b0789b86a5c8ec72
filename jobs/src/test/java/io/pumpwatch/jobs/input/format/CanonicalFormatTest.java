package io.pumpwatch.jobs.input.format;

import static io.pumpwatch.jobs.input.format.ReadLog.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.jobs.input.Decoded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalFormatTest {
  private static final String MINIMAL =
      "'event_time':'2025-03-01T12:00:00Z','event_type':'sent','tenant':'acme'";

  private static ReadLog read(String fields) {
    return ReadLog.of(json("{" + fields + "}"), "canonical");
  }

  @Test
  void readsEveryField() {
    ReadLog log =
        read(
            "'event_time':'2025-03-01T12:00:00.123456Z','event_type':'VERIFIED',"
                + "'message_id':'m1','tenant':'acme','flow':'signup_otp','channel':'WhatsApp',"
                + "'provider':'twilio','identity':'key','region':'eu-west-1',"
                + "'destination':'+12025550143','country':'us','network':'310-004',"
                + "'source_ip':'203.0.113.9','user_id':7,'user_agent':'a','operation':'POST /otp',"
                + "'error_code':30450,'status_code':200,'segments':2,'price_usd':0.00645,"
                + "'seconds_to_verify':12.5,'count':3");
    assertThat(log.summaries())
        .containsExactly(
            "verified 2025-03-01T12:00:00.123456Z id=m1 tenant=acme flow=signup_otp"
                + " channel=whatsapp provider=twilio identity=key region=eu-west-1"
                + " to=+12025550143 country=US network=310-004 ip=203.0.113.9 user=7 agent=a"
                + " operation=POST /otp error=30450 status=200 segments=2 micro-usd=6450"
                + " seconds=12.5 count=3");
  }

  @Test
  void aRowWithoutTenantIsOfTheDefaultTenant() {
    assertThat(read("'event_time':'2025-03-01T12:00:00Z','event_type':'sent'").summaries())
        .containsExactly("sent 2025-03-01T12:00:00Z");
  }

  @Test
  void fieldsBeyondTheContractAreIgnored() {
    assertThat(
            read(MINIMAL + ",'extra':{'event_type':'failed','deep':[1,{}]},'x':[[]]").summaries())
        .containsExactly("sent 2025-03-01T12:00:00Z tenant=acme");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          '2025-03-01T12:00:00Z'           | 2025-03-01T12:00:00Z
          '2025-03-01T12:00:00.1Z'         | 2025-03-01T12:00:00.100Z
          '2025-03-01T12:00:00.1234567Z'   | 2025-03-01T12:00:00.123456Z
          '2025-03-01T12:00:00.123456789Z' | 2025-03-01T12:00:00.123456Z
          '2025-03-01T14:00:00+02:00'      | 2025-03-01T12:00:00Z
          1740830400123                    | 2025-03-01T12:00:00.123Z
          '2000-01-01T00:00:00Z'           | 2000-01-01T00:00:00Z
          '2024-02-29T23:59:59Z'           | 2024-02-29T23:59:59Z
          """)
  void readsTimes(String time, String expected) {
    assertThat(read("'event_type':'sent','event_time':" + time).summaries())
        .containsExactly("sent " + expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'destination':'+1202XXXXXXX'   | `a masked number`
          'destination':'12025550143'    | `no plus sign`
          'destination':'+1 202 5550143' | `not digits only`
          'destination':'ACME'           | `a sender name`
          'source_ip':'10.1.2.3'         | `a private address`
          'source_ip':'0.0.0.0'          | `a masked address`
          'network':'31004'              | `no hyphen`
          'country':'USA'                | `not alpha-2`
          'message_id':''                | `empty`
          'message_id':null              | `null`
          """)
  void aValueThatNamesNothingIsMissing(String field, String why) {
    assertThat(read(MINIMAL + "," + field).summaries())
        .as(why)
        .containsExactly("sent 2025-03-01T12:00:00Z tenant=acme");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'event_type':'sent'                                          | it has no event_time
          'event_time':null,'event_type':'sent'                        | it has no event_time
          'event_time':'2025-03-01T12:00:00Z'                          | it has no event_type
          'event_time':'2025-03-01T12:00:00Z','event_type':''          | it has no event_type
          'event_time':'2025-03-01T12:00:00Z','event_type':'exploded'  | its event_type is not of the contract
          'event_time':'1999-12-31T23:59:59Z','event_type':'sent'      | its time is not between 2000 and 2100
          'event_time':'9999-12-31T23:59:59Z','event_type':'sent'      | its time is not between 2000 and 2100
          'event_time':1740830400,'event_type':'sent'                  | its time is not between 2000 and 2100
          'event_time':-1,'event_type':'sent'                          | its time is not between 2000 and 2100
          'event_time':'2025-02-30T12:00:00Z','event_type':'sent'      | its time cannot be read: 2025-02-30T12:00:00Z
          'event_time':'2025-03-01T12:00:00','event_type':'sent'       | its time cannot be read: 2025-03-01T12:00:00
          'event_time':true,'event_type':'sent'                        | its event_time is not ISO 8601 or epoch milliseconds
          """)
  void aRowWithoutTimeOrTypeIsDead(String fields, String reason) {
    assertDead(fields, reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'count':'many'             | its count is not a number
          'count':0                  | its count is not a whole number from 1
          'count':3000000000         | its count is not a whole number from 1
          'segments':1.5             | its segments is not a whole number from 1
          'status_code':[200]        | its status_code is not a number
          'message_id':{}            | its message_id is not a text
          'price_usd':'0.05'         | its price_usd is not a number
          'price_usd':-0.05          | its price is negative
          'price_usd':1e99999999     | its price is not plausible
          'seconds_to_verify':-1     | its seconds_to_verify is not a number from 0
          'tenant':'acme'            | it has tenant twice
          """)
  void aFieldOfTheWrongTypeIsDead(String field, String reason) {
    assertDead(MINIMAL + "," + field, reason);
  }

  @Test
  void fieldsBeyondTheContractAreIgnoredAndCounted() {
    ReadLog read = read(MINIMAL + ",'colour':'red','shape':{'sides':[1,2],'tenant':'x'}");
    assertThat(read.summaries()).containsExactly("sent 2025-03-01T12:00:00Z tenant=acme");
    assertThat(read.yields()).extracting(Decoded::unknownFields).containsExactly(2);
    assertThat(read(MINIMAL).yields()).extracting(Decoded::unknownFields).containsExactly(0);
  }

  @Test
  void notANumberIsNotJson() {
    assertThat(read(MINIMAL + ",'price_usd':NaN").deadLetters().get(0).reason())
        .startsWith("it is not well-formed JSON");
  }

  @Test
  void wholeNumbersMayBeWrittenWithAZeroFraction() {
    assertThat(read(MINIMAL + ",'status_code':200.0").summaries())
        .containsExactly("sent 2025-03-01T12:00:00Z tenant=acme status=200");
  }

  @Test
  void bytesThatAreNotUtf8AreReplaced() {
    byte[] line =
        json("{" + MINIMAL + ",'user_agent':'~'}")
            .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    for (int i = 0; i < line.length; i++) {
      line[i] = line[i] == '~' ? (byte) 0xC3 : line[i];
    }
    assertThat(ReadLog.of(line, "canonical").summaries())
        .containsExactly("sent 2025-03-01T12:00:00Z tenant=acme agent=\uFFFD");
  }

  private static void assertDead(String fields, String reason) {
    assertThat(read(fields).deadLetters())
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.reason()).isEqualTo(reason);
              assertThat(letter.format()).isEqualTo("canonical");
            });
  }
}
