package io.pumpwatch.jobs.input.format.framing;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * One record of a log: a JSON value or a line of text, and where it stood.
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

  /** The JSON value that stands inside this record, in its place. */
  public LogRecord holding(JsonNode value) {
    LogRecord inner = new LogRecord(bytes, length, position, null, container, documents);
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

  /** What stood around the list that the record is from, before the list; missing if nothing. */
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
