package io.pumpwatch.jobs.input.parquet;

/** What parquet-java throws at damaged content, in one line for a person. */
final class Damage {
  private static final int MAX_LENGTH = 300;

  private Damage() {}

  static String describe(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = root.getMessage();
    String text =
        message == null || message.isBlank()
            ? root.getClass().getSimpleName()
            : message.strip().replaceAll("\\s+", " ");
    return text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) + "…" : text;
  }
}
