package io.pumpwatch.jobs.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.pumpwatch.finding.Finding;
import io.pumpwatch.pattern.DetectionRules;
import io.pumpwatch.pattern.PumpingPattern;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The layer is of the Navigator's layer format 4.5 and names every pattern. */
class NavigatorLayerTest {
  private static final Set<String> KEYS_OF_LAYERS =
      Set.of(
          "name",
          "versions",
          "domain",
          "description",
          "layout",
          "techniques",
          "gradient",
          "hideDisabled");
  private static final Set<String> KEYS_OF_TECHNIQUES =
      Set.of("techniqueID", "tactic", "comment", "score", "metadata", "links", "showSubtechniques");

  private static JsonNode layer() throws IOException {
    return new JsonMapper().readTree(new File("../deploy/attack/navigator-layer.json"));
  }

  private static JsonNode technique(String id) throws IOException {
    return StreamSupport.stream(layer().path("techniques").spliterator(), false)
        .filter(technique -> id.equals(technique.path("techniqueID").asText()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void hasWhatTheFormatRequires() throws IOException {
    JsonNode layer = layer();

    assertThat(layer.fieldNames()).toIterable().isSubsetOf(KEYS_OF_LAYERS);
    assertThat(layer.path("name").asText()).isNotBlank();
    assertThat(layer.path("domain").asText()).isEqualTo("enterprise-attack");
    assertThat(layer.at("/versions/layer").asText()).isEqualTo("4.5");
    assertThat(layer.at("/versions/attack").asText()).matches("[0-9]+");
    assertThat(layer.at("/versions/navigator").asText()).matches("(4\\.9|[5-9]\\.[0-9]+)\\.[0-9]+");
    assertThat(layer.at("/layout/expandedSubtechniques").asText()).isIn("none", "all", "annotated");
    assertThat(layer.at("/gradient/colors"))
        .hasSizeGreaterThanOrEqualTo(2)
        .allMatch(color -> color.asText().matches("#[0-9a-f]{6}"));
    assertThat(layer.at("/gradient/minValue").asInt())
        .isLessThan(layer.at("/gradient/maxValue").asInt());
  }

  @Test
  void techniquesHaveWhatTheFormatRequires() throws IOException {
    assertThat(layer().path("techniques"))
        .isNotEmpty()
        .allSatisfy(
            technique -> {
              assertThat(technique.fieldNames()).toIterable().isSubsetOf(KEYS_OF_TECHNIQUES);
              assertThat(technique.path("techniqueID").asText()).matches("T[0-9]{4}(\\.[0-9]{3})?");
              assertThat(technique.path("tactic").asText()).isEqualTo("impact");
              assertThat(technique.path("links"))
                  .allMatch(link -> link.path("url").asText().startsWith("https://"))
                  .allMatch(link -> !link.path("label").asText().isBlank());
            });
  }

  @Test
  void onlySmsPumpingIsScored() throws IOException {
    assertThat(layer().path("techniques"))
        .filteredOn(technique -> technique.has("score"))
        .extracting(technique -> technique.path("techniqueID").asText())
        .containsExactly(Finding.ATTACK_TECHNIQUE);
    assertThat(layer().path("description").asText()).contains(Finding.DETECTION_STRATEGY);
  }

  @Test
  void everyPatternIsNamedInItsOrder() throws IOException {
    List<String> patterns =
        DetectionRules.defaults().patterns().stream().map(PumpingPattern::name).toList();

    assertThat(technique(Finding.ATTACK_TECHNIQUE).path("metadata"))
        .allMatch(pattern -> !pattern.path("value").asText().isBlank())
        .extracting(pattern -> pattern.path("name").asText())
        .containsExactlyElementsOf(patterns);
  }
}
