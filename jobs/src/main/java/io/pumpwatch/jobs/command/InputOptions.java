package io.pumpwatch.jobs.command;

import io.pumpwatch.jobs.command.text.PathText;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.fs.Path;
import picocli.CommandLine.Option;

/** The options that say what to read and with how many hands. */
final class InputOptions {
  private static final String RECOGNISE = "auto";

  @Option(
      names = "--input",
      paramLabel = "PATH",
      description = {
        "A log file or a folder of them, of any Flink file system; repeat it for more. Parquet is"
            + " recognised by its content, gzip is unpacked."
      })
  private List<Path> inputs = List.of();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = RECOGNISE,
      description = {
        "The log format of raw files, where recognising each by its content does not do:",
        "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})."
      })
  private String format;

  @Option(
      names = "--from",
      paramLabel = "INSTANT",
      description = "Take events from this time on: 2026-01-05T13:00:00Z, or a day in UTC.")
  private Instant from;

  @Option(names = "--to", paramLabel = "INSTANT", description = "Take events before this time.")
  private Instant to;

  @Option(
      names = "--settings",
      paramLabel = "FILE",
      description = "Settings in YAML; what it leaves out keeps its default.")
  private java.nio.file.Path settings;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description = "How many slots work side by side (default: the number of processors).")
  private int parallelism = Runtime.getRuntime().availableProcessors();

  InputSelection selection() {
    return new InputSelection(inputs, RECOGNISE.equals(format) ? null : format, from, to);
  }

  java.nio.file.Path settings() {
    return settings;
  }

  int parallelism() {
    return parallelism;
  }

  /** The words that {@code --format} takes, beside the formats known. */
  static List<String> choices(Iterable<String> formats) {
    List<String> words = new ArrayList<>();
    words.add(RECOGNISE);
    formats.forEach(words::add);
    return words;
  }

  /** What is wrong with them, given the folder that the command writes to. */
  List<String> problems(Path output) {
    List<String> problems = new ArrayList<>();
    for (Path input : inputs) {
      String text = PathText.print(input);
      if (PathText.isLocal(input) && !Files.exists(PathText.local(input))) {
        problems.add("--input " + text + ": there is no such file or folder");
      } else if (output != null && PathText.within(input, output)) {
        problems.add("--input " + text + " lies in the output folder, which the run replaces");
      } else if (output != null && PathText.within(output, input)) {
        problems.add(
            "--output "
                + PathText.print(output)
                + " lies in the input folder "
                + text
                + ": the next run would read what this one writes");
      }
    }
    if (from != null && to != null && !from.isBefore(to)) {
      problems.add("--from must be before --to: no event would be taken");
    }
    if (settings != null && !Files.isRegularFile(settings)) {
      problems.add("--settings " + settings + ": there is no such file");
    }
    if (parallelism < 1) {
      problems.add("--parallelism must be at least 1, is " + parallelism);
    }
    return problems;
  }
}
