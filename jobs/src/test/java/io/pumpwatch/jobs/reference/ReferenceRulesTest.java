package io.pumpwatch.jobs.reference;

import static io.pumpwatch.jobs.reference.JudgedTraffic.MIDNIGHT;
import static io.pumpwatch.jobs.reference.JudgedTraffic.after;
import static io.pumpwatch.jobs.reference.JudgedTraffic.row;
import static io.pumpwatch.jobs.reference.JudgedTraffic.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.event.EventType;
import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.finding.Finding;
import io.pumpwatch.finding.Severity;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** When each published rule fires and, one step before that, does not. */
class ReferenceRulesTest {
  private static final String CLIENT = "198.51.100.7";
  private static final String NUMBER = "+24177012345";

  private static final UnaryOperator<SmsEvent.Builder> BY_CLIENT = row -> row.sourceIp(CLIENT);
  private static final UnaryOperator<SmsEvent.Builder> BY_KEY =
      row -> row.identity("key-1").destination(NUMBER);

  /** Rows of one type, evenly over a span that begins at midnight. */
  private static JudgedTraffic rows(
      int count, Duration span, EventType type, UnaryOperator<SmsEvent.Builder> fields) {
    return rows(new JudgedTraffic(), count, span, type, fields);
  }

  private static JudgedTraffic rows(
      JudgedTraffic traffic,
      int count,
      Duration span,
      EventType type,
      UnaryOperator<SmsEvent.Builder> fields) {
    for (int i = 0; i < count; i++) {
      Duration at = span.multipliedBy(i).dividedBy(count);
      traffic.add(fields.apply(row(after(at), type)).build());
    }
    return traffic;
  }

  /** Messages to different numbers of a block, evenly over a span, the first of them verified. */
  private static JudgedTraffic messages(int count, int verified, Duration span) {
    JudgedTraffic traffic = new JudgedTraffic();
    for (int i = 0; i < count; i++) {
      Duration at = span.multipliedBy(i).dividedBy(count);
      String number = number(i);
      traffic.message(after(at), number, "GA", null);
      if (i < verified) {
        traffic.verified(after(at).plusSeconds(30), number);
      }
    }
    return traffic;
  }

  private static String number(int i) {
    return "+2417701" + (1000 + i);
  }

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration MINUTES = Duration.ofMinutes(5);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  static Stream<Arguments> ofSecurityMonitors() {
    return Stream.of(
        Arguments.of(
            "sentinel", "50 requests", 1, rows(50, MINUTES, EventType.REQUESTED, BY_CLIENT)),
        Arguments.of(
            "sentinel", "49 requests", 0, rows(49, MINUTES, EventType.REQUESTED, BY_CLIENT)),
        Arguments.of(
            "sentinel",
            "98 in two windows",
            0,
            rows(98, MINUTES.multipliedBy(2), EventType.REQUESTED, BY_CLIENT)),
        Arguments.of(
            "sentinel",
            "50 throttled",
            1,
            rows(50, MINUTES, EventType.BLOCKED, row -> BY_CLIENT.apply(row).statusCode(429))),
        Arguments.of(
            "sentinel",
            "50 failed",
            0,
            rows(50, MINUTES, EventType.REQUESTED, row -> BY_CLIENT.apply(row).statusCode(500))),
        Arguments.of(
            "sentinel",
            "50 notifications",
            0,
            rows(
                50,
                MINUTES,
                EventType.REQUESTED,
                row -> BY_CLIENT.apply(row).flow("notification"))),
        Arguments.of(
            "sentinel", "50 of nobody", 0, rows(50, MINUTES, EventType.REQUESTED, row -> row)),
        Arguments.of("sentinel", "101 sends", 1, rows(101, MINUTES, EventType.SENT, BY_KEY)),
        Arguments.of("sentinel", "100 sends", 0, rows(100, MINUTES, EventType.SENT, BY_KEY)),
        Arguments.of("qradar", "51 requests", 1, rows(51, MINUTE, EventType.REQUESTED, BY_CLIENT)),
        Arguments.of("qradar", "50 requests", 0, rows(50, MINUTE, EventType.REQUESTED, BY_CLIENT)),
        Arguments.of("qradar", "51 sends", 1, rows(51, MINUTE, EventType.SENT, BY_KEY)),
        Arguments.of("splunk", "101 sends", 1, rows(101, MINUTES, EventType.SENT, BY_KEY)),
        Arguments.of("splunk", "100 sends", 0, rows(100, MINUTES, EventType.SENT, BY_KEY)),
        Arguments.of(
            "splunk",
            "200 sends in two regions",
            0,
            rows(
                rows(100, MINUTES, EventType.SENT, row -> BY_KEY.apply(row).region("eu-west-1")),
                100,
                MINUTES,
                EventType.SENT,
                row -> BY_KEY.apply(row).region("us-east-1"))),
        Arguments.of(
            "splunk",
            "101 sends to no number",
            0,
            rows(101, MINUTES, EventType.SENT, row -> row.identity("key-1"))),
        Arguments.of("splunk", "51 calls", 1, calls(51, 4)),
        Arguments.of("splunk", "50 calls", 0, calls(50, 4)),
        Arguments.of("splunk", "51 calls of five", 0, calls(51, 5)),
        Arguments.of(
            "elastic-hunt",
            "31 sends",
            1,
            rows(31, Duration.ofSeconds(10), EventType.SENT, BY_KEY)),
        Arguments.of(
            "elastic-hunt",
            "30 sends",
            0,
            rows(30, Duration.ofSeconds(10), EventType.SENT, BY_KEY)));
  }

