package io.pumpwatch.jobs.command;

import io.pumpwatch.jobs.command.text.PathText;
import java.util.List;
import org.apache.flink.core.fs.Path;
import picocli.CommandLine.Option;

/** The option that says what was learnt before. */
final class BaselineOptions {
  @Option(
      names = "--baseline",
      paramLabel = "DIR",
      description = {
        "Begin with what the command baseline learnt: the folder that it wrote. Without it every key"
            + " is learnt from this run's own traffic alone."
      })
  private Path folder;

  /** The folder, null for none. */
  Path folder() {
    return folder;
  }

  /** What is wrong with it, given the folder that the command writes to. */
  List<String> problems(Path output) {
    return folder != null && output != null && PathText.within(folder, output)
        ? List.of(
            "--baseline "
                + PathText.print(folder)
                + " lies in the output folder, which the run replaces")
        : List.of();
  }
}
