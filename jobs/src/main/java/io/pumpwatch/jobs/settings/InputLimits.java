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
 * @param maxGzipRatio of decompressed to stored bytes, over all layers of gzip together
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
    implements Checked, Serializable {

  /** What holds where nothing is set. */
  public static InputLimits defaults() {
    return new InputLimits(1 << 20, 64, 1 << 20, 64, 1024, 4 << 10, 200, 64L << 20);
  }

  @Override
  public void check(Problems problems) {
    problems.atLeast("maxRecordBytes", maxRecordBytes, 256);
    problems.atLeast("maxJsonDepth", maxJsonDepth, 8);
    problems.atLeast("maxJsonStringCharacters", maxJsonStringCharacters, 64);
    problems.atLeast("maxJsonNumberCharacters", maxJsonNumberCharacters, 20);
    problems.atLeast("maxFieldCharacters", maxFieldCharacters, 64);
    problems.atLeast("deadLetterRawBytes", deadLetterRawBytes, 0);
    problems.atLeast("maxGzipRatio", maxGzipRatio, 1);
    problems.atLeast("gzipRatioAppliesFromBytes", gzipRatioAppliesFromBytes, 0L);
  }
}
