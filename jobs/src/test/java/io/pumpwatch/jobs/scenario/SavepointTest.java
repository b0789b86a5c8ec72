package io.pumpwatch.jobs.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.finding.Finding;
import io.pumpwatch.jobs.input.Decoded;
import io.pumpwatch.pattern.BurstPattern;
import io.pumpwatch.pattern.DetectionRules;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * State survives an upgrade: a savepoint that an earlier build took in the middle of the red-team
 * exercises is committed, and this build goes on from it to the findings of an undisturbed run. A
 * savepoint of another version is added, not put in its place, by {@code mvn -pl jobs -am test
 * -Dtest=SavepointTest -Dsurefire.failIfNoSpecifiedTests=false
 * -Dpumpwatch.write-savepoint=jobs/src/test/resources/io/pumpwatch/jobs/scenario/savepoint-VERSION.zip}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SavepointTest {
  private static final String SAVEPOINT = "savepoint-0.2.0.zip";
  private static final Instant START = Instant.parse("2026-03-02T12:00:03Z");

  /** In the middle of the fourth exercise: one client has sent for seven of fifteen seconds. */
  private static final Instant CUT = START.plus(Duration.ofHours(3)).plusSeconds(7);

  private static final DetectionRules RULES = RedTeamExercise.closelyWatching();

  @TempDir Path folder;
  private List<Decoded> before;
  private List<Decoded> after;
  private Map<String, Finding> undisturbed;

  @BeforeAll
  void runUndisturbed() throws Exception {
    List<Decoded> all = InterruptibleRun.decode(RedTeamExercise.all(START));
    before = all.stream().filter(yield -> !isAfterCut(yield)).toList();
    after = all.stream().filter(SavepointTest::isAfterCut).toList();
    assertThat(before).hasSizeGreaterThan(50);
    assertThat(after).hasSizeGreaterThan(30);
    undisturbed = latest(new InterruptibleRun(RULES).toTheEnd(all));
    assertThat(undisturbed).isNotEmpty();
  }

  private static boolean isAfterCut(Decoded yield) {
    return yield.event().eventTime().isAfter(CUT);
  }

  private static Map<String, Finding> latest(List<Finding> revisions) {
    Map<String, Finding> latest = new LinkedHashMap<>();
    revisions.forEach(
        finding ->
            latest.merge(
                finding.findingId(),
                finding,
                (one, other) -> one.revision() > other.revision() ? one : other));
    return latest;
  }

  private Path committed() throws IOException {
    Path savepoint = Files.createTempDirectory(folder, "savepoint-");
    try (InputStream resource = SavepointTest.class.getResourceAsStream(SAVEPOINT);
        ZipInputStream zip = new ZipInputStream(resource)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Files.copy(zip, savepoint.resolve(Path.of(entry.getName()).getFileName()));
      }
    }
    return savepoint;
  }

  /** What ended before the cut was told then; all else must be told as if nothing had been. */
  private Map<String, Finding> expected() {
    Map<String, Finding> expected = new LinkedHashMap<>(undisturbed);
    expected.values().removeIf(finding -> !closesAfterCut(finding));
    assertThat(expected).hasSizeGreaterThan(2);
    assertThat(expected.values())
        .as("an episode that had begun before the cut")
        .anyMatch(finding -> finding.windowStart().isBefore(CUT.minusSeconds(60)));
    return expected;
  }

  private static void assertGoesOn(List<Finding> expected, List<Finding> found) {
    RowForRow.assertSame("the run that went on", expected, List.copyOf(latest(found).values()));
  }

  /** Findings of bursts, with their sends. */
  private static List<String> bursts(Map<String, Finding> findings) {
    return findings.values().stream()
        .filter(finding -> finding.pattern().equals(BurstPattern.NAME))
        .map(finding -> finding.findingId() + " " + finding.revision() + " " + finding.sends())
        .toList();
  }

  private static boolean closesAfterCut(Finding finding) {
    Duration gap = RULES.pattern(finding.pattern()).episodeGap();
    return finding.windowEnd().plus(gap).isAfter(CUT);
  }

  @Test
  void theCommittedSavepointIsGoneOnWith() throws Exception {
    assertGoesOn(
        List.copyOf(expected().values()), new InterruptibleRun(RULES).goOn(committed(), after));
  }

  @Test
  void oneOfThisBuildIsGoneOnWith() throws Exception {
    Path savepoint = new InterruptibleRun(RULES).interrupt(before, folder.resolve("this-build"));

    assertGoesOn(
        List.copyOf(expected().values()), new InterruptibleRun(RULES).goOn(savepoint, after));
  }

  @Test
  void aThresholdMayChange() throws Exception {
    DetectionRules changed =
        RedTeamExercise.changed(RULES, "detection: {burst: {floors: {country: 100000}}}");

    Map<String, Finding> found = latest(new InterruptibleRun(changed).goOn(committed(), after));

    List<String> open =
        undisturbed.values().stream()
            .filter(SavepointTest::closesAfterCut)
            .filter(finding -> finding.windowStart().isBefore(CUT.minusSeconds(60)))
            .map(Finding::findingId)
            .toList();
    assertThat(open).isNotEmpty();
    assertThat(found).containsKeys(open.toArray(String[]::new));
  }

  @Test
  void aPatternOfAnotherShapeLosesItsOwnStateOnly() throws Exception {
    DetectionRules changed =
        RedTeamExercise.changed(RULES, "detection: {send-to-success-imbalance: {patience: 7 h}}");
    assertThat(changed.sendToSuccessImbalance()).isNotEqualTo(RULES.sendToSuccessImbalance());

    Map<String, Finding> found = latest(new InterruptibleRun(changed).goOn(committed(), after));

    assertThat(bursts(found)).isNotEmpty().containsExactlyInAnyOrderElementsOf(bursts(expected()));
  }

  @Test
  @EnabledIfSystemProperty(named = "pumpwatch.write-savepoint", matches = ".+")
  void writes() throws Exception {
    Path savepoint = new InterruptibleRun(RULES).interrupt(before, folder.resolve("written"));
    // Surefire runs in the module's folder, the path is given from the project's.
    Path zipped = Path.of("..").resolve(System.getProperty("pumpwatch.write-savepoint"));
    try (Stream<Path> files = Files.list(savepoint);
        ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(zipped))) {
      for (Path file : files.sorted().toList()) {
        zip.putNextEntry(new ZipEntry(file.getFileName().toString()));
        Files.copy(file, zip);
      }
    }
  }
}
