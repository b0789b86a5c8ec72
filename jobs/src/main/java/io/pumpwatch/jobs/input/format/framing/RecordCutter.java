package io.pumpwatch.jobs.input.format.framing;

import com.fasterxml.jackson.databind.JsonNode;
import io.pumpwatch.jobs.settings.InputLimits;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts records out of a log: what lies between the place where one began and the next byte. It
 * counts them and tells where each stood.
 */
final class RecordCutter {
  private final LogBytes bytes;
  private final String positionPrefix;
  private final InputLimits limits;
  private final JsonDocuments documents;
  private long recordCount;
  private long lastRecordLine;
  private boolean endTold;

  RecordCutter(LogBytes bytes, String positionPrefix, InputLimits limits, JsonDocuments documents) {
    this.bytes = bytes;
    this.positionPrefix = positionPrefix;
    this.limits = limits;
    this.documents = documents;
  }

  /** A record begins with the next byte. */
  void begin() {
    bytes.mark();
    recordCount++;
  }

  /** What began is no record. */
  void disregard() {
    recordCount--;
  }

  /** Whether the record may still grow. */
  boolean withinLimit() {
    return bytes.lengthSinceMark() <= limits.maxRecordBytes();
  }

  /**
   * The record, whole.
   *
   * @param container what stood around the list that it is from
   * @param inList whether it is one of a list, so that its line does not tell it
   */
  LogRecord whole(JsonNode container, boolean inList) {
    if (!bytes.holdsMark() || !withinLimit()) {
      return tooLong(inList);
    }
    return LogRecord.whole(
        withoutBlankEnd(bytes.sinceMark()), position(inList), container, documents);
  }

  /** The record as a row of a table. */
  LogRecord row(TableHeader header, List<String> cells) {
    return LogRecord.row(
        withoutBlankEnd(bytes.sinceMark()), position(false), header, cells, documents);
  }

  /** What is no record, and why. */
  LogRecord broken(String problem, boolean inList) {
    endTold |= problem.equals(bytes.problem());
    byte[] head = bytes.sinceMark();
    return LogRecord.broken(head, bytes.lengthSinceMark(), position(inList), problem);
  }

  /** What is longer than a record may be. */
  LogRecord tooLong(boolean inList) {
    return broken("it is longer than " + limits.maxRecordBytes() + " bytes", inList);
  }

  /** Notes that the log ended too early, which is told once. */
  void endIsTold() {
    endTold = true;
  }

  boolean endWasTold() {
    return endTold;
  }

  private String position(boolean inList) {
    boolean wholeLine = !inList && bytes.markLine() != lastRecordLine;
    lastRecordLine = bytes.markLine();
    return positionPrefix
        + (wholeLine
            ? "line " + bytes.markLine()
            : "record " + recordCount + " at byte " + bytes.markOffset());
  }

  private static byte[] withoutBlankEnd(byte[] record) {
    int length = record.length;
    while (length > 0 && RecordScanner.isBlank(record[length - 1])) {
      length--;
    }
    return length == record.length ? record : Arrays.copyOf(record, length);
  }
}
