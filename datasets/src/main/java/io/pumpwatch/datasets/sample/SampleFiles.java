package io.pumpwatch.datasets.sample;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The committed files of the bundled sample, as resources: what {@link SampleData} made, packed,
 * with the settings that read it. They are named in {@code files.txt} beside them, since a jar
 * cannot be listed like a folder.
 */
public final class SampleFiles {
  /** Folder of the logs, relative to the sample. */
  public static final String LOGS = "logs";

  /** The settings that map the logs to tenants and flows, relative to the sample. */
  public static final String SETTINGS = "settings.yaml";

  /** What is in the traffic, relative to the sample. */
  public static final String LABELS = "labels.ndjson";

  private SampleFiles() {}

  /** The paths of all files, relative to the sample. */
  public static List<String> names() throws IOException {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(open("files.txt"), StandardCharsets.UTF_8))) {
      return lines.lines().filter(line -> !line.isBlank()).toList();
    }
  }

  /** The bytes of a file. */
  public static InputStream open(String name) {
    InputStream in = SampleFiles.class.getResourceAsStream(name);
    if (in == null) {
      throw new IllegalArgumentException("the sample has no file " + name);
    }
    return in;
  }
}
