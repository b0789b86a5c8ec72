package io.pumpwatch.jobs.secret;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** A file that an environment variable names, with a secret in it. */
public final class SecretFile {
  private static final Pattern LINE_END = Pattern.compile("\\R\\z");

  private SecretFile() {}

  /**
   * The secret, without the line end that editors leave behind it.
   *
   * @param variable that names the file
   * @throws IllegalArgumentException where it cannot be read, with the variable and the file
   */
  public static String read(String variable, String file) {
    try {
      return LINE_END.matcher(Files.readString(Path.of(file))).replaceFirst("");
    } catch (IOException | InvalidPathException e) {
      throw new IllegalArgumentException(
          variable + ": " + file + " cannot be read (" + e.getClass().getSimpleName() + ")");
    }
  }
}
