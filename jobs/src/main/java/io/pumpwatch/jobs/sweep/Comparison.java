package io.pumpwatch.jobs.sweep;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.pumpwatch.jobs.backtest.Scorecard;
import io.pumpwatch.jobs.settings.SettingsDifference;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What came of several variants over the same data.
 *
 * @param variants the first and those compared with it
 * @param points the values of the sweeps
 */
public record Comparison(List<ScoredVariant> variants, List<SweptPoint> points) {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  public Comparison {
    variants = List.copyOf(variants);
    points = List.copyOf(points);
  }

  /**
   * A variant as {@code variants.json} tells of it; figures are those of its scorecard.
   *
   * @param name which, and the folder of its findings
   * @param settings what differs from the first variant, by key path
   * @param changes how many findings that alert are new, gone, earlier and later
   * @param changedFindings these
   */
  private record Entry(
      String name,
      Map<String, Value> settings,
      long findings,
      long incidents,
      Double recall,
      Double findingPrecision,
      Double incidentPrecision,
      Double falseFindingsPerDay,
      Double falseIncidentsPerDay,
      Double incidentsPerDay,
      Double timeToDetectMedianMinutes,
      Double costBeforeDetectionShare,
      Double fraudMoneyStoppedShare,
      Double legitimateLostShare,
      Long benignFlagged,
      Map<String, Long> changes,
      List<FindingChange> changedFindings) {

    static Entry of(ScoredVariant scored) {
      Scorecard scorecard = scored.scorecard();
      return new Entry(
          scored.variant().name(),
          settings(scored.variant().differences()),
          scorecard.findings(),
          scorecard.incidents(),
          scorecard.recall(),
          scorecard.findingPrecision(),
          scorecard.incidentPrecision(),
          scorecard.falseFindingsPerDay(),
          scorecard.falseIncidentsPerDay(),
          scorecard.days() > 0 ? scorecard.incidents() / scorecard.days() : null,
          scorecard.timeToDetectMinutes().median(),
          scorecard.costBeforeDetectionShare(),
          scorecard.fraudMoneyStoppedShare(),
          scorecard.legitimateLostShare(),
          scorecard.benignFlagged(),
          Arrays.stream(FindingChange.Kind.values())
              .collect(
                  Collectors.toMap(
                      FindingChange.Kind::word,
                      scored::changes,
                      (one, other) -> one,
                      LinkedHashMap::new)),
          scored.changes());
    }

    private static Map<String, Value> settings(List<SettingsDifference> differences) {
      Map<String, Value> settings = new LinkedHashMap<>();
      differences.forEach(
          difference ->
              settings.put(difference.key(), new Value(difference.other(), difference.value())));
      return settings;
    }
  }

  /** A setting of a variant, and of the first. */
  private record Value(String value, String first) {}

  /** A value of a sweep and who tries it. */
  private record Point(String value, String variant) {}

  /** The content of {@code variants.json}. */
  private record Document(String first, List<Entry> variants, Map<String, List<Point>> sweeps) {}

  /** As it stands in {@code variants.json}. */
  public String toJson() {
    Map<String, List<Point>> sweeps =
        points.stream()
            .collect(
                Collectors.groupingBy(
                    SweptPoint::key,
                    LinkedHashMap::new,
                    Collectors.mapping(
                        point -> new Point(point.value(), point.variant()), Collectors.toList())));
    try {
      return JSON.writeValueAsString(
              new Document(
                  variants.get(0).variant().name(),
                  variants.stream().map(Entry::of).toList(),
                  sweeps))
          + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a comparison that is no JSON", e);
    }
  }
}
