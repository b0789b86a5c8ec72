package io.pumpwatch.jobs.scenario;

import io.pumpwatch.datasets.sample.SampleFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder of raw logs beside the settings that read them.
 *
 * @param folder holds {@code logs/}, {@code settings.yaml} and where they change {@code
 *     rules-changes/}
 */
record LogFolder(Path folder) {

  /** The bundled sample as it is committed. */
  static LogFolder ofSample(Path folder) throws IOException {
    for (String name : SampleFiles.names()) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      try (InputStream in = SampleFiles.open(name)) {
        Files.copy(in, file);
      }
    }
    return new LogFolder(folder);
  }

  Path logs() {
    return folder.resolve(SampleFiles.LOGS);
  }

  Path settings() {
    return folder.resolve(SampleFiles.SETTINGS);
  }

  Path rulesChanges() {
    return folder.resolve("rules-changes");
  }
}