  private static JudgedTraffic calls(int count, int addresses) {
    JudgedTraffic traffic = new JudgedTraffic();
    for (int i = 0; i < count; i++) {
      traffic.add(
          row(seconds(i), EventType.REQUESTED).sourceIp("192.0.2." + i % addresses).build());
    }
    return traffic;
  }

  static Stream<Arguments> ofMessages() {
    return Stream.of(
        Arguments.of("gitlab-dial-code", "51 codes", 1, messages(51, 51, DAY)),
        Arguments.of("gitlab-dial-code", "50 codes", 0, messages(50, 0, DAY)),
        Arguments.of(
            "gitlab-dial-code", "100 in two days", 0, messages(100, 0, DAY.multipliedBy(2))),
        Arguments.of("gitlab-dial-code", "51 to two countries of +1", 1, northAmerica()),
        Arguments.of("country-conversion", "10 of 30", 1, messages(30, 10, HOUR)),
        Arguments.of("country-conversion", "11 of 30", 0, messages(30, 11, HOUR)),
        Arguments.of("country-conversion", "none of 29", 0, messages(29, 0, HOUR)),
        Arguments.of(
            "country-conversion", "none of 58 in 2 h", 0, messages(58, 0, HOUR.multipliedBy(2))),
        Arguments.of("block-conversion", "none of 15", 1, messages(15, 0, DAY)),
        Arguments.of("block-conversion", "none of 14", 0, messages(14, 0, DAY)),
        Arguments.of("block-conversion", "2 of 15", 1, messages(15, 2, DAY)),
        Arguments.of("block-conversion", "3 of 15", 0, messages(15, 3, DAY)),
        Arguments.of("block-conversion", "3 of 20", 1, messages(20, 3, HOUR)),
        Arguments.of(
            "block-conversion", "none of 28 in 2 days", 0, messages(28, 0, DAY.multipliedBy(2))),
        Arguments.of("block-conversion", "none of 28 in 2 blocks", 0, twoBlocks()),
        Arguments.of("authgear-budget", "4 open in an hour", 1, messages(4, 0, HOUR)),
        Arguments.of("authgear-budget", "3 open in an hour", 0, messages(3, 0, HOUR)),
        Arguments.of("authgear-budget", "21 open in a day", 1, messages(21, 0, DAY)),
        Arguments.of("authgear-budget", "20 open in a day", 0, messages(20, 0, DAY)),
        Arguments.of("authgear-budget", "all verified", 0, messages(100, 100, DAY)),
        Arguments.of("authgear-budget", "6 by one client", 1, byClient(6, 0, "")),
        Arguments.of("authgear-budget", "5 by one client", 0, byClient(5, 0, "")),
        Arguments.of("authgear-budget", "4 countries", 1, byClient(4, 0, "GA UZ TJ MG")),
        Arguments.of("authgear-budget", "3 countries", 0, byClient(4, 0, "GA UZ TJ GA")),
        Arguments.of(
            "authgear-budget", "4 countries, 1 verified", 0, byClient(4, 1, "GA UZ TJ MG")));
  }

  private static JudgedTraffic northAmerica() {
    JudgedTraffic traffic = new JudgedTraffic();
    for (int i = 0; i < 51; i++) {
      String number = (i % 2 == 0 ? "+1212555" : "+1416555") + (1000 + i);
      traffic.message(seconds(i), number, i % 2 == 0 ? "US" : "CA", null);
    }
    return traffic;
  }

  private static JudgedTraffic twoBlocks() {
    JudgedTraffic traffic = new JudgedTraffic();
    for (int i = 0; i < 28; i++) {
      traffic.message(seconds(i), (i % 2 == 0 ? "+2417701" : "+2417702") + (1000 + i));
    }
    return traffic;
  }

