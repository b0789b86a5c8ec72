package io.pumpwatch.jobs.command.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pumpwatch.jobs.command.text.PathText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputDirectoryTest {
  private static final Instant START = Instant.parse("2026-01-05T13:00:00Z");

  @TempDir private Path temporary;

  private Path folder() {
    return temporary.resolve("out");
  }

  private OutputDirectory output() {
    return new OutputDirectory(PathText.parse(folder().toString()));
  }

  private Path write(String file, String content) throws IOException {
    Path path = folder().resolve(file);
    Files.createDirectories(path.getParent());
    return Files.writeString(path, content);
  }

  private List<String> content() throws IOException {
    try (Stream<Path> files = Files.walk(folder())) {
      return files
          .filter(file -> !file.equals(folder()))
          .map(file -> folder().relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  @Test
  void makesAFolderThatIsNotThere() throws IOException {
    assertThat(output().refusal()).isEmpty();
    assertThat(output().begin(new RunStart("run-1", START, Map.of()))).isEmpty();
    assertThat(content()).containsExactly("run.json");
  }

  @Test
  void takesAnEmptyFolder() throws IOException {
    Files.createDirectories(folder());
    assertThat(output().refusal()).isEmpty();
    assertThat(output().begin(new RunStart("run-1", START, Map.of()))).isEmpty();
  }

  @Test
  void replacesWhatAnEarlierRunWroteAndOnlyThat() throws IOException {
    output().begin(new RunStart("run-1", START, Map.of()));
    for (String part : List.of("findings", "finding-windows", "dead-letters", "late-events")) {
      write(part + "/dt=2026-01-05/part-0.parquet", "old");
    }
    write("report.html", "old");
    write("notes.txt", "mine");
    output().score("{}");
    output().end(RunReportTest.report());

    assertThat(output().begin(new RunStart("run-2", START, Map.of())))
        .contains("Replacing run 20260105T130000Z-4f2a90c1 in " + folder());
    assertThat(content()).containsExactly("notes.txt", "run.json");
    assertThat(folder().resolve("run.json")).content().contains("\"run_id\" : \"run-2\"");
  }

  @Test
  void recognisesARunThatNeverEnded() throws IOException {
    output().begin(new RunStart("run-1", START, Map.of()));
    write("findings/part-0.parquet", "half");

    assertThat(output().begin(new RunStart("run-2", START, Map.of())))
        .contains("Replacing run run-1 in " + folder());
    assertThat(content()).containsExactly("run.json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "findings/precious.parquet|x",
        "run.json|not json",
        "run.json|{\"run_id\": 5, \"started_at\": \"2026-01-05T13:00:00Z\"}",
        "run.json|{\"run_id\": \"somebody else's\"}",
        ".hidden|x"
      })
  void leavesAnyOtherFolderUntouched(String fileAndContent) throws IOException {
    String[] parts = fileAndContent.split("\\|");
    Path file = write(parts[0], parts[1]);

    assertThat(output().refusal()).contains(folder() + " is not empty; it is left as it is");
    assertThatThrownBy(() -> output().begin(new RunStart("run-1", START, Map.of())))
        .isInstanceOf(IOException.class);
    assertThat(file).hasContent(parts[1]);
  }

  @Test
  void refusesAFile() throws IOException {
    Files.writeString(folder(), "a file");
    assertThat(output().refusal()).contains(folder() + " is a file; a folder is needed");
    assertThat(OutputDirectory.refusalUnlessEmpty(output().path()))
        .contains(folder() + " is a file; a folder is needed");
  }

  @Test
  void followsNoLinkOutOfTheFolder() throws IOException {
    Path precious = Files.createDirectories(temporary.resolve("precious"));
    Files.writeString(precious.resolve("kept"), "x");
    output().begin(new RunStart("run-1", START, Map.of()));
    Files.createSymbolicLink(folder().resolve("findings"), precious);
    Files.createDirectories(folder().resolve("dead-letters"));
    Files.createSymbolicLink(folder().resolve("dead-letters/link"), precious);

    output().begin(new RunStart("run-2", START, Map.of()));

    assertThat(content()).containsExactly("run.json");
    assertThat(precious.resolve("kept")).exists();
  }

  @Test
  void saysWhereThereIsNothingToRead() throws IOException {
    assertThat(output().absence())
        .contains(folder() + " is not the output of a run: it has no findings");
    write("findings/part-0.parquet", "x");
    assertThat(output().absence()).isEmpty();
    assertThat(output().holdsUnfinishedRun()).isFalse();
  }

  @Test
  void knowsARunThatHasNotEnded() throws IOException {
    output().begin(new RunStart("run-1", START, Map.of()));
    assertThat(output().absence()).isEmpty();
    assertThat(output().holdsUnfinishedRun()).isTrue();
    output().end(RunReportTest.report());
    assertThat(output().holdsUnfinishedRun()).isFalse();
  }
}
