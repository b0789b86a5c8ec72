package io.pumpwatch.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pumpwatch.feature.TrafficFeatures;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.pattern.GroupPattern;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.cep.pattern.Quantifier.QuantifierProperty;
import org.apache.flink.cep.pattern.WithinType;
import org.apache.flink.cep.pattern.conditions.SimpleCondition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every pattern's shapes must keep to, and what their structure says. */
class PatternShapeTest {
  /** The longest that a partial match may wait, and its state be kept. */
  private static final Duration GREATEST_WINDOW = Duration.ofDays(1);

  /** Written out in another JVM by {@link #main}. */
  private static Map<String, String> structures() {
    Map<String, String> structures = new LinkedHashMap<>();
    for (PumpingPattern pattern : DetectionRules.defaults().patterns()) {
      pattern
          .shapes()
          .forEach(shape -> structures.put(pattern.name() + "/" + shape.name(), shape.structure()));
    }
    return structures;
  }

  public static void main(String[] arguments) {
    structures().forEach((shape, structure) -> System.out.println(shape + "=" + structure));
  }

  static Stream<PatternShape> shapes() {
    return DetectionRules.defaults().patterns().stream()
        .flatMap(pattern -> pattern.shapes().stream());
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void everyStageIsBoundedAndDemandsSomething(PatternShape shape) {
    for (Pattern<TrafficFeatures, ?> stage : stages(shape)) {
      assertThat(stage).isNotInstanceOf(GroupPattern.class);
      assertThat(stage.getQuantifier().hasProperty(QuantifierProperty.LOOPING)).isFalse();
      assertThat(stage.getUntilCondition()).isNull();
      if (stage.getTimes() != null) {
        assertThat(stage.getTimes().getTo()).isBetween(1, 5);
      }
      assertThat(stage.getCondition()).isNotNull();
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void theWholeHasAWindowAndSkipsPastItsMatch(PatternShape shape) {
    assertThat(shape.stages().getWindowSize(WithinType.FIRST_AND_LAST))
        .hasValueSatisfying(
            window -> assertThat(window).isBetween(Duration.ofSeconds(1), GREATEST_WINDOW));
    assertThat(shape.stages().getAfterMatchSkipStrategy())
        .isEqualTo(AfterMatchSkipStrategy.skipPastLastEvent());
  }

  @Test
  void aLoopIsRefused() {
    PatternShape loop =
        new PatternShape(
            "loop",
            Pattern.<TrafficFeatures>begin("again", AfterMatchSkipStrategy.skipPastLastEvent())
                .where(new Reaches("burst-rate"))
                .oneOrMore()
                .within(Duration.ofMinutes(2)));

    assertThatThrownBy(() -> everyStageIsBoundedAndDemandsSomething(loop))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void aShapeWithoutAWindowIsRefused() {
    PatternShape endless =
        new PatternShape(
            "endless",
            Pattern.<TrafficFeatures>begin("first", AfterMatchSkipStrategy.skipPastLastEvent())
                .where(new Reaches("burst-rate"))
                .followedBy("second")
                .where(new Reaches("burst-rate")));

    assertThatThrownBy(() -> theWholeHasAWindowAndSkipsPastItsMatch(endless))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void namesAreUnique() {
    assertThat(structures()).hasSize((int) shapes().count());
    assertThat(structures().values()).doesNotHaveDuplicates();
  }

  @Test
  void theStructureIsTheSameInAnotherJvm() throws Exception {
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                PatternShapeTest.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String output = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(other.waitFor()).isZero();
    Map<String, String> there = new HashMap<>();
    output.lines().forEach(line -> there.put(line.split("=")[0], line.split("=")[1]));
    assertThat(there).isEqualTo(structures());
  }

  @Test
  void theStructureIsTheSameOfAnEqualShape() {
    assertThat(structures()).isEqualTo(structures());
  }

  @Test
  void whateverChangesTheStoryChangesTheStructure() {
    List<PatternShape> stories =
        List.of(
            twoStages("surge", "sustained", "burst-rate", true, 2),
            twoStages("rise", "sustained", "burst-rate", true, 2),
            twoStages("surge", "lasting", "burst-rate", true, 2),
            twoStages("surge", "sustained", "burst-pair", true, 2),
            twoStages("surge", "sustained", "burst-rate", false, 2),
            twoStages("surge", "sustained", "burst-rate", true, 3),
            new PatternShape(
                "story", Pattern.<TrafficFeatures>begin("surge").where(new Reaches("burst-rate"))),
            new PatternShape(
                "story",
                Pattern.<TrafficFeatures>begin("surge", AfterMatchSkipStrategy.skipPastLastEvent())
                    .where(new Reaches("burst-rate"))),
            new PatternShape(
                "story",
                Pattern.<TrafficFeatures>begin("surge")
                    .where(new Reaches("burst-rate"))
                    .where(new SuccessLogged(true))),
            new PatternShape(
                "story",
                Pattern.<TrafficFeatures>begin("surge")
                    .where(new Reaches("burst-rate"))
                    .where(new SuccessLogged(false))),
            new PatternShape(
                "story",
                Pattern.<TrafficFeatures>begin("surge")
                    .where(new Reaches("burst-rate"))
                    .or(new SuccessLogged(false))),
            new PatternShape(
                "story",
                Pattern.<TrafficFeatures>begin("surge").where(new Reaches("burst-rate")).times(2)),
            new PatternShape(
                "story",
                Pattern.<TrafficFeatures>begin("surge").where(new Reaches("burst-rate")).times(3)));

    assertThat(stories).extracting(PatternShape::structure).doesNotHaveDuplicates();
  }

  @Test
  void thresholdsAreNoPartOfTheStructure() {
    BurstPattern burst = BurstPattern.defaults();
    BurstPattern tunedBurst =
        new BurstPattern(Map.of("source_ip", 1L), 0.5, 9, 0.9, Duration.ofMinutes(5));
    SequentialNumbersPattern sequence = SequentialNumbersPattern.defaults();
    SequentialNumbersPattern tunedSequence =
        new SequentialNumbersPattern(3, 4, 5, 0.9, 7, sequence.patience(), Duration.ofMinutes(5));
    SendToSuccessImbalancePattern imbalance = SendToSuccessImbalancePattern.defaults();
    SendToSuccessImbalancePattern tunedImbalance =
        new SendToSuccessImbalancePattern(
            Map.of("country", 1.0),
            1,
            2,
            0.1,
            2,
            0.9,
            0.3,
            imbalance.persistence(),
            imbalance.patience(),
            Duration.ofMinutes(5));
    PartialConversionPattern partial = PartialConversionPattern.defaults();
    PartialConversionPattern tunedPartial =
        new PartialConversionPattern(
            2, 3, 4, 0.5, partial.persistence(), partial.patience(), Duration.ofMinutes(5));
    RepeatFloodPattern flood = RepeatFloodPattern.defaults();
    RepeatFloodPattern tunedFlood =
        new RepeatFloodPattern(
            2, 3, 2, 3, Duration.ofMinutes(1), flood.patience(), Duration.ofMinutes(5));
    UnrequestedSendsPattern unrequested = UnrequestedSendsPattern.defaults();
    UnrequestedSendsPattern tunedUnrequested =
        new UnrequestedSendsPattern(1, 2, unrequested.patience(), Duration.ofMinutes(5));

    assertThat(structuresOf(tunedBurst)).isEqualTo(structuresOf(burst));
    assertThat(structuresOf(tunedSequence)).isEqualTo(structuresOf(sequence));
    assertThat(structuresOf(tunedImbalance)).isEqualTo(structuresOf(imbalance));
    assertThat(structuresOf(tunedPartial)).isEqualTo(structuresOf(partial));
    assertThat(structuresOf(tunedFlood)).isEqualTo(structuresOf(flood));
    assertThat(structuresOf(tunedUnrequested)).isEqualTo(structuresOf(unrequested));
  }

  @Test
  void spansOfTimeThatCepWaitsForArePartOfTheStructure() {
    SendToSuccessImbalancePattern imbalance = SendToSuccessImbalancePattern.defaults();
    SendToSuccessImbalancePattern patient =
        new SendToSuccessImbalancePattern(
            imbalance.limits(),
            imbalance.leastNumbers(),
            imbalance.leastConcentrated(),
            imbalance.concentrationWeight(),
            imbalance.refusalWeight(),
            imbalance.greatestConversion(),
            imbalance.purity(),
            imbalance.persistence(),
            imbalance.patience().plusHours(1),
            imbalance.episodeGap());

    assertThat(structuresOf(patient)).doesNotContainAnyElementsOf(structuresOf(imbalance));
  }

  @Test
  void aConditionThatDoesNotSayWhatItDemandsIsRefused() {
    PatternShape nameless =
        new PatternShape(
            "nameless",
            Pattern.<TrafficFeatures>begin("surge")
                .where(SimpleCondition.of(features -> features.trialEvidence() > 3)));

    assertThatThrownBy(nameless::structure)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("nameless");
  }

  private static List<String> structuresOf(PumpingPattern pattern) {
    return pattern.shapes().stream().map(PatternShape::structure).toList();
  }

  private static PatternShape twoStages(
      String first, String second, String statistic, boolean adjacent, int minutes) {
    Pattern<TrafficFeatures, TrafficFeatures> begin =
        Pattern.<TrafficFeatures>begin(first, AfterMatchSkipStrategy.skipPastLastEvent())
            .where(new Reaches(statistic));
    return new PatternShape(
        "story",
        (adjacent ? begin.next(second) : begin.followedBy(second))
            .where(new Reaches("burst-rate"))
            .within(Duration.ofMinutes(minutes)));
  }

  private static List<Pattern<TrafficFeatures, ?>> stages(PatternShape shape) {
    List<Pattern<TrafficFeatures, ?>> stages = new ArrayList<>();
    for (Pattern<TrafficFeatures, ?> stage = shape.stages();
        stage != null;
        stage = stage.getPrevious()) {
      stages.add(stage);
    }
    return stages;
  }
}