  /** Messages of one client, to countries by turns, or where they have none; the first verified. */
  private static JudgedTraffic byClient(int count, int verified, String countries) {
    JudgedTraffic traffic = new JudgedTraffic();
    for (int i = 0; i < count; i++) {
      String country = countries.isEmpty() ? null : countries.split(" ")[i];
      traffic.message(seconds(600L * i), number(i), country, CLIENT);
      if (i < verified) {
        traffic.verified(seconds(600L * i + 30), number(i));
      }
    }
    return traffic;
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource({"ofSecurityMonitors", "ofMessages"})
  void firesAtItsLimit(String reference, String story, int findings, JudgedTraffic traffic) {
    assertThat(traffic.findings(reference)).hasSize(findings);
  }

  @Test
  void aFindingNamesWhatTheRuleNames() {
    assertThat(messages(51, 0, HOUR).findings("gitlab-dial-code"))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.alerting()).isTrue();
              assertThat(finding.entityKind()).isEqualTo("destination_range");
              assertThat(finding.entityValue()).isEqualTo("+241");
              assertThat(finding.blockDigits()).isNull();
              assertThat(finding.windowStart()).isEqualTo(MIDNIGHT);
              assertThat(finding.windowEnd()).isEqualTo(after(DAY));
              assertThat(finding.detectedAt()).isAfter(seconds(3500)).isBefore(after(HOUR));
            });
    assertThat(messages(15, 0, HOUR).findings("block-conversion"))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.entityKind()).isEqualTo("destination_block");
              assertThat(finding.entityValue()).isEqualTo("+2417701");
              assertThat(finding.blockDigits()).isEqualTo(4);
              assertThat(finding.detectedAt()).isEqualTo(seconds(14 * 240 + 600));
              assertThat(finding.tenant()).isEqualTo("acme");
            });
  }

  @Test
  void aListOfAddressesIsNamedByTheBusiest() {
    JudgedTraffic traffic = calls(51, 4);
    for (int i = 0; i < 2; i++) {
      traffic.add(row(seconds(60 + i), EventType.REQUESTED).sourceIp("192.0.2.3").build());
    }

    assertThat(traffic.findings("splunk"))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.entityKind()).isEqualTo("source_ip");
              assertThat(finding.entityValue()).isEqualTo("192.0.2.3");
            });
  }

  @ParameterizedTest
  @CsvSource({"101, MEDIUM", "200, MEDIUM", "201, HIGH", "500, HIGH", "501, CRITICAL"})
  void splunkRatesRiskByTheCount(int sends, Severity severity) {
    assertThat(rows(sends, MINUTES, EventType.SENT, BY_KEY).findings("splunk"))
        .extracting(Finding::severity)
        .containsExactly(severity);
  }

  @Test
  void aRowThatStandsForManyCountsForThem() {
    assertThat(
            rows(5, MINUTES, EventType.REQUESTED, row -> BY_CLIENT.apply(row).count(10))
                .findings("sentinel"))
        .hasSize(1);
  }

  /** Sixty requests of a client in a minute at each of these times. */
  private static List<Finding> surgesAt(Duration... starts) {
    JudgedTraffic traffic = new JudgedTraffic();
    for (Duration start : starts) {
      for (int i = 0; i < 60; i++) {
        traffic.add(row(after(start).plusSeconds(i), EventType.REQUESTED).sourceIp(CLIENT).build());
      }
    }
    return traffic.findings("sentinel");
  }

  @Test
  void whatFiresAgainInTheNextWindowIsOneFinding() {
    assertThat(surgesAt(Duration.ZERO, MINUTES, MINUTES.multipliedBy(2)))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.windowStart()).isEqualTo(MIDNIGHT);
              assertThat(finding.detectedAt()).isEqualTo(seconds(49));
              assertThat(finding.windowEnd()).isEqualTo(after(MINUTES.multipliedBy(3)));
            });
    assertThat(surgesAt(Duration.ZERO, MINUTES.multipliedBy(2))).hasSize(2);
  }

  @Test
  void whatFiresForMoreThanADayIsFoundAnewEachDay() {
    Duration[] allDay =
        Stream.iterate(Duration.ZERO, start -> start.plus(MINUTES))
            .limit(DAY.dividedBy(MINUTES) + 1)
            .toArray(Duration[]::new);

    List<Finding> findings = surgesAt(allDay);
    assertThat(findings).hasSize(2);
    assertThat(findings.get(1).detectedAt()).isEqualTo(after(DAY).plusSeconds(49));
    assertThat(findings.get(1).incidentId()).isEqualTo(findings.get(0).findingId());
  }

  @Test
  void whatFiresAgainWithinADayIsOneIncident() {
    List<Finding> findings = surgesAt(Duration.ZERO, HOUR, DAY.multipliedBy(3));
    assertThat(findings).extracting(Finding::findingId).doesNotHaveDuplicates().hasSize(3);
    assertThat(findings)
        .extracting(Finding::incidentId)
        .containsExactly(
            findings.get(0).findingId(), findings.get(0).findingId(), findings.get(2).findingId());
  }

  @Test
  void securityMonitorsAreScoredTogetherToo() {
    JudgedTraffic traffic = rows(60, MINUTE, EventType.REQUESTED, BY_CLIENT);

    assertThat(traffic.findings(ReferenceRules.SECURITY_MONITORS))
        .extracting(Finding::pattern)
        .containsExactlyInAnyOrder("sentinel", "qradar", "splunk");
  }

  @Test
  void aCodeThatComesBackLateCountsFromThenOn() {
    JudgedTraffic silent = messages(14, 0, HOUR).message(after(HOUR.multipliedBy(3)), number(14));
    assertThat(silent.findings("block-conversion")).hasSize(1);

    for (int i = 0; i < 3; i++) {
      silent.verified(after(HOUR.multipliedBy(2)), number(i));
    }
    assertThat(silent.findings("block-conversion")).isEmpty();
  }
}
