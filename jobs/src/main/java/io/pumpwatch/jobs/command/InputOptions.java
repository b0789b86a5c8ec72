package io.pumpwatch.jobs.command;

import io.pumpwatch.jobs.command.text.PathText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.fs.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say what to read and with how many hands. */
final class InputOptions {
  @Mixin private LogOptions logs;

  @Option(
      names = "--from",
      paramLabel = "INSTANT",
      description = "Take events from this time on: 2026-01-05T13:00:00Z, or a day in UTC.")
  private Instant from;

  @Option(names = "--to", paramLabel = "INSTANT", description = "Take events before this time.")
  private Instant to;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description = "How many slots work side by side (default: the number of processors).")
  private int parallelism = Runtime.getRuntime().availableProcessors();

  InputSelection selection() {
    return new InputSelection(logs.paths(), logs.format(), from, to);
  }

  java.nio.file.Path settings() {
    return logs.settings();
  }

  /** The settings files, where a command takes several; none for the defaults. */
  List<java.nio.file.Path> allSettings() {
    return logs.allSettings();
  }

  int parallelism() {
    return parallelism;
  }

  /** What is wrong with them, given the folder that the command writes to. */
  List<String> problems(Path output) {
    return problems(output, logs.problems());
  }

  /** The same for a command that takes any number of settings files. */
  List<String> problemsOfVariants(Path output) {
    return problems(output, logs.problemsButNumber());
  }

  private List<String> problems(Path output, List<String> ofLogs) {
    List<String> problems = new ArrayList<>(ofLogs);
    for (Path input : logs.paths()) {
      String text = PathText.print(input);
      if (output != null && PathText.within(input, output)) {
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
    if (parallelism < 1) {
      problems.add("--parallelism must be at least 1, is " + parallelism);
    }
    return problems;
  }
}
