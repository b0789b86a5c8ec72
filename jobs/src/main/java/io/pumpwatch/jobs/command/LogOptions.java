package io.pumpwatch.jobs.command;

import io.pumpwatch.jobs.command.text.PathText;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.fs.Path;
import picocli.CommandLine.Option;

/** The options that say which logs to read and how. */
final class LogOptions {
  private static final String RECOGNISE = "auto";
  private static final String SETTINGS = "--settings";

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
      names = SETTINGS,
      paramLabel = "FILE",
      description = "Settings in YAML; what it leaves out keeps its default.")
  private List<java.nio.file.Path> settings = List.of();

  /** What was named; empty for the bundled sample. */
  List<Path> paths() {
    return inputs;
  }

  /** The log format of raw files, null to recognise each by its content. */
  String format() {
    return RECOGNISE.equals(format) ? null : format;
  }

  /** The settings file, null for the defaults. */
  java.nio.file.Path settings() {
    return settings.isEmpty() ? null : settings.get(0);
  }

  /** The settings files, where a command takes several; none for the defaults. */
  List<java.nio.file.Path> allSettings() {
    return settings;
  }

  /** The words that {@code --format} takes, beside the formats known. */
  static List<String> choices(Iterable<String> formats) {
    List<String> words = new ArrayList<>();
    words.add(RECOGNISE);
    formats.forEach(words::add);
    return words;
  }

  /** What is wrong with them, for a command that takes one settings file. */
  List<String> problems() {
    List<String> problems = new ArrayList<>(problemsButNumber());
    if (settings.size() > 1) {
      problems.add(SETTINGS + " may be given once; backtest compares several");
    }
    return problems;
  }

  /** What is wrong with them, for a command that takes any number of settings files. */
  List<String> problemsButNumber() {
    List<String> problems = new ArrayList<>();
    for (Path input : inputs) {
      if (PathText.isLocal(input) && !Files.exists(PathText.local(input))) {
        problems.add("--input " + PathText.print(input) + ": there is no such file or folder");
      }
    }
    for (java.nio.file.Path file : settings) {
      if (!Files.isRegularFile(file)) {
        problems.add(SETTINGS + " " + file + ": there is no such file");
      }
    }
    return problems;
  }
}
