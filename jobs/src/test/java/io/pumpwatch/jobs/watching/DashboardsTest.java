package io.pumpwatch.jobs.watching;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Dashboards can be drawn, and say what they show. */
class DashboardsTest {
  private static final Path DATA_SOURCES =
      Path.of("../deploy/grafana/provisioning/datasources/pumpwatch.yaml");

  static List<Dashboard> dashboards() throws IOException {
    return List.of(Dashboard.operations(), Dashboard.soc());
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void everyPanelSaysWhatItShows(Dashboard dashboard) {
    assertThat(dashboard.panels()).hasSizeGreaterThan(10);
    assertThat(dashboard.panels()).extracting(Dashboard.Panel::title).doesNotHaveDuplicates();
    assertThat(dashboard.panels())
        .allSatisfy(
            panel -> {
              assertThat(panel.title()).isNotBlank();
              assertThat(panel.json().path("description").asText()).endsWith(".");
              assertThat(panel.json().at("/fieldConfig/defaults/unit").asText()).isNotBlank();
              assertThat(panel.queries()).isNotEmpty().doesNotContain("");
            });
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void everyPanelAsksADataSourceThatIsProvisioned(Dashboard dashboard) throws IOException {
    Set<String> provisioned = new TreeSet<>();
    for (JsonNode source : new YAMLMapper().readTree(DATA_SOURCES.toFile()).path("datasources")) {
      provisioned.add(source.path("type").asText() + " " + source.path("uid").asText());
    }

    assertThat(dashboard.panels())
        .extracting(panel -> panel.json().path("datasource"))
        .extracting(source -> source.path("type").asText() + " " + source.path("uid").asText())
        .isSubsetOf(provisioned);
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void noTwoPanelsCoverEachOther(Dashboard dashboard) {
    List<String> cells = new ArrayList<>();
    List<Integer> ids = new ArrayList<>();
    for (JsonNode panel : dashboard.json().path("panels")) {
      JsonNode place = panel.path("gridPos");
      ids.add(panel.path("id").asInt());
      for (int x = 0; x < place.path("w").asInt(); x++) {
        assertThat(place.path("x").asInt() + x).isLessThan(24);
        for (int y = 0; y < place.path("h").asInt(); y++) {
          cells.add((place.path("x").asInt() + x) + " " + (place.path("y").asInt() + y));
        }
      }
    }

    assertThat(cells).isNotEmpty().doesNotHaveDuplicates();
    assertThat(ids).doesNotHaveDuplicates();
  }
}
