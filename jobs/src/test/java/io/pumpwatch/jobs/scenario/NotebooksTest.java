package io.pumpwatch.jobs.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Notebooks as they are kept. */
class NotebooksTest {
  private static final Path FOLDER = Path.of("../notebooks");

  static List<Path> notebooks() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".ipynb")).sorted().toList();
    }
  }

  /** Outputs name numbers and addresses, and change with every run. */
  @ParameterizedTest
  @MethodSource("notebooks")
  void keepsNoOutput(Path notebook) throws IOException {
    JsonNode content = new ObjectMapper().readTree(notebook.toFile());

    assertThat(content.at("/metadata/kernelspec/name").textValue()).isEqualTo("python3");
    assertThat(content.path("cells"))
        .isNotEmpty()
        .allSatisfy(
            cell -> {
              assertThat(cell.path("source")).isNotEmpty();
              assertThat(cell.path("outputs")).isEmpty();
              assertThat(cell.path("execution_count").isNumber()).isFalse();
            });
  }

  @Test
  void everyNotebookIsInTheReadmeAndRunByTheScript() throws IOException {
    String readme = Files.readString(FOLDER.resolve("README.md"));
    String script = Files.readString(FOLDER.resolve("run"));

    assertThat(notebooks())
        .hasSize(3)
        .allSatisfy(
            notebook -> {
              String file = notebook.getFileName().toString();
              assertThat(readme).contains("(" + file + ")");
              assertThat(script).contains(file.replace(".ipynb", ""));
            });
  }
}
