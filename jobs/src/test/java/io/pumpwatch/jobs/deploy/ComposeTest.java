package io.pumpwatch.jobs.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pumpwatch.jobs.output.postgres.PostgresCredentials;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything on one machine: compose takes it, and nothing of it is open to others. */
class ComposeTest {
  private static final ManifestSchema SCHEMA = ManifestSchema.compose();
  private static final JsonNode COMPOSE = Manifest.read("compose.yaml").content();

  static List<String> services() {
    return StreamSupport.stream(
            ((Iterable<String>) () -> COMPOSE.path("services").fieldNames()).spliterator(), false)
        .toList();
  }

  private static JsonNode service(String name) {
    return COMPOSE.path("services").path(name);
  }

  @Test
  void isWhatComposeTakes() {
    assertThat(SCHEMA.problems(COMPOSE)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'', servces",
    "/services/kafka, helthcheck",
    "/services/jobmanager/build, dockerFile",
    "/services/postgres/healthcheck, startPeriod",
    "/services/grafana/depends_on/roles, conditions"
  })
  void wouldBeRefusedMisspelt(String place, String field) {
    ObjectNode misspelt = COMPOSE.deepCopy();
    ((ObjectNode) misspelt.at(place)).put(field, "anything");

    assertThat(SCHEMA.problems(misspelt)).anyMatch(problem -> problem.contains(field));
  }

  @ParameterizedTest
  @MethodSource("services")
  void isPublishedToThisMachineAlone(String name) {
    assertThat(Manifest.texts(service(name).path("ports")))
        .allMatch(port -> port.startsWith("127.0.0.1:"));
    assertThat(service(name).has("network_mode")).isFalse();
  }

  @ParameterizedTest
  @MethodSource("services")
  void pinsItsImage(String name) {
    assertThat(service(name).path("image").textValue()).matches("[a-z/]+:v?[0-9]+\\.[0-9]+.*");
  }

  /** Compose refuses to start without them, so that there is no password that everybody knows. */
  @ParameterizedTest
  @MethodSource("services")
  void asksForEveryPassword(String name) {
    service(name)
        .path("environment")
        .properties()
        .forEach(
            variable -> {
              if (variable.getKey().endsWith("PASSWORD")) {
                assertThat(variable.getValue().textValue())
                    .as(variable.getKey())
                    .matches("\\$\\{[A-Z_]+:\\?[^}]+}");
              }
            });
  }

  @ParameterizedTest
  @MethodSource("services")
  void waitsForWhatCanCome(String name) {
    service(name)
        .path("depends_on")
        .properties()
        .forEach(
            dependency -> {
              JsonNode awaited = service(dependency.getKey());
              assertThat(awaited.isObject()).as(dependency.getKey()).isTrue();
              boolean endsByItself = !awaited.has("restart");
              String condition = dependency.getValue().path("condition").textValue();
              assertThat(condition)
                  .isEqualTo(endsByItself ? "service_completed_successfully" : "service_healthy");
              assertThat(endsByItself || awaited.has("healthcheck")).isTrue();
            });
  }

  @Test
  void declaresTheVolumesThatItMounts() {
    Set<String> named = new TreeSet<>();
    for (String name : services()) {
      Manifest.texts(service(name).path("volumes")).stream()
          .filter(volume -> !volume.startsWith("."))
          .forEach(volume -> named.add(volume.split(":", 2)[0]));
    }

    assertThat(COMPOSE.path("volumes").fieldNames()).toIterable().hasSameElementsAs(named);
  }

  @ParameterizedTest
  @MethodSource("services")
  void mountsWhatIsThere(String name) {
    assertThat(Manifest.texts(service(name).path("volumes")))
        .filteredOn(volume -> volume.startsWith("."))
        .allSatisfy(
            volume -> assertThat(Manifest.FOLDER.resolve(volume.split(":", 2)[0])).exists());
  }

  @Test
  void sharesFindingsAndCheckpointsAmongFlinksContainers() {
    assertThat(List.of("jobmanager", "taskmanager"))
        .allSatisfy(
            name -> {
              assertThat(Manifest.texts(service(name).path("volumes"))).contains("shared:/shared");
              assertThat(service(name).path("environment").fieldNames())
                  .toIterable()
                  .contains(PostgresCredentials.USER, PostgresCredentials.PASSWORD);
            });
  }

  @Test
  void makesTablesWithACommandThatTheProgramTakes() {
    List<String> command = Manifest.texts(service("tables").path("command"));

    assertThat(Image.COMMAND).endsWith("/bin/" + command.get(0));
    assertThat(Understood.of(command.subList(1, command.size())).refusals()).isEmpty();
  }

  @Test
  void givesRolesTheRightsOfTheReadme() throws IOException {
    String readme = Files.readString(Manifest.FOLDER.resolve("README.md"));
    String roles = Files.readString(Manifest.FOLDER.resolve("postgres/roles.sql"));
    String grants =
        roles.lines().filter(line -> line.startsWith("GRANT")).collect(Collectors.joining("\n"));

    assertThat(grants.lines()).hasSize(4).allMatch(readme::contains);
    assertThat(roles).doesNotContain("UPDATE (");
  }
}
