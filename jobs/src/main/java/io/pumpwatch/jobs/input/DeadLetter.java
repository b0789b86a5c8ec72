package io.pumpwatch.jobs.input;

/**
 * A record that could not be read: kept, so that nothing is lost without a trace.
 *
 * @param fileOrTopic where it stood
 * @param position where in it: {@code line 17}, {@code record 3 at byte 512}, {@code row 9}, or
 *     {@link #WHOLE_FILE}
 * @param format the log format it was read as, null where none was recognised
 * @param reason what is wrong with it, for a person
 * @param raw its first bytes, cut at the cap of the settings
 * @param rawLength how many bytes it has, where that is known, else how many were seen
 */
public record DeadLetter(
    String fileOrTopic, String position, String format, String reason, byte[] raw, long rawLength) {

  /** The position of what concerns a file as a whole. */
  public static final String WHOLE_FILE = "file";
}
