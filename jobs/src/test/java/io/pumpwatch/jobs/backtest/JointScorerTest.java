package io.pumpwatch.jobs.backtest;

import static io.pumpwatch.jobs.backtest.TrafficExample.NOON;
import static io.pumpwatch.jobs.backtest.TrafficExample.minute;
import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.datasets.simulate.profile.Label;
import io.pumpwatch.finding.Finding;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JointScorerTest {
  private static final String BLOCK = "+2417701";
  private static final String OFFICE = "203.0.113.9";
  private static final List<Label> LABELS =
      List.of(
          LabelExample.attack("pumping-1").tenants("acme").prefixes(BLOCK).label(),
          LabelExample.benign("office-1").tenants("acme").sourceIps(OFFICE).label());

  private static TrafficExample traffic() {
    TrafficExample traffic = new TrafficExample();
    for (int i = 0; i < 60; i++) {
      traffic.message(minute(i), BLOCK + "00" + (10 + i), "GA", "198.51.100." + i);
      traffic.message(minute(i), "+49151234560" + (10 + i), "DE", OFFICE);
    }
    traffic.message(NOON.plusSeconds(86_400), "+4915123456000", "DE", "192.0.2.1");
    return traffic;
  }

  private static FindingExample onBlock() {
    return FindingExample.on("f", "destination_block", BLOCK).digitsLeftOut(4);
  }

  /** The same id, the same scope and another scope under it, and one that only one variant has. */
  @Test
  void eachVariantScoresAsItWouldAlone() {
    Finding found = onBlock().finding();
    Finding later = onBlock().detectedAt(minute(45)).window(minute(40), minute(50)).finding();
    Finding country =
        FindingExample.on("c", "country", "GA").pattern("surge").window(NOON, minute(30)).finding();
    Finding office = FindingExample.on("o", "source_ip", OFFICE).incident("i").finding();
    List<List<Finding>> variants =
        List.of(
            List.of(found, country),
            List.of(later, office),
            List.of(found),
            List.of(),
            List.of(country, office));

    List<Scorecard> together = traffic().score(LABELS, variants);

    assertThat(together)
        .isEqualTo(
            IntStream.range(0, variants.size())
                .mapToObj(i -> traffic().score(LABELS, variants.get(i).toArray(Finding[]::new)))
                .toList());
    assertThat(together)
        .extracting(Scorecard::fraudMoneyStoppedShare)
        .containsExactly(5 / 6.0, 0.25, 5 / 6.0, 0.0, 5 / 6.0);
    assertThat(together).extracting(Scorecard::benignFlagged).containsExactly(0L, 1L, 0L, 0L, 1L);
  }
}
