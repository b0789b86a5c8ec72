package io.pumpwatch.jobs.scenario;

import io.pumpwatch.jobs.Pumpwatch;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
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
  private static final long LOOK_MILLIS = 20;

  private static final List<String> OPENED =
      List.of("java.util", "java.lang", "java.time", "java.nio");

  /** Runs it to its end in that folder. */
  static PumpwatchProcess run(Path folder, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    return start(folder, environment, arguments).end();
  }

  /** Runs the jar that is shipped, with Flink's beside it as the launcher has them. */
  static PumpwatchProcess runPackaged(
      Path folder, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    Path built = Path.of("target").toAbsolutePath();
    String classPath =
        built.resolve("pumpwatch.jar") + File.pathSeparator + built.resolve("flink") + "/*";
    return start(classPath, folder, environment, arguments).end();
  }

  /** Starts it in that folder. */
  static Running start(Path folder, Map<String, String> environment, String... arguments)
      throws IOException {
    return start(System.getProperty("java.class.path"), folder, environment, arguments);
  }

  private static Running start(
      String classPath, Path folder, Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    OPENED.forEach(opened -> command.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED"));
    command.addAll(List.of("-Xmx1g", "-cp", classPath));
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
    return new Running(builder.start(), out, err);
  }

  /** One that goes on. */
  record Running(Process process, Path out, Path err) {

    /** Waits for its end. */
    PumpwatchProcess end() throws IOException, InterruptedException {
      try {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
          throw new AssertionError("still running: " + process.info());
        }
      } finally {
        process.destroyForcibly();
      }
      return new PumpwatchProcess(
          process.exitValue(), Files.readAllLines(out), Files.readAllLines(err));
    }

    /** Ends it as a loss of power would, once that is so; it must not come to its end before. */
    void killOnce(Callable<Boolean> condition) throws Exception {
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
      try {
        while (!condition.call()) {
          if (!process.isAlive() || System.nanoTime() > deadline) {
            throw new AssertionError("never came to it: " + Files.readString(err));
          }
          process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        }
      } finally {
        process.destroyForcibly().waitFor();
      }
    }
  }

  /** All that it printed and said. */
  String text() {
    return String.join("\n", out) + "\n" + String.join("\n", err);
  }
}
