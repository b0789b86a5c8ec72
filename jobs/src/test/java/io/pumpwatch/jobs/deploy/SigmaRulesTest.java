package io.pumpwatch.jobs.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.pumpwatch.event.EventType;
import io.pumpwatch.feature.Grain;
import io.pumpwatch.jobs.output.EventsTable;
import io.pumpwatch.pattern.BurstPattern;
import io.pumpwatch.pattern.SequentialNumbersPattern;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The Sigma rules are what Sigma's specification of correlations (2.0) asks for, and say what the
 * patterns say that they stand for.
 */
class SigmaRulesTest {
  private static final Path FOLDER = Path.of("../deploy/sigma");
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final Set<String> LEVELS =
      Set.of("informational", "low", "medium", "high", "critical");
  private static final Set<String> STATUSES =
      Set.of("stable", "test", "experimental", "deprecated", "unsupported");
  private static final Set<String> COMPARISONS = Set.of("gt", "gte", "lt", "lte", "eq");

  /** Sigma cannot cut text, so the second rule asks for a field that is the number cut short. */
  private static final String ADDED_FIELD = "destination_block";

  private static List<JsonNode> documents(Path file) throws IOException {
    try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(file.toFile())) {
      return documents.readAll();
    }
  }

  static List<JsonNode> rules() throws IOException {
    List<JsonNode> rules = new ArrayList<>();
    for (Path file : files()) {
      rules.addAll(documents(file));
    }
    return rules;
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().toList();
    }
  }

  static List<JsonNode> correlations() throws IOException {
    return rules().stream().filter(rule -> rule.has("correlation")).toList();
  }

  static List<JsonNode> detections() throws IOException {
    return rules().stream().filter(rule -> !rule.has("correlation")).toList();
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(item -> texts.add(item.asText()));
    return texts;
  }

  @Test
  void eachFileHasADetectionAndWhatCountsIt() throws IOException {
    assertThat(files()).hasSize(2);
    for (Path file : files()) {
      List<JsonNode> documents = documents(file);
      assertThat(documents).hasSize(2);
      assertThat(texts(documents.get(1).at("/correlation/rules")))
          .containsExactly(documents.get(0).path("name").asText());
    }
  }

  @ParameterizedTest
  @MethodSource("rules")
  void whatEveryRuleHas(JsonNode rule) {
    assertThat(rule.path("title").asText()).isNotBlank().hasSizeLessThanOrEqualTo(256);
    assertThat(UUID.fromString(rule.path("id").asText()).version()).isEqualTo(4);
    assertThat(STATUSES).contains(rule.path("status").asText());
    assertThat(LEVELS).contains(rule.path("level").asText());
    assertThat(rule.path("date").asText()).matches("\\d{4}-\\d{2}-\\d{2}");
    assertThat(texts(rule.path("tags")))
        .contains("attack.impact", "attack.t1496.003")
        .allMatch(tag -> tag.matches("[a-z0-9_-]+\\.[a-z0-9._-]+"));
  }

  @Test
  void idsAndNamesAreUnique() throws IOException {
    List<String> ids = rules().stream().map(rule -> rule.path("id").asText()).toList();
    List<String> names = detections().stream().map(rule -> rule.path("name").asText()).toList();

    assertThat(new HashSet<>(ids)).hasSameSizeAs(ids);
    assertThat(new HashSet<>(names)).hasSameSizeAs(names);
  }

  @ParameterizedTest
  @MethodSource("detections")
  void detectionsSelectTypesOfEventsThatThereAre(JsonNode rule) {
    assertThat(rule.path("logsource").path("category").asText()).isNotBlank();
    assertThat(rule.at("/detection/condition").asText()).isEqualTo("selection");
    assertThat(rule.at("/detection/selection").fieldNames())
        .toIterable()
        .isNotEmpty()
        .isSubsetOf(EventsTable.TABLE.columnNames());
    assertThat(texts(rule.at("/detection/selection/event_type")))
        .isNotEmpty()
        .isSubsetOf(
            Arrays.stream(EventType.values())
                .map(type -> type.name().toLowerCase(Locale.ROOT))
                .toList());
  }

  @ParameterizedTest
  @MethodSource("correlations")
  void correlationsHaveWhatTheirTypeNeeds(JsonNode rule) {
    JsonNode correlation = rule.path("correlation");
    JsonNode condition = correlation.path("condition");
    List<String> fields = new ArrayList<>(texts(correlation.path("group-by")));
    switch (correlation.path("type").asText()) {
      case "event_count" -> assertThat(condition.has("field")).isFalse();
      case "value_count" -> fields.add(condition.path("field").asText());
      default -> throw new AssertionError(correlation);
    }
    assertThat(correlation.path("timespan").asText()).matches("[1-9][0-9]*[smhd]");
    assertThat(condition.properties())
        .filteredOn(part -> !part.getKey().equals("field"))
        .singleElement()
        .satisfies(
            comparison -> {
              assertThat(COMPARISONS).contains(comparison.getKey());
              assertThat(comparison.getValue().isInt()).isTrue();
            });
    List<String> known = new ArrayList<>(EventsTable.TABLE.columnNames());
    known.add(ADDED_FIELD);
    assertThat(fields).isNotEmpty().isSubsetOf(known);
  }

  @Test
  void aFieldThatEventsLackIsAskedFor() throws IOException {
    for (JsonNode rule : correlations()) {
      boolean needed = texts(rule.at("/correlation/group-by")).contains(ADDED_FIELD);
      String name = rule.at("/correlation/rules/0").asText();
      String definition =
          detections().stream()
              .filter(detection -> name.equals(detection.path("name").asText()))
              .findFirst()
              .orElseThrow()
              .at("/logsource/definition")
              .asText();
      assertThat(definition.contains(ADDED_FIELD)).as(name).isEqualTo(needed);
    }
  }

  @ParameterizedTest
  @CsvSource({"event_count, 1m", "value_count, 1h"})
  void theirLimitsAreThoseOfThePatterns(String type, String timespan) throws IOException {
    JsonNode correlation =
        correlations().stream()
            .map(rule -> rule.path("correlation"))
            .filter(rule -> rule.path("type").asText().equals(type))
            .findFirst()
            .orElseThrow();
    BurstPattern burst = BurstPattern.defaults();
    SequentialNumbersPattern sequence = SequentialNumbersPattern.defaults();
    double limit =
        type.equals("event_count")
            ? burst.floors().get(Grain.SOURCE_IP.word()) * burst.flashMultiple()
            : sequence.leastNumbers() * sequence.unloggedMultiple();

    assertThat(correlation.path("timespan").asText()).isEqualTo(timespan);
    assertThat(correlation.at("/condition/gte").asDouble()).isEqualTo(Math.ceil(limit));
  }
}
