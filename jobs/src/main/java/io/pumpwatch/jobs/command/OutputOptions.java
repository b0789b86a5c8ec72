package io.pumpwatch.jobs.command;

import io.pumpwatch.jobs.command.run.OutputDirectory;
import java.util.List;
import org.apache.flink.core.fs.Path;
import picocli.CommandLine.Option;

/** The option that says where a run of the main job writes to. */
final class OutputOptions {
  @Option(
      names = "--output",
      paramLabel = "DIR",
      defaultValue = OutputDirectory.DEFAULT,
      description = "The folder to write to (default: ${DEFAULT-VALUE}).")
  private Path output;

  /** The folder; null where what was given is no path, which is reported already. */
  Path path() {
    return output;
  }

  OutputDirectory directory() {
    return new OutputDirectory(output);
  }

  /** What is wrong with it. */
  List<String> problems() {
    return output == null
        ? List.of()
        : directory().refusal().map(refusal -> "--output " + refusal).stream().toList();
  }
}
