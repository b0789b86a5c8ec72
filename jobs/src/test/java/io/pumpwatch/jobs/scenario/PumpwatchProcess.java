package io.pumpwatch.jobs.scenario;

import io.pumpwatch.jobs.Pumpwatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A use of the command line in a process of its own, with an environment of its own.
 *
 * @param exitCode what it ended with
 * @param out what it printed
 * @param err what it said beside
 */
record PumpwatchProcess(int exitCode, List<String> out, List<String> err) {
  private static final long PATIENCE_SECONDS = 180;

  private static final List<String> OPENED =
      List.of("java.util", "java.lang", "java.time", "java.nio");

  /** Runs it to its end in that folder. */
  static PumpwatchProcess run(Path folder, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    OPENED.forEach(opened -> command.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED"));
    command.addAll(List.of("-Xmx1g", "-cp", System.getProperty("java.class.path")));
    command.add(Pumpwatch.class.getName());
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile(folder, "out", ".txt");
    Path err = Files.createTempFile(folder, "err", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("still running: " + String.join(" ", arguments));
      }
    } finally {
      process.destroyForcibly();
    }
    return new PumpwatchProcess(
        process.exitValue(), Files.readAllLines(out), Files.readAllLines(err));
  }

  /** All that it printed and said. */
  String text() {
    return String.join("\n", out) + "\n" + String.join("\n", err);
  }
}
