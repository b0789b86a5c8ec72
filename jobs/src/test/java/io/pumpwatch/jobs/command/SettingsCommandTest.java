package io.pumpwatch.jobs.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.jobs.settings.Secret;
import io.pumpwatch.jobs.settings.Settings;
import io.pumpwatch.jobs.settings.SettingsWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsCommandTest {
  private static final Burst DEFAULTS = new Burst(15, "grains-of-paradise");

  @TempDir private Path folder;

  /** Settings with a secret. */
  public record Burst(int floor, @Secret String pepper) {}

  private static CommandLineRun settings(String... arguments) {
    return CommandLineRun.of(new SettingsCommand(DEFAULTS), arguments);
  }

  @Test
  void showsTheSettingsInForceWithoutSecrets() throws IOException {
    Path file = Files.writeString(folder.resolve("a.yaml"), "floor: 20\npepper: cubeb\n");

    assertThat(settings("settings").out())
        .containsExactly(
            "# settings hash " + SettingsWriter.hash(DEFAULTS), "floor: 15", "pepper: '********'");
    assertThat(settings("settings", "--effective", "--settings=" + file).out())
        .contains("floor: 20", "pepper: '********'");
  }

  @Test
  void validatesAFile() throws IOException {
    Path good = Files.writeString(folder.resolve("good.yaml"), "floor: 20\n");
    Path bad = Files.writeString(folder.resolve("bad.yaml"), "flor: 20\npepper: []\n");

    CommandLineRun accepted = settings("settings", "--validate", "--settings=" + good);
    assertThat(accepted.exitCode()).isZero();
    assertThat(accepted.out())
        .containsExactly(
            good
                + ": can be used, settings hash "
                + SettingsWriter.hash(new Burst(20, "grains-of-paradise")));

    CommandLineRun refused = settings("settings", "--validate", "--settings=" + bad);
    assertThat(refused.exitCode()).isEqualTo(ExitCodes.REFUSED);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.err())
        .containsExactly(
            bad + ":1: flor: unknown key; did you mean floor?",
            bad + ":2: pepper: expected a text, found a list");
  }

  @Test
  void showsTheLimitsOfSomeTraffic() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("overrides.yaml"),
            """
            detection:
              overrides:
                - match: {tenant: shop, country: GA}
                  limits: {burst: {floors: {country: 500}}}
                - match: {tenant: shop}
                  protection: cautious
                - match: {country: GA}
                  protection: aggressive
            """);

    CommandLineRun ofCountry = all("--settings=" + file, "--tenant=shop", "--country=GA");
    assertThat(ofCountry.out())
        .contains(
            "# detection.overrides[0] (tenant shop, country GA) holds here",
            "      country: 500",
            "  overrides: []",
            "  protection: standard");
    assertThat(ofCountry.err())
        .containsExactly(
            "warning: detection.overrides[2] (country GA) does not hold for the traffic that is of"
                + " detection.overrides[1] (tenant shop) too, which comes first");
    assertThat(all("--settings=" + file, "--tenant=shop").out())
        .contains(
            "# detection.overrides[0] (tenant shop, country GA) holds for that part of it alone,"
                + " and is not in the limits below",
            "# detection.overrides[1] (tenant shop) holds here",
            "      country: 150",
            "  protection: cautious");
    assertThat(all("--settings=" + file, "--tenant=bank").out())
        .contains("# no override holds for all of tenant bank", "      country: 150");
  }

  private static CommandLineRun all(String... arguments) {
    List<String> words = new ArrayList<>(List.of("settings", "--effective"));
    words.addAll(List.of(arguments));
    return CommandLineRun.of(
        new SettingsCommand(Settings.defaults()), words.toArray(String[]::new));
  }

  @Test
  void checksAFileForAllTraffic() {
    assertThat(settings("settings", "--validate", "--tenant=shop").err())
        .contains("--tenant, --flow, --country, --network go with --effective alone");
  }

  @Test
  void doesOneThingAtATime() {
    CommandLineRun run = settings("settings", "--validate", "--effective");
    assertThat(run.exitCode()).isEqualTo(ExitCodes.REFUSED);
    assertThat(run.err())
        .containsExactly("--effective or --validate, not both", "See pumpwatch settings --help");
  }
}
