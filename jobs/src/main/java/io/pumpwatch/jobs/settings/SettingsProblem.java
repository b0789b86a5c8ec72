package io.pumpwatch.jobs.settings;

/**
 * One thing that is wrong with a settings file.
 *
 * @param file the file's name as it was given
 * @param line line in it, from 1; 0 where the problem has no place in the file
 * @param key key path from the root, {@code burst.floor} or {@code overrides[2].floor}; empty for
 *     the file as a whole
 * @param message what is wrong and what was expected
 */
public record SettingsProblem(String file, int line, String key, String message) {

  /** {@code settings.yaml:12: burst.floor: must be at least 1, is 0}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(file);
    if (line > 0) {
      text.append(':').append(line);
    }
    text.append(": ");
    if (!key.isEmpty()) {
      text.append(key).append(": ");
    }
    return text.append(message).toString();
  }
}
