package io.pumpwatch.jobs.settings;

import java.io.Serializable;

/**
 * What one record and one file may cost. What exceeds a limit is a dead letter.
 *
 * @param maxRecordBytes of one record, after decompression; a list of records may be of any size
 * @param maxJsonDepth of nested objects and arrays in one record
 * @param maxJsonStringCharacters of one JSON string
 * @param maxJsonNumberCharacters of one JSON number
 * @param maxFieldCharacters of one text field of an event; user agent and operation are cut there,
 *     any other field that is longer makes the record a dead letter
 * @param deadLetterRawBytes how much of a record its dead letter keeps
 * @param maxGzipRatio of decompressed to compressed bytes
 * @param gzipRatioAppliesFromBytes decompressed bytes below which the ratio does not matter
 */
public record InputLimits(
    int maxRecordBytes,
    int maxJsonDepth,
    int maxJsonStringCharacters,
    int maxJsonNumberCharacters,
    int maxFieldCharacters,
    int deadLetterRawBytes,
    int maxGzipRatio,
    long gzipRatioAppliesFromBytes)
    implements Serializable {

  public InputLimits {
    requireAtLeast(256, maxRecordBytes, "max-record-bytes");
    requireAtLeast(8, maxJsonDepth, "max-json-depth");
    requireAtLeast(64, maxJsonStringCharacters, "max-json-string-characters");
    requireAtLeast(20, maxJsonNumberCharacters, "max-json-number-characters");
    requireAtLeast(64, maxFieldCharacters, "max-field-characters");
    requireAtLeast(0, deadLetterRawBytes, "dead-letter-raw-bytes");
    requireAtLeast(1, maxGzipRatio, "max-gzip-ratio");
    requireAtLeast(0, gzipRatioAppliesFromBytes, "gzip-ratio-applies-from-bytes");
  }

  /** What holds where nothing is set. */
  public static InputLimits defaults() {
    return new InputLimits(1 << 20, 64, 1 << 20, 64, 1024, 4 << 10, 200, 64L << 20);
  }

  private static void requireAtLeast(long least, long value, String key) {
    if (value < least) {
      throw new IllegalArgumentException(key + " is " + value + ", the least is " + least);
    }
  }
}
