package io.pumpwatch.jobs.command.text;

import java.nio.file.Path;
import java.util.regex.Pattern;

/** Paths as people write them: of this machine, or of any file system that Flink knows. */
public final class PathText {
  private static final Pattern WITH_SCHEME = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]+:/.*");
  private static final String LOCAL = "file";

  private PathText() {}

  /** The path; without a scheme it is one of this machine, made absolute. */
  public static org.apache.flink.core.fs.Path parse(String text) {
    return WITH_SCHEME.matcher(text).matches()
        ? new org.apache.flink.core.fs.Path(text)
        : new org.apache.flink.core.fs.Path(
            LOCAL, null, Path.of(text).toAbsolutePath().normalize().toString());
  }

  /** The path as it would be typed: relative where it lies under the working directory. */
  public static String print(org.apache.flink.core.fs.Path path) {
    if (!isLocal(path)) {
      return path.toString();
    }
    Path local = local(path);
    Path here = Path.of("").toAbsolutePath();
    return local.startsWith(here) && !local.equals(here)
        ? here.relativize(local).toString()
        : local.toString();
  }

  /** Whether the path is one of this machine. */
  public static boolean isLocal(org.apache.flink.core.fs.Path path) {
    String scheme = path.toUri().getScheme();
    return scheme == null || scheme.equals(LOCAL);
  }

  /** The path for the file system of this machine. */
  public static Path local(org.apache.flink.core.fs.Path path) {
    return Path.of(path.getPath());
  }

  /** Whether one path is the other, or lies under it. */
  public static boolean within(
      org.apache.flink.core.fs.Path inner, org.apache.flink.core.fs.Path outer) {
    for (org.apache.flink.core.fs.Path at = inner; at != null; at = at.getParent()) {
      if (at.equals(outer)) {
        return true;
      }
    }
    return false;
  }
}
