package io.pumpwatch.jobs.response;

import static io.pumpwatch.jobs.response.ResponseExamples.block;
import static io.pumpwatch.jobs.response.ResponseExamples.clients;
import static io.pumpwatch.jobs.response.ResponseExamples.finding;
import static io.pumpwatch.jobs.response.ResponseExamples.ranges;
import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.feature.Grain;
import io.pumpwatch.finding.Finding;
import io.pumpwatch.finding.Severity;
import io.pumpwatch.jobs.alert.AlertExamples;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SmallestResponseTest {

  private static List<String> chosen(Finding... findings) {
    return SmallestResponse.of(Stream.of(findings).map(ResponseCandidate::of).toList()).stream()
        .map(ResponseCandidate::findingId)
        .toList();
  }

  @Test
  void aBlockHoldsTheBlocksWithinIt() {
    assertThat(
            chosen(
                block("hundred", "+241770121", 90),
                block("thousand", "+24177012", 300),
                block("number", "+24177012155", 20)))
        .containsExactly("thousand");
  }

  @Test
  void twoPatternsOnOneEntityAreOne() {
    assertThat(chosen(block("a", "+24177012", 300), block("b", "+24177012", 300)))
        .containsExactly("a");
  }

  @Test
  void oneClientBehindAllBlocksIsEnough() {
    Finding client = finding("client", Grain.SOURCE_IP, "203.0.113.7", 300);

    assertThat(
            chosen(
                clients(block("one", "+24177012", 100), "203.0.113.7", 95, "192.0.2.1", 5),
                clients(block("other", "+24177099", 100), "203.0.113.7", 90),
                client))
        .containsExactly("client");
  }

  @Test
  void manyClientsBehindOneBlockAreNotNeeded() {
    Finding one = ranges(finding("one", Grain.SOURCE_IP, "203.0.113.7", 50), "+2417701", 48);
    Finding other = ranges(finding("other", Grain.SOURCE_IP, "192.0.2.9", 50), "+2417701", 50);

    assertThat(
            chosen(
                one,
                other,
                clients(block("block", "+2417701", 400), "203.0.113.7", 50, "192.0.2.9", 50)))
        .containsExactly("block");
  }

  @Test
  void aClientThatAlsoSendsElsewhereIsNeededToo() {
    Finding client =
        ranges(finding("client", Grain.SOURCE_IP, "203.0.113.7", 100), "+2417701", 50, "+4915", 50);

    assertThat(chosen(client, block("block", "+2417701", 400)))
        .containsExactlyInAnyOrder("block", "client");
  }

  @Test
  void aNetworkHoldsItsClients() {
    assertThat(
            chosen(
                clients(finding("client", Grain.SOURCE_IP, "203.0.113.7", 40), "203.0.113.7", 40),
                clients(
                    finding("network", Grain.SOURCE_NETWORK, "203.0.113.0/24", 90),
                    "203.0.113.7",
                    40,
                    "203.0.113.8",
                    40)))
        .containsExactly("network");
  }

  @Test
  void aCountryIsLeftAloneWhereBlocksAccountForIt() {
    Finding country =
        ranges(finding("country", Grain.COUNTRY, "GA", 200), "+2417701", 90, "+2417702", 90);

    assertThat(chosen(country, block("one", "+2417701", 90), block("two", "+2417702", 90)))
        .containsExactlyInAnyOrder("one", "two");
    assertThat(chosen(country, block("one", "+2417701", 90))).containsExactly("one", "country");
  }

  @Test
  void aWideBlockWithPeopleInItIsNotTakenForANarrowOneWithout() {
    Finding wide =
        AlertExamples.with(
            block("wide", "+2417701", 400), Map.of("verified", 100, "failedTrials", 300));
    Finding narrow = block("narrow", "+241770121", 380);

    assertThat(chosen(wide, narrow)).containsExactly("narrow");
    assertThat(chosen(wide)).containsExactly("wide");
  }

  @Test
  void whatStandsOnOneFlowOrTenantDoesNotAnswerForOthers() {
    Finding login = AlertExamples.with(block("login", "+2417701", 90), Map.of("flow", "login"));
    Finding other = AlertExamples.with(block("other", "+2417701", 90), Map.of("tenant", "globex"));
    Finding all = AlertExamples.with(block("all", "+2417701", 270), Map.of("tenant", "*"));

    assertThat(chosen(login, other, block("signup", "+2417701", 90)))
        .containsExactlyInAnyOrder("login", "other", "signup");
    assertThat(chosen(other, block("signup", "+2417701", 90), all)).containsExactly("all");
  }

  @Test
  void whatDoesNotAlertIsNotActedOn() {
    Finding shadow = AlertExamples.with(block("shadow", "+2417701", 90), Map.of("mode", "shadow"));
    Finding explained =
        AlertExamples.with(block("explained", "+2417702", 90), Map.of("explainedBy", "x"));
    Finding harmless =
        AlertExamples.with(
            block("harmless", "+2417703", 90), Map.of("severity", Severity.INFORMATIONAL));

    assertThat(chosen(shadow, explained, harmless)).isEmpty();
  }

  @Test
  void orderPlaysNoPart() {
    List<Finding> findings = new ArrayList<>();
    IntStream.range(0, 40)
        .forEach(
            i ->
                findings.add(
                    clients(
                        block("block-" + i, "+24177" + (100 + i % 25), 20 + i % 7),
                        "203.0.113." + i % 5,
                        20 + i % 7)));
    IntStream.range(0, 5)
        .forEach(i -> findings.add(finding("client-" + i, Grain.SOURCE_IP, "203.0.113." + i, 100)));
    List<String> expected = chosen(findings.toArray(Finding[]::new));
    assertThat(expected).hasSizeLessThan(findings.size());

    Random random = new Random(7);
    for (int i = 0; i < 20; i++) {
      Collections.shuffle(findings, random);
      assertThat(chosen(findings.toArray(Finding[]::new))).isEqualTo(expected);
    }
  }

  @Test
  void noIncidentHasMoreThanCanBeTaken() {
    Finding[] scattered =
        IntStream.range(0, 300)
            .mapToObj(i -> block("block-" + i, "+24177" + (100 + i), 20))
            .toArray(Finding[]::new);

    assertThat(chosen(scattered)).hasSize(SmallestResponse.MOST_CHOSEN);
  }
}
