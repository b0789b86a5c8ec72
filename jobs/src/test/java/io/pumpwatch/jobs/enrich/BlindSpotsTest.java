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
    "send/destination, cloudtrail, sequential-numbers, SMS delivery status logging in SNS",
    "send/destination, acs, sequential-numbers, SMSDeliveryReportReceived",
    "send/destination, canonical, sequential-numbers, Switch on the provider's delivery status log",
    "send/client, app-requests, burst on clients, switch IP masking off",
    "send/client, access-log, burst on clients, trusted-proxies",
    "verified, twilio-events, send-to-success-imbalance is silent, verification.approved",
    "verified, access-log, send-to-success-imbalance is silent, success-paths",
    "verified/destination, access-log, silent on blocks, log the number when it checks",
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
