package io.pumpwatch.jobs.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlindSpotsTest {
  private static final Map<String, Long> EVERYTHING =
      Map.of(
          "send", 9L,
          "send/destination", 9L,
          "send/client", 9L,
          "send/identity", 9L,
          "request/destination", 9L,
          "delivered", 8L,
          "verified", 7L,
          "verified/destination", 7L);

  private static Map<String, Long> counts(String tenant, String missing, String format) {
    Map<String, Long> counts = new TreeMap<>();
    EVERYTHING.forEach(
        (path, count) ->
            counts.put("tenant/" + tenant + "/" + path, path.equals(missing) ? 0L : count));
    counts.put("tenant/" + tenant + "/format/" + format, 9L);
    return counts;
  }

  @Test
  void nothingIsSaidWhereNothingIsMissing() {
    assertThat(BlindSpots.of(counts("shop", "", "canonical"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "send, cloudtrail, every pattern is blind, sns:Publish is a data event",
    "send/destination, cloudtrail, every pattern is blind but burst, SMS delivery status logging in SNS",
    "send/destination, acs, every pattern is blind but burst, SMSDeliveryReportReceived",
    "send/destination, canonical, every pattern is blind but burst, Switch on the provider's delivery status log",
    "send/client, app-requests, burst on clients, switch IP masking off",
    "send/client, access-log, burst on clients, trusted-proxies",
    "send/client, canonical, send-to-success-imbalance on clients, Add the log",
    "send/identity, canonical, unrequested-sends and burst on credentials, log the credential",
    "request/destination, canonical, unrequested-sends is silent, log each request",
    "verified, twilio-events, repeat-flood need stronger, verification.approved",
    "verified, access-log, partial-conversion are silent, success-paths",
    "verified/destination, access-log, repeat-flood needs stronger evidence, log the number when it checks",
    "delivered, canonical, how long the entry of a code took, delivery receipts",
    "delivered, twilio-messages, delivery receipts, com.twilio.messaging.message.delivered",
    "delivered, vonage, delivery receipts, webhook"
  })
  void saysWhatIsBlindAndWhatToSwitchOn(
      String missing, String format, String blind, String advice) {
    assertThat(BlindSpots.of(counts("shop", missing, format)))
        .singleElement()
        .asString()
        .startsWith("tenant shop: ")
        .contains(blind, advice);
  }

  @Test
  void withoutAnyRowEveryPatternIsBlind() {
    assertThat(BlindSpots.of(Map.of("records/skipped", 5L, "format/access-log/skipped", 5L)))
        .singleElement()
        .asString()
        .startsWith("all tenants: no row is a send")
        .contains("input.web.send-paths");
  }

  @Test
  void tenantsWithTheSameGapShareALine() {
    Map<String, Long> counts = new TreeMap<>();
    for (String tenant : new String[] {"a", "b", "c%2Fd", "e", "f"}) {
      counts.putAll(counts(tenant, "delivered", "canonical"));
    }
    assertThat(BlindSpots.of(counts))
        .singleElement()
        .asString()
        .startsWith("tenants a, b, c/d and 2 more: no delivery receipts");
  }

  @Test
  void tenantsOfDifferentVendorsAreToldDifferentThings() {
    Map<String, Long> counts = counts("a", "delivered", "cloudtrail");
    counts.putAll(counts("b", "delivered", "twilio-verify"));
    assertThat(BlindSpots.of(counts)).hasSize(2);
  }
}
