package io.pumpwatch.jobs.input.format.framing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.pumpwatch.jobs.input.format.framing.JsonStructure.Verdict;
import io.pumpwatch.jobs.settings.InputLimits;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Cuts a log into its records, whatever holds them: lines of text, JSON objects one a line or
 * pretty-printed, JSON lists, envelopes around a list of records, and tables; plain or gzip.
 * Nothing but the current record is held, and of that no more than the record limit. A table begins
 * with the first line that is the header of a known one, and goes on to the end of the log.
 *
 * <p>A damaged record costs itself only. Reading goes on
 *
 * <ul>
 *   <li>after a damaged record that has its first field on its first line: at the next line;
 *   <li>after one that is pretty-printed: at the next line that begins with a bracket;
 *   <li>in a list: where the next object follows a comma, or at the next line that begins with a
 *       bracket;
 *   <li>in a table: at the next line.
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
  private final RecordCutter cutter;
  private final Predicate<Set<String>> knownTables;
  private final JsonDocuments documents;
  private final JsonStructure structure;
  private final JsonStructure envelope;
  private Within within = Within.DOCUMENTS;
  private JsonNode container = MissingNode.getInstance();
  private TableScanner table;
  private boolean commaMayFollow;
  private boolean listWasDamaged;

  private RecordScanner(
      LogBytes bytes,
      RecordCutter cutter,
      Predicate<Set<String>> knownTables,
      InputLimits limits,
      JsonDocuments documents) {
    this.bytes = bytes;
    this.cutter = cutter;
    this.knownTables = knownTables;
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
   * @param knownTables whether a set of columns is that of a known table
   * @throws IOException where the file system fails
   */
  public static RecordScanner open(
      InputStream in,
      String positionPrefix,
      InputLimits limits,
      JsonDocuments documents,
      Predicate<Set<String>> knownTables)
      throws IOException {
    LogBytes bytes = LogBytes.open(in, limits);
    RecordCutter cutter = new RecordCutter(bytes, positionPrefix, limits, documents);
    return new RecordScanner(bytes, cutter, knownTables, limits, documents);
  }

  /**
   * The next record, or null at the end. What is no record has a {@link LogRecord#problem()}.
   *
   * @throws IOException where the file system fails
   */
  public LogRecord next() throws IOException {
    while (true) {
      if (table != null) {
        LogRecord row = table.next();
        return row != null ? row : end();
      }
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
      if (b == 0xEF && within == Within.DOCUMENTS && bytes.skipByteOrderMark()) {
        continue;
      }
      if (!isBlank(b) && !(b == ',' && commaMayFollow)) {
        return;
      }
      bytes.advance();
    }
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
    return listWasDamaged ? damagedElement("it is left of a damaged list") : lineOrHeader();
  }

  private LogRecord lineOrHeader() throws IOException {
    LogRecord line = textLine(null);
    if (line.problem() != null) {
      return line;
    }
    Optional<TableHeader> header = TableHeader.of(line.text(), knownTables);
    if (header.isEmpty()) {
      return line;
    }
    cutter.disregard();
    table = new TableScanner(bytes, cutter, knownTables, header.get());
    return null;
  }

  /** A line may begin with a bracket without being JSON. */
  private boolean openedList() throws IOException {
    bytes.advance();
    while (isBlank(bytes.peek())) {
      bytes.advance();
    }
    if (bytes.peek() == '{') {
      cutter.disregard();
      within = Within.LIST;
      container = MissingNode.getInstance();
      return true;
    }
    if (bytes.peek() == ']') {
      cutter.disregard();
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
    cutter.begin();
    commaMayFollow = false;
  }

  /** Reads a JSON value from the mark. */
  private LogRecord value(boolean mayBeEnvelope) throws IOException {
    JsonStructure outline = mayBeEnvelope ? envelope : structure;
    outline.begin(mayBeEnvelope);
    while (true) {
      int b = bytes.peek();
      if (b == END) {
        if (inList()) {
          cutter.endIsTold();
        }
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
    cutter.disregard();
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
    return cutter.whole(container, inList());
  }

  private LogRecord broken(String problem) {
    return cutter.broken(problem, inList());
  }

  private boolean inList() {
    return within != Within.DOCUMENTS;
  }

  /** A log that ends too early is told once, with its last record or by itself. */
  private LogRecord end() {
    if (cutter.endWasTold() || (bytes.problem() == null && !inList())) {
      return null;
    }
    cutter.endIsTold();
    begin();
    return broken(
        bytes.problem() != null ? bytes.problem() : "the log ends inside a list of records");
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

  private static boolean opensValue(int b) {
    return b == '{' || b == '[';
  }

  static boolean isBlank(int b) {
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
