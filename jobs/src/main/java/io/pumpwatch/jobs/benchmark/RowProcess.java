package io.pumpwatch.jobs.benchmark;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.flink.util.FileUtils;

/**
 * Runs rows, each in a fresh JVM with the options of this one, so that none of them runs on code
 * that another has warmed up or in memory that another has filled.
 *
 * @param classPath of the process
 * @param mainClass with which it begins
 * @param folder holds a folder for each row, with what it wrote and printed
 */
public record RowProcess(String classPath, String mainClass, Path folder) {
  private static final String MESSAGES = "messages.log";

  /**
   * Runs a row to its end.
   *
   * @param row its name
   * @param arguments of the process, to which the row's own folder is added
   * @throws IOException where the row failed, with the last that it said
   */
  public RowMeasurement run(String row, List<String> arguments)
      throws IOException, InterruptedException {
    Path place = folder.resolve(row).toAbsolutePath();
    FileUtils.deleteDirectory(place.toFile());
    Files.createDirectories(place);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", classPath, mainClass));
    command.addAll(arguments);
    command.add(place.toString());
    File messages = place.resolve(MESSAGES).toFile();
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(messages).start();
    Thread end = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(end);
    try {
      if (process.waitFor() != 0) {
        throw new IOException(
            "row "
                + row
                + " failed: "
                + lastLine(messages)
                + " (all it said is in "
                + messages
                + ")");
      }
    } finally {
      process.destroyForcibly();
      Runtime.getRuntime().removeShutdownHook(end);
    }
    return RowMeasurement.read(place);
  }

  private static String lastLine(File messages) throws IOException {
    return Files.readAllLines(messages.toPath()).stream()
        .filter(Predicate.not(String::isBlank))
        .reduce("it said nothing", (before, line) -> line);
  }
}
