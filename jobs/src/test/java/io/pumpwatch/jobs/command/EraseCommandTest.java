package io.pumpwatch.jobs.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.jobs.command.run.OutputDirectory;
import io.pumpwatch.jobs.output.TableRewriter.Outcome;
import io.pumpwatch.jobs.output.postgres.PostgresUrl;
import io.pumpwatch.jobs.privacy.ErasedNumber;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EraseCommandTest {
  private static final String KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

  private final List<String> erased = new ArrayList<>();

  @TempDir private Path folder;

  @BeforeEach
  void makeTheOutputOfARun() throws IOException {
    Files.createDirectories(folder.resolve("findings"));
  }

  private CommandLineRun erase(Map<String, String> environment, String... arguments) {
    List<String> all = new ArrayList<>(List.of("erase"));
    all.addAll(List.of(arguments));
    EraseCommand.Job job =
        new EraseCommand.Job() {
          @Override
          public Outcome inFiles(OutputDirectory output, ErasedNumber number) {
            erased.add("files " + number.forms());
            return new Outcome(1, 2000);
          }

          @Override
          public Outcome inDatabase(PostgresUrl url, ErasedNumber number) {
            erased.add("database " + number.forms());
            return new Outcome(0, 0);
          }
        };
    return CommandLineRun.of(new EraseCommand(job, environment), all.toArray(String[]::new));
  }

  @Test
  void takesANumberOutOfFiles() {
    CommandLineRun run = erase(Map.of(), "--number", "+24177012345", folder.toString());

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).containsExactly("Removed 1 rows, changed 2,000");
    assertThat(erased).containsExactly("files [+24177012345]");
  }

  @Test
  void takesItsPseudonymOutOfADatabaseWhereTheKeyIsKnown() {
    erase(
        Map.of("PUMPWATCH_PRIVACY_KEY", KEY),
        "--number=+24177012345",
        "--postgres-url=jdbc:postgresql://localhost:5432/soc");

    assertThat(erased)
        .singleElement()
        .asString()
        .matches("database \\[\\+24177012345, \\+2417701~[0-9a-f]{16}]");
  }

  @Test
  void refusesWhatCannotBeMeant() {
    CommandLineRun run = erase(Map.of(), "--number", "0177");

    assertThat(run.exitCode()).isEqualTo(ExitCodes.REFUSED);
    assertThat(run.err())
        .contains(
            "give DIR or --postgres-url",
            "--number must be a number in E.164, such as +24177012345");
    assertThat(erased).isEmpty();
  }

  @Test
  void refusesARunThatGoesOn() throws IOException {
    Files.writeString(
        folder.resolve("run.json"),
        "{\"run_id\": \"a\", \"started_at\": \"2026-01-05T13:00:00Z\"}");

    CommandLineRun run = erase(Map.of(), "--number", "+24177012345", folder.toString());

    assertThat(run.exitCode()).isEqualTo(ExitCodes.REFUSED);
    assertThat(run.err().get(0)).contains("its run has not ended");
    assertThat(erased).isEmpty();
  }
}
