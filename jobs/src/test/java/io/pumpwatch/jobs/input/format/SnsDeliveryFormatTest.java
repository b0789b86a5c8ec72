package io.pumpwatch.jobs.input.format;

import static io.pumpwatch.jobs.input.format.ReadLog.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.jobs.settings.InputLimits;
import io.pumpwatch.jobs.settings.InputSettings;
import io.pumpwatch.jobs.settings.SettingsBinder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnsDeliveryFormatTest {

  private static String record(String delivery, String status) {
    return json(
        "{'notification':{'messageId':'m1','timestamp':'2025-03-01 12:00:00.5'},'delivery':{"
            + delivery
            + "},'status':'"
            + status
            + "'}");
  }

  @Test
  void aSuccessIsSentAndDelivered() {
    ReadLog log =
        ReadLog.of(
            record(
                "'phoneCarrier':'Some Carrier','mnc':4,'mcc':310,'numberOfMessageParts':2,"
                    + "'destination':'+12025550143','priceInUSD':0.00645,"
                    + "'dwellTimeMs':100,'dwellTimeMsUntilDeviceAck':2568",
                "SUCCESS"));
    assertThat(log.summaries())
        .containsExactly(
            "sent 2025-03-01T12:00:00.500Z id=m1 provider=aws_sns to=+12025550143"
                + " network=310-004 segments=2 micro-usd=6450",
            "delivered 2025-03-01T12:00:03.068Z id=m1 provider=aws_sns to=+12025550143"
                + " network=310-004 segments=2");
    assertThat(log.records()).isEqualTo(1);
  }

  @Test
  void aFailureIsSentAndUndelivered() {
    ReadLog log =
        ReadLog.of(
            record(
                "'mnc':0,'mcc':0,'destination':'+1202XXXXXXX','priceInUSD':0.00645,"
                    + "'providerResponse':'Phone is unreachable','dwellTimeMs':1500",
                "FAILURE"));
    assertThat(log.summaries())
        .containsExactly(
            "sent 2025-03-01T12:00:00.500Z id=m1 provider=aws_sns micro-usd=6450",
            "undelivered 2025-03-01T12:00:02Z id=m1 provider=aws_sns error=Phone is unreachable");
  }

  @ParameterizedTest
  @CsvSource({
    "2025-03-01 12:00:00.5, 2025-03-01T12:00:00.500Z",
    "2025-03-01 12:00:00.27, 2025-03-01T12:00:00.270Z",
    "2025-03-01 12:00:00.041, 2025-03-01T12:00:00.041Z",
    "2025-03-01 12:00:00, 2025-03-01T12:00:00Z"
  })
  void timestampsHaveUpToThreeFractionDigits(String timestamp, String expected) {
    String record = record("", "SUCCESS").replace("2025-03-01 12:00:00.5", timestamp);
    assertThat(ReadLog.of(record).events().get(0).eventTime()).hasToString(expected);
  }

  @ParameterizedTest
  @CsvSource({"PENDING", "''"})
  void anotherStatusIsDead(String status) {
    assertThat(ReadLog.of(record("", status)).deadLetters())
        .singleElement()
        .matches(letter -> letter.reason().equals("its status is neither SUCCESS nor FAILURE"));
  }

  @Test
  void readsWhatASubscriptionHandsOn() {
    String batch = batch("DATA_MESSAGE", record("", "SUCCESS"));
    List<String> expected =
        List.of(
            "sent 2025-03-01T12:00:00.500Z id=m1 provider=aws_sns region=eu-west-1",
            "delivered 2025-03-01T12:00:00.500Z id=m1 provider=aws_sns region=eu-west-1");
    assertThat(ReadLog.of(batch).summaries()).isEqualTo(expected);
    String compressed = Base64.getEncoder().encodeToString(gzip(batch));
    assertThat(ReadLog.of(compressed).summaries()).isEqualTo(expected);
    assertThat(ReadLog.of(json("{'awslogs':{'data':'" + compressed + "'}}")).summaries())
        .isEqualTo(expected);
    assertThat(
            ReadLog.of(json("{'awslogs':{'data':'" + compressed + "'}}"), "sns-delivery")
                .summaries())
        .isEqualTo(expected);
  }

  @Test
  void theAccountOfASubscriptionMapsToATenant() {
    InputSettings settings =
        SettingsBinder.bind(
            "settings.yaml",
            "mappings: [{account: \"111122223333\", tenant: shop}]",
            InputSettings.defaults());
    byte[] batch = gzip(batch("DATA_MESSAGE", record("", "SUCCESS")));
    assertThat(ReadLog.of(batch, null, settings).events())
        .hasSize(2)
        .allMatch(event -> event.tenant().equals("shop"));
  }

  @Test
  void aBatchThatExpandsTooMuchIsCutOff() {
    InputLimits limits = InputLimits.defaults();
    InputSettings settings =
        SettingsBinder.bind(
            "settings.yaml",
            "limits: {max-gzip-ratio: 50, gzip-ratio-applies-from-bytes: 100000}",
            InputSettings.defaults());
    byte[] bomb = gzip(record("", "SUCCESS") + "\n" + " ".repeat(50 << 20));
    assertThat(bomb.length).isLessThan(limits.maxRecordBytes());
    String line = Base64.getEncoder().encodeToString(bomb) + "\n" + record("", "SUCCESS");
    ReadLog log = ReadLog.of(line.getBytes(StandardCharsets.UTF_8), null, settings);
    assertThat(log.events()).as("what came before, and what comes after").hasSize(4);
    assertThat(log.deadLetters())
        .singleElement()
        .matches(letter -> letter.position().startsWith("line 1, inside: "))
        .matches(
            letter ->
                letter.reason().equals("the gzip data expands to more than 50 times its size"));
  }

  @Test
  void theTestOfASubscriptionIsSkipped() {
    ReadLog log = ReadLog.of(batch("CONTROL_MESSAGE", "CWL CONTROL MESSAGE: Checking health"));
    assertThat(log.yields()).singleElement().matches(yield -> yield.isSkipped());
  }

  private static String batch(String type, String message) {
    return json(
            "{'messageType':'"
                + type
                + "','owner':'111122223333',"
                + "'logGroup':'sns/eu-west-1/111122223333/DirectPublishToPhoneNumber',"
                + "'logEvents':[{'id':'1','timestamp':1740830400500,'message':'")
        + message.replace("\"", "\\\"")
        + json("'}]}");
  }

  private static byte[] gzip(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException("memory does not fail", e);
    }
    return bytes.toByteArray();
  }
}
