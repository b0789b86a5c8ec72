package io.pumpwatch.jobs;

import io.pumpwatch.datasets.sample.SampleFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The bundled sample as files: Flink reads files, not entries of a jar.
 *
 * @param folder where it was unpacked
 */
record BundledSample(Path folder) {

  /** Unpacks the sample into a temporary folder, which goes with the process. */
  static BundledSample unpack() throws IOException {
    Path folder = Files.createTempDirectory("pumpwatch-sample-");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
    for (String name : SampleFiles.names()) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      try (InputStream in = SampleFiles.open(name)) {
        Files.copy(in, file);
      }
    }
    return new BundledSample(folder);
  }

  /** The logs, raw and canonical. */
  Path logs() {
    return folder.resolve(SampleFiles.LOGS);
  }

  /** The settings that map the logs to tenants and flows. */
  Path settings() {
    return folder.resolve(SampleFiles.SETTINGS);
  }

  /** What is in the traffic. */
  Path labels() {
    return folder.resolve(SampleFiles.LABELS);
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
