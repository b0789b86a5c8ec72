package io.pumpwatch.jobs.input.format.framing;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * One record of a log: a JSON value, a line of text or a row of a table, and where it stood. A row
 * is an object too: its columns are the fields, each a text, empty where its cell is.
 *
 * <p>Bytes that are not UTF-8 are read as U+FFFD rather than refused: a client that puts such bytes
 * into its user agent must not thereby keep its requests from being seen.
 */
public final class LogRecord {
  private final byte[] bytes;
  private final long length;
  private final String position;
  private final String problem;
  private final JsonNode container;
  private final JsonDocuments documents;
  private Set<String> columns = Set.of();
  private JsonNode tree;
  private String text;

  private LogRecord(
      byte[] bytes,
      long length,
      String position,
      String problem,
      JsonNode container,
      JsonDocuments documents) {
    this.bytes = bytes;
    this.length = length;
    this.position = position;
    this.problem = problem;
    this.container = container;
    this.documents = documents;
  }

  static LogRecord whole(
      byte[] bytes, String position, JsonNode container, JsonDocuments documents) {
    return new LogRecord(bytes, bytes.length, position, null, container, documents);
  }

  static LogRecord broken(byte[] head, long length, String position, String problem) {
    return new LogRecord(head, length, position, problem, MissingNode.getInstance(), null);
  }

  static LogRecord row(
      byte[] bytes,
      String position,
      TableHeader header,
      List<String> cells,
      JsonDocuments documents) {
    LogRecord row = whole(bytes, position, MissingNode.getInstance(), documents);
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < cells.size(); i++) {
      String column = header.columns().get(i);
      if (!column.isEmpty() && !object.has(column)) {
        object.put(column, cells.get(i));
      }
    }
    row.tree = object;
    row.columns = header.names();
    return row;
  }

  /** The JSON value that stands inside this record, in its place; the record is around it. */
  public LogRecord holding(JsonNode value) {
    LogRecord inner = new LogRecord(bytes, length, position, null, objectOrMissing(), documents);
    inner.tree = value;
    inner.text = "";
    return inner;
  }

  /** The text that stands inside this record, in its place. */
  public LogRecord holding(String value) {
    byte[] inside = value.strip().getBytes(StandardCharsets.UTF_8);
    return new LogRecord(inside, length, position, null, container, documents);
  }

  /** This record, standing for all of its length that was seen. */
  public LogRecord spanning(long seen) {
    return new LogRecord(bytes, seen, position, problem, container, documents);
  }

  /** Its bytes as stored; only the first of them where {@link #problem()} tells one. */
  public byte[] bytes() {
    return bytes;
  }

  /** How many bytes it has. */
  public long length() {
    return length;
  }

  /** Where it stood: {@code line 17}, {@code record 3 at byte 512}. */
  public String position() {
    return position;
  }

  /** Why it is no record at all, or null. */
  public String problem() {
    return problem;
  }

  /** The names of the columns, where it is a row of a table; empty where it is none. */
  public Set<String> columns() {
    return columns;
  }

  /** What stood around the record, before it; missing if nothing did. */
  public JsonNode container() {
    return container;
  }

  /** Whether it looks like a JSON object. */
  public boolean isObject() {
    return tree != null ? tree.isObject() : bytes.length > 0 && bytes[0] == '{';
  }

  /** The record as text. */
  public String text() {
    if (text == null) {
      text = new String(bytes, StandardCharsets.UTF_8);
    }
    return text;
  }

  /** The record as a JSON object, parsed once. */
  public JsonNode object() throws MalformedRecord {
    if (tree == null) {
      if (!isObject()) {
        throw new MalformedRecord("it is not a JSON object");
      }
      try {
        tree = documents.tree(utf8());
      } catch (IOException e) {
        throw malformed(e);
      }
    }
    return tree;
  }

  /** The record as a JSON object, or missing where it is none: for looking, not for reading. */
  public JsonNode objectOrMissing() {
    try {
      return object();
    } catch (MalformedRecord e) {
      return MissingNode.getInstance();
    }
  }

  /** A parser before the first token of the record, which looks like a JSON object. */
  public JsonParser parser() throws IOException {
    return tree != null ? documents.parser(tree) : documents.parser(utf8());
  }

  /** What a parser of this record has complained about. */
  public static MalformedRecord malformed(IOException e) {
    String complaint =
        e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
    return new MalformedRecord("it is not well-formed JSON: " + complaint);
  }

  private byte[] utf8() {
    for (byte b : bytes) {
      if (b < 0) {
        return text().getBytes(StandardCharsets.UTF_8);
      }
    }
    return bytes;
  }
}
