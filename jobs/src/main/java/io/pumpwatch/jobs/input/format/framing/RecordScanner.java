package io.pumpwatch.jobs.input.format.framing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.pumpwatch.jobs.input.format.framing.JsonStructure.Verdict;
import io.pumpwatch.jobs.settings.InputLimits;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Cuts a log into its records, whatever holds them: lines of text, JSON objects one a line or
 * pretty-printed, JSON lists, and envelopes around a list of records; plain or gzip. Nothing but
 * the current record is held, and of that no more than the record limit.
 *
 * <p>A damaged record costs itself only. Reading goes on
 *
 * <ul>
 *   <li>after a damaged record that has its first field on its first line: at the next line;
 *   <li>after one that is pretty-printed: at the next line that begins with a bracket;
 *   <li>in a list: where the next object follows a comma, or at the next line that begins with a
 *       bracket.
 * </ul>
 */
public final class RecordScanner implements Closeable {

  private enum Within {
    DOCUMENTS,
    LIST,
    ENVELOPE
  }

  private static final int END = -1;

  private final LogBytes bytes;
  private final String positionPrefix;
  private final InputLimits limits;
  private final JsonDocuments documents;
  private final JsonStructure structure;
  private final JsonStructure envelope;
  private Within within = Within.DOCUMENTS;
  private JsonNode container = MissingNode.getInstance();
  private long recordCount;
  private long lastRecordLine;
  private boolean commaMayFollow;
  private boolean listWasDamaged;
  private boolean endTold;

  private RecordScanner(
      LogBytes bytes, String positionPrefix, InputLimits limits, JsonDocuments documents) {
    this.bytes = bytes;
    this.positionPrefix = positionPrefix;
    this.limits = limits;
    this.documents = documents;
    this.structure = new JsonStructure(limits.maxJsonDepth());
    this.envelope = new JsonStructure(limits.maxJsonDepth());
  }

  /**
   * Opens a log.
   *
   * @param in its bytes, closed with the scanner
   * @param positionPrefix what comes before each position, for a log inside a record
   * @param limits of a record
   * @param documents parses the records
   * @throws IOException where the file system fails
   */
  public static RecordScanner open(
      InputStream in, String positionPrefix, InputLimits limits, JsonDocuments documents)
      throws IOException {
    return new RecordScanner(LogBytes.open(in, limits), positionPrefix, limits, documents);
  }

  /**
   * The next record, or null at the end. What is no record has a {@link LogRecord#problem()}.
   *
   * @throws IOException where the file system fails
   */
  public LogRecord next() throws IOException {
    while (true) {
      skipBlank();
      int b = bytes.peek();
      if (b == END) {
        return end();
      }
      LogRecord record = within == Within.DOCUMENTS ? inDocuments(b) : inList(b);
      if (record != null) {
        return record;
      }
    }
  }

  private void skipBlank() throws IOException {
    while (true) {
      int b = bytes.peek();
      if (b == 0xEF && within == Within.DOCUMENTS && skipByteOrderMark()) {
        continue;
      }
      if (!isBlank(b) && !(b == ',' && commaMayFollow)) {
        return;
      }
      bytes.advance();
    }
  }

  private boolean skipByteOrderMark() throws IOException {
    bytes.mark();
    for (int expected : new int[] {0xEF, 0xBB, 0xBF}) {
      if (bytes.peek() != expected) {
        bytes.reset();
        return false;
      }
      bytes.advance();
    }
    return true;
  }

  private LogRecord inDocuments(int b) throws IOException {
    if (listWasDamaged && isJsonPunctuation(b)) {
      bytes.advance();
      return null;
    }
    begin();
    if (b == '{') {
      return value(true);
    }
    if (b == '[' && openedList()) {
      return null;
    }
    return listWasDamaged ? damagedElement("it is left of a damaged list") : textLine(null);
  }

  /** A line may begin with a bracket without being JSON. */
  private boolean openedList() throws IOException {
    bytes.advance();
    while (isBlank(bytes.peek())) {
      bytes.advance();
    }
    if (bytes.peek() == '{') {
      recordCount--;
      within = Within.LIST;
      container = MissingNode.getInstance();
      return true;
    }
    if (bytes.peek() == ']') {
      recordCount--;
      bytes.advance();
      commaMayFollow = true;
      return true;
    }
    if (bytes.holdsMark()) {
      bytes.reset();
    }
    return false;
  }

  private LogRecord inList(int b) throws IOException {
    if (b == ']') {
      bytes.advance();
      return closeList();
    }
    begin();
    return value(false);
  }

  private LogRecord closeList() throws IOException {
    commaMayFollow = true;
    if (within == Within.LIST) {
      within = Within.DOCUMENTS;
      return null;
    }
    envelope.recordsClosed();
    while (bytes.peek() != END) {
      switch (envelope.accept(bytes.peek())) {
        case MORE -> bytes.advance();
        case OPENS_RECORDS -> {
          bytes.advance();
          return null;
        }
        case LAST -> {
          bytes.advance();
          within = Within.DOCUMENTS;
          return null;
        }
        default -> {
          within = Within.DOCUMENTS;
          listWasDamaged = true;
          begin();
          return damagedElement("its envelope is not well-formed: " + envelope.complaint());
        }
      }
    }
    return null;
  }

  private void begin() {
    bytes.mark();
    recordCount++;
    commaMayFollow = false;
  }

