package io.pumpwatch.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pumpwatch.feature.BlockRecord;
import io.pumpwatch.feature.CountSurprise;
import io.pumpwatch.feature.Grain;
import io.pumpwatch.feature.PriorBaseline;
import io.pumpwatch.feature.TrafficKey;
import io.pumpwatch.feature.TrialEvidence;
import io.pumpwatch.feature.TrialRules;
import io.pumpwatch.finding.Finding;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The catalogue in the module's README says what the code does. */
class PatternCatalogueTest {
  private static final Path README = Path.of("README.md");

  static List<PumpingPattern> patterns() {
    return DetectionRules.defaults().patterns();
  }

  @ParameterizedTest
  @MethodSource("patterns")
  void everyPatternHasAnEntryWithItsParts(PumpingPattern pattern) throws IOException {
    assertThat(entry(pattern))
        .contains("**Story.**", "**Statistics.**", "**Must not match.**", "**Known gaps.**")
        .contains("**Supersedes**");
  }

  @ParameterizedTest
  @MethodSource("patterns")
  void everyThresholdIsNamedWithItsDefault(PumpingPattern pattern) throws Exception {
    String entry = entry(pattern);
    for (RecordComponent component : pattern.getClass().getRecordComponents()) {
      Object threshold = component.getAccessor().invoke(pattern);
      String cell = row(entry, component.getName()).get(1);
      if (threshold instanceof Map<?, ?> byLabel) {
        assertThat(cell).as(component.getName()).isEqualTo("below");
        byLabel.forEach(
            (label, limit) ->
                assertThat(number(row(entry, label.toString()).get(1)))
                    .as("%s of %s", component.getName(), label)
                    .isEqualTo(((Number) limit).doubleValue()));
      } else if (threshold instanceof Duration duration) {
        assertThat(duration(cell)).as(component.getName()).isEqualTo(duration);
      } else {
        assertThat(number(cell))
            .as(component.getName())
            .isCloseTo(((Number) threshold).doubleValue(), within(1e-12));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("patterns")
  void everyShapeAndStageIsNamed(PumpingPattern pattern) throws IOException {
    String entry = entry(pattern);
    for (PatternShape shape : pattern.shapes()) {
      List<String> cells = row(entry, shape.name());
      for (var stage = shape.stages(); stage != null; stage = stage.getPrevious()) {
        assertThat(cells.get(1)).contains("`" + stage.getName() + "`");
      }
    }
  }

  @Test
  void nothingIsInTheCatalogueThatIsNotInTheCode() throws IOException {
    List<String> entries =
        Files.readString(README)
            .lines()
            .filter(line -> line.startsWith("## `"))
            .map(line -> line.substring("## `".length(), line.length() - 1))
            .toList();

    assertThat(entries)
        .containsExactlyElementsOf(patterns().stream().map(PumpingPattern::name).toList());
  }

  @Test
  void limitsOfBurstsAreWhatTheirExpectationsAskFor() throws IOException {
    BurstPattern burst = BurstPattern.defaults();
    PriorBaseline priors = PriorBaseline.defaults();
    String entry = entry(burst);
    burst
        .floors()
        .forEach(
            (label, floor) -> {
              List<String> cells = row(entry, label);
              if (priorsAreNoBasis(label)) {
                assertThat(cells.subList(2, 5)).as(label).containsExactly("learnt", "", "");
                return;
              }
              double mean = priors.attemptsPerMinute().get(label);
              long limit =
                  Math.max(
                      floor,
                      CountSurprise.limit(
                          mean, priors.dispersion(), burst.falseAlarmProbability()));
              assertThat(number(cells.get(2))).as(label).isEqualTo(mean);
              assertThat(number(cells.get(3))).as(label).isEqualTo(limit);
              assertThat(number(cells.get(4)))
                  .as(label)
                  .isEqualTo(Math.ceil(limit * burst.flashMultiple()));
            });
  }

  /** Whether a key of that label is silent, whatever it sends, while nothing was learnt. */
  private static boolean priorsAreNoBasis(String label) {
    long[] many = LongStream.range(24_177_012_000L, 24_177_012_900L).toArray();
    int digits = label.charAt(label.length() - 1) - '0';
    TrafficKey key =
        label.startsWith("destination_block")
            ? TrafficKey.block("acme", "+24177012", digits)
            : TrafficKey.of(Grain.ofWord(label), "acme", "its value");
    return KeyStory.of(key)
        .minute(
            0,
            seen ->
                seen.with(event -> event.sourceIp("203.0.113.7"))
                    .sent(many)
                    .with(event -> event.sourceIp("203.0.113.8"))
                    .sent(many))
        .rows()
        .stream()
        .noneMatch(row -> row.exceedance(BurstPattern.RATE).reached());
  }

  @Test
  void failuresInARowReachTheLimitsOfImbalances() throws IOException {
    SendToSuccessImbalancePattern imbalance = SendToSuccessImbalancePattern.defaults();
    String entry = entry(imbalance);
    double failure =
        Math.log(
            (1 - TrialEvidence.ATTACK_CONVERSION) / (1 - PriorBaseline.defaults().conversion()));
    imbalance
        .limits()
        .forEach(
            (label, limit) ->
                assertThat(number(row(entry, label).get(2)))
                    .as(label)
                    .isEqualTo(Math.ceil(limit / failure)));
  }

  @ParameterizedTest
  @MethodSource("patterns")
  void everyStatisticIsDefined(PumpingPattern pattern) throws IOException {
    String entry = entry(pattern);
    String statistics =
        entry.substring(entry.indexOf("**Statistics.**"), entry.indexOf("**Must not match.**"));
    String shapes = entry.substring(0, entry.indexOf("**Statistics.**"));

    assertThat(pattern.statistics())
        .allMatch(statistic -> (statistics + shapes).contains("`" + statistic + "`"));
  }

  @ParameterizedTest
  @MethodSource("patterns")
  void everyPatternIsInTheOverview(PumpingPattern pattern) throws IOException {
    assertThat(Files.readString(README))
        .contains("| [`" + pattern.name() + "`](#" + pattern.name() + ") | ");
  }

  @ParameterizedTest
  @MethodSource("patterns")
  void everyPatternIsMappedToTheFrameworks(PumpingPattern pattern) throws IOException {
    String text = Files.readString(README);
    String rest = text.substring(text.indexOf("\n## Frameworks\n") + 1);
    List<String> cells = row(rest.substring(0, rest.indexOf("\n## ")), pattern.name());

    assertThat(cells.subList(1, 3))
        .containsExactly(Finding.ATTACK_TECHNIQUE, Finding.DETECTION_STRATEGY);
    assertThat(cells.subList(4, 6)).containsExactly("SC-05", "PR.PS-06.01, PR.PS-06.07");
    assertThat(Stream.of(cells.get(3).replaceAll(" \\(.*?\\)", "").split(", ")))
        .isNotEmpty()
        .allSatisfy(tunable -> assertThat(text).contains("\n| " + tunable + " |"));
  }

  @Test
  void whatThePatternsShareIsWhatTheRulesSay() throws IOException {
    String text = Files.readString(README);
    String shared =
        text.substring(text.indexOf("## What the patterns share"), text.indexOf("\n## `"));
    TrialRules trials = TrialRules.defaults();
    PriorBaseline priors = PriorBaseline.defaults();

    assertThat(shared)
        .contains("a failure " + trials.maturity().toMinutes() + " minutes after the first send")
        .contains("(`" + String.join("`, `", trials.flowsWithoutVerification()) + "`)")
        .contains("at least " + trials.leastSuccesses() + " successes in the last day")
        .contains("dispersion " + priors.dispersion())
        .contains("a conversion of " + priors.conversion())
        .contains("came back in the " + BlockRecord.DAYS + " days before")
        .contains("`cautious` demands " + ProtectionLevel.CAUTIOUS.evidence() + " times")
        .contains("`aggressive` " + ProtectionLevel.AGGRESSIVE.evidence() + " times");
    assertThat(trials.session()).isEqualTo(Duration.ofDays(1));
    assertThat(trials.memory()).isEqualTo(Duration.ofDays(1));
    assertThat(ProtectionLevel.values()).hasSize(3);
  }

  @Test
  void theTechniqueAndItsStrategyAreNamed() throws IOException {
    assertThat(Files.readString(README))
        .contains(Finding.ATTACK_TECHNIQUE, Finding.DETECTION_STRATEGY);
  }

  private static String entry(PumpingPattern pattern) throws IOException {
    String heading = "\n## `" + pattern.name() + "`\n";
    String text = Files.readString(README);
    assertThat(text).contains(heading);
    String rest = text.substring(text.indexOf(heading) + heading.length());
    return rest.substring(0, rest.indexOf("\n## "));
  }

  /** The cells of the one table row whose first cell is that word. */
  private static List<String> row(String entry, String word) {
    List<List<String>> rows =
        entry
            .lines()
            .filter(line -> line.startsWith("| `" + word + "` |"))
            .map(line -> Stream.of(line.split("\\|", -1)).skip(1).map(String::strip).toList())
            .toList();
    assertThat(rows).as("rows of %s", word).hasSize(1);
    return rows.get(0);
  }

  private static double number(String cell) {
    return Arrays.stream(cell.split("/"))
        .mapToDouble(Double::parseDouble)
        .reduce((dividend, divisor) -> dividend / divisor)
        .orElseThrow();
  }

  private static Duration duration(String cell) {
    return Duration.parse("PT" + cell.replace(" min", "M").replace(" h", "H"));
  }
}
