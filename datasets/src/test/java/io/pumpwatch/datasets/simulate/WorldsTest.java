package io.pumpwatch.datasets.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.pumpwatch.datasets.reference.MobileNumberPlan;
import io.pumpwatch.datasets.simulate.profile.Label;
import io.pumpwatch.datasets.simulate.world.Assumptions;
import io.pumpwatch.datasets.simulate.world.Market;
import io.pumpwatch.datasets.simulate.world.SimulatedMessage;
import io.pumpwatch.datasets.simulate.world.Tenant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WorldsTest {

  static List<Assumptions> worlds() {
    return Worlds.names().stream().map(name -> Worlds.named(name).orElseThrow()).toList();
  }

  @ParameterizedTest
  @MethodSource("worlds")
  void sharesOfMarketsAndFlowsAddUp(Assumptions world) {
    for (Tenant tenant : world.tenants()) {
      assertThat(tenant.markets().stream().mapToDouble(Market::share).sum())
          .isCloseTo(1, within(0.01));
      assertThat(tenant.flows().stream().mapToDouble(Tenant.FlowShare::share).sum())
          .isCloseTo(1, within(1e-9));
      assertThat(tenant.markets()).extracting(Market::country).doesNotHaveDuplicates();
    }
  }

  @ParameterizedTest
  @MethodSource("worlds")
  void hasNumbersInEveryCountryAndNoTenantAtHomeWherePumpingPays(Assumptions world) {
    List<String> countries = MobileNumberPlan.bundled().countries();

    assertThat(countries).containsAll(world.dearCountries());
    for (Tenant tenant : world.tenants()) {
      assertThat(countries).containsAll(tenant.markets().stream().map(Market::country).toList());
    }
    assertThat(world.dearCountries()).doesNotContainAnyElementsOf(world.homes());
  }

  @ParameterizedTest
  @MethodSource("worlds")
  void playsEveryProfile(Assumptions world) {
    List<Label> labels = simulation(world, 7, 0.01, ProfileCatalogue.all()).labels();

    assertThat(labels)
        .extracting(Label::profile)
        .containsExactlyInAnyOrderElementsOf(ProfileCatalogue.names());
    assertThat(labels).allMatch(label -> label.start().isBefore(label.end()));
  }

  @Test
  void convertsLessInEmergingMarketsButAsTheCardSays() {
    double standard = conversion(Worlds.STANDARD);
    double emerging = conversion(Worlds.EMERGING_MARKETS);

    assertThat(standard).isBetween(0.75, 0.85);
    assertThat(emerging).isBetween(0.65, 0.80).isLessThan(standard - 0.02);
  }

  @Test
  void rentsLargerBlocksInEmergingMarkets() {
    ScheduledProfile shuffled = ProfileCatalogue.named("shuffled-block").orElseThrow();

    List<Integer> digits = new ArrayList<>();
    for (Assumptions world : List.of(Worlds.STANDARD, Worlds.EMERGING_MARKETS)) {
      Simulation simulation = simulation(world, 1, 0.01, List.of(shuffled));
      String prefix = simulation.labels().get(0).prefixes().get(0);
      simulation
          .messages()
          .forEachRemaining(
              message -> {
                if (message.destination().startsWith(prefix)) {
                  digits.add(message.destination().length() - prefix.length());
                }
              });
    }

    assertThat(digits.get(0)).isEqualTo(3);
    assertThat(digits.get(digits.size() - 1)).isEqualTo(4);
  }

  @Test
  void refusesTenantsThatAreNotThere() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Worlds.STANDARD.tenant("circus"))
        .withMessage("no tenant circus in standard");
    assertThat(Worlds.named("circus")).isEmpty();
  }

  private static double conversion(Assumptions world) {
    List<SimulatedMessage> codes = new ArrayList<>();
    simulation(world, 2, 1, List.of())
        .messages()
        .forEachRemaining(
            message -> {
              if (message.flow().carriesCode()) {
                codes.add(message);
              }
            });
    return codes.stream().filter(SimulatedMessage::verified).count() / (double) codes.size();
  }

  private static Simulation simulation(
      Assumptions world, int days, double scale, List<ScheduledProfile> profiles) {
    return Simulation.of(
        new SimulationPlan(5, SimulationPlan.USUAL_FIRST_DAY, days, 0, scale, profiles, world));
  }
}