  /** Reads a JSON value from the mark. */
  private LogRecord value(boolean mayBeEnvelope) throws IOException {
    JsonStructure outline = mayBeEnvelope ? envelope : structure;
    outline.begin(mayBeEnvelope);
    while (true) {
      int b = bytes.peek();
      if (b == END) {
        endTold |= within != Within.DOCUMENTS;
        return damaged(endComplaint());
      }
      Verdict verdict = outline.accept(b);
      switch (verdict) {
        case MORE -> {
          bytes.advance();
          if (outline.passesOverText()) {
            bytes.advanceOverText();
          }
        }
        case LAST -> {
          bytes.advance();
          commaMayFollow = true;
          return complete();
        }
        case AFTER -> {
          commaMayFollow = true;
          return complete();
        }
        case OPENS_RECORDS -> {
          enterEnvelope();
          return null;
        }
        case BROKEN -> {
          return damaged("it is not well-formed JSON: " + outline.complaint());
        }
      }
    }
  }

  private void enterEnvelope() {
    recordCount--;
    container = MissingNode.getInstance();
    if (bytes.holdsMark()) {
      String head = new String(bytes.sinceMark(), StandardCharsets.UTF_8) + "null}";
      container =
          LogRecord.whole(head.getBytes(StandardCharsets.UTF_8), "", container, documents)
              .objectOrMissing();
    }
    bytes.advance();
    within = Within.ENVELOPE;
  }

  private LogRecord damaged(String problem) throws IOException {
    if (within != Within.DOCUMENTS) {
      if (bytes.holdsMark()) {
        bytes.reset();
      }
      listWasDamaged = true;
      return damagedElement(problem);
    }
    if (!bytes.holdsMark()) {
      return textLine(problem);
    }
    if (!isPrettyPrinted(bytes.sinceMark())) {
      bytes.reset();
      return textLine(problem);
    }
    boolean lineBegins = endsWithNewline(bytes.sinceMark());
    while (bytes.peek() != END && !(lineBegins && opensValue(bytes.peek()))) {
      lineBegins = bytes.peek() == '\n';
      bytes.advance();
    }
    return broken(problem);
  }

  /** Reads from the mark, or wherever the scanner is, to where the next element may begin. */
  private LogRecord damagedElement(String problem) throws IOException {
    int closedThenComma = 0;
    boolean lineBegins = false;
    boolean first = true;
    while (bytes.peek() != END) {
      int b = bytes.peek();
      if (!first && lineBegins && opensValue(b)) {
        within = Within.DOCUMENTS;
        break;
      }
      if (!first && b == '{' && closedThenComma == 2) {
        break;
      }
      if (b == '}') {
        closedThenComma = 1;
      } else if (b == ',' && closedThenComma == 1) {
        closedThenComma = 2;
      } else if (!isBlank(b)) {
        closedThenComma = 0;
      }
      lineBegins = b == '\n';
      first = false;
      bytes.advance();
    }
    return broken(problem);
  }

  private LogRecord textLine(String problem) throws IOException {
    while (bytes.peek() != '\n' && bytes.peek() != END) {
      bytes.advance();
    }
    if (problem != null) {
      return broken(problem);
    }
    return bytes.peek() == END && bytes.problem() != null ? broken(endComplaint()) : complete();
  }

  private LogRecord complete() {
    if (!bytes.holdsMark() || bytes.lengthSinceMark() > limits.maxRecordBytes()) {
      return broken("it is longer than " + limits.maxRecordBytes() + " bytes");
    }
    return LogRecord.whole(withoutBlankEnd(bytes.sinceMark()), position(), container, documents);
  }

  private LogRecord broken(String problem) {
    endTold |= problem.equals(bytes.problem());
    byte[] head = bytes.sinceMark();
    return LogRecord.broken(head, bytes.lengthSinceMark(), position(), problem);
  }

  private String position() {
    boolean wholeLine = within == Within.DOCUMENTS && bytes.markLine() != lastRecordLine;
    lastRecordLine = bytes.markLine();
    return positionPrefix
        + (wholeLine
            ? "line " + bytes.markLine()
            : "record " + recordCount + " at byte " + bytes.markOffset());
  }

  /** A log that ends too early is told once, with its last record or by itself. */
  private LogRecord end() {
    boolean listIsOpen = within != Within.DOCUMENTS;
    if (endTold || (bytes.problem() == null && !listIsOpen)) {
      return null;
    }
    endTold = true;
    begin();
    String problem =
        bytes.problem() != null ? bytes.problem() : "the log ends inside a list of records";
    return broken(problem);
  }

  private String endComplaint() {
    return bytes.problem() != null ? bytes.problem() : "the log ends inside a JSON record";
  }

  private static boolean isPrettyPrinted(byte[] record) {
    for (int i = 1; i < record.length; i++) {
      if (record[i] == '\n') {
        return true;
      }
      if (!isBlank(record[i])) {
        return false;
      }
    }
    return false;
  }

  private static boolean endsWithNewline(byte[] record) {
    return record.length > 0 && record[record.length - 1] == '\n';
  }

  private static byte[] withoutBlankEnd(byte[] record) {
    int length = record.length;
    while (length > 0 && isBlank(record[length - 1])) {
      length--;
    }
    return length == record.length ? record : Arrays.copyOf(record, length);
  }

  private static boolean opensValue(int b) {
    return b == '{' || b == '[';
  }

  private static boolean isBlank(int b) {
    return b == ' ' || b == '\t' || b == '\r' || b == '\n';
  }

  private static boolean isJsonPunctuation(int b) {
    return b == '}' || b == ']' || b == ',';
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
