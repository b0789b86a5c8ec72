package io.pumpwatch.jobs.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** The image that {@code deploy/Dockerfile} makes. */
final class Image {
  static final String HOME = "/opt/flink";
  static final String PROGRAM = HOME + "/usrlib/pumpwatch.jar";
  static final String COMMAND = HOME + "/bin/pumpwatch";

  private Image() {}

  /** The instructions of the file, each on one line. */
  static List<String> instructions() throws IOException {
    return Files.readString(Manifest.FOLDER.resolve("Dockerfile"))
        .replace("\\\n", " ")
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .toList();
  }
}
