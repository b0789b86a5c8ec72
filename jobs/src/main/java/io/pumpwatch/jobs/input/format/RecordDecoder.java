package io.pumpwatch.jobs.input.format;

import io.pumpwatch.jobs.input.DeadCause;
import io.pumpwatch.jobs.input.DeadLetter;
import io.pumpwatch.jobs.input.Decoded;
import io.pumpwatch.jobs.input.format.framing.JsonDocuments;
import io.pumpwatch.jobs.input.format.framing.LogRecord;
import io.pumpwatch.jobs.input.format.framing.MalformedRecord;
import io.pumpwatch.jobs.input.format.framing.RecordScanner;
import io.pumpwatch.jobs.settings.InputLimits;
import io.pumpwatch.jobs.settings.InputSettings;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Turns one record into what it yields, by the settings. Holds no state of any file. */
final class RecordDecoder {
  private final LogFormats formats;
  private final TrafficMappings mappings;
  private final EventLimits eventLimits;
  private final InputLimits limits;
  private final JsonDocuments documents;

  RecordDecoder(InputSettings settings) {
    formats = new LogFormats(settings);
    mappings = new TrafficMappings(settings);
    limits = settings.limits();
    eventLimits = new EventLimits(limits.maxFieldCharacters());
    documents = new JsonDocuments(limits);
  }

  LogFormats formats() {
    return formats;
  }

  /**
   * Cuts a log into the records to decode.
   *
   * @param in the log, closed with the scanner
   * @param positionPrefix what comes before each position, for a log inside a record
   * @param named the format that the log is said to be of, whose tables alone are looked for; null
   *     where all are
   */
  RecordScanner scanner(InputStream in, String positionPrefix, LogFormat named) throws IOException {
    Predicate<Set<String>> knownTables =
        named != null ? named::recognisesTable : formats::recognisesTable;
    return RecordScanner.open(in, positionPrefix, limits, documents, knownTables);
  }

  /** The format that recognises the record, or what its envelope holds. */
  Optional<LogFormat> recognising(LogRecord record) {
    if (record.problem() != null) {
      return Optional.empty();
    }
    Optional<LogFormat> outside = formats.recognising(record);
    return outside.isPresent() ? outside : Envelope.open(record).flatMap(formats::recognising);
  }

  /**
   * What a record yields.
   *
   * @param record with or without an envelope
   * @param file where it stood
   * @param format how to read it
   * @param orAny whether a record that the format cannot read may be of another format
   */
  List<Decoded> decode(LogRecord record, String file, LogFormat format, boolean orAny) {
    if (record.problem() != null) {
      return List.of(dead(record, file, format.name(), record.problem()));
    }
    try {
      List<LogRow> rows = format.decode(record);
      if (rows.isEmpty() && orAny) {
        Optional<LogFormat> other = recognisingUnless(format, record);
        return other.isPresent()
            ? yields(other.get().decode(record), file, other.get())
            : yields(rows, file, format);
      }
      return yields(rows, file, format);
    } catch (MalformedRecord outside) {
      return decodeOtherwise(record, file, format, orAny, outside);
    }
  }

  /** What a format has nothing to say about may be of another, unless it is its own. */
  private Optional<LogFormat> recognisingUnless(LogFormat format, LogRecord record) {
    return LogFormats.isOf(format, record) ? Optional.empty() : formats.recognising(record);
  }

  private List<Decoded> decodeOtherwise(
      LogRecord record, String file, LogFormat format, boolean orAny, MalformedRecord outside) {
    Optional<LogFormat> other = orAny ? recognisingBut(format, record) : Optional.empty();
    LogRecord inner = other.isPresent() ? record : Envelope.open(record).orElse(record);
    LogFormat innerFormat = other.orElse(format);
    if (inner != record && orAny) {
      innerFormat = formats.recognising(inner).orElse(format);
    }
    if (inner == record && innerFormat == format) {
      return List.of(dead(record, file, format.name(), outside.getMessage()));
    }
    try {
      return yields(innerFormat.decode(inner), file, innerFormat);
    } catch (MalformedRecord inside) {
      return List.of(dead(record, file, innerFormat.name(), inside.getMessage()));
    }
  }

  private Optional<LogFormat> recognisingBut(LogFormat format, LogRecord record) {
    return formats.recognising(record).filter(other -> other != format);
  }

  private List<Decoded> yields(List<LogRow> rows, String file, LogFormat format)
      throws MalformedRecord {
    if (rows.isEmpty()) {
      return List.of(Decoded.skipped(format.name()));
    }
    List<Decoded> yields = new ArrayList<>(rows.size());
    for (LogRow row : rows) {
      yields.add(
          Decoded.event(
              format.name(),
              yields.isEmpty(),
              eventLimits.apply(mappings.apply(file, format.name(), row)),
              row.unknownFields()));
    }
    return yields;
  }

  /** A dead letter for records that no format recognises. */
  Decoded unrecognised(LogRecord record, String file, String reason) {
    return dead(DeadCause.UNRECOGNISED, record, file, null, reason);
  }

  private Decoded dead(LogRecord record, String file, String format, String reason) {
    return dead(DeadCause.MALFORMED, record, file, format, reason);
  }

  private Decoded dead(
      DeadCause cause, LogRecord record, String file, String format, String reason) {
    return Decoded.dead(
        cause,
        new DeadLetter(
            file, record.position(), format, reason, head(record.bytes()), record.length()));
  }

  private byte[] head(byte[] raw) {
    return raw.length <= limits.deadLetterRawBytes()
        ? raw
        : Arrays.copyOf(raw, limits.deadLetterRawBytes());
  }
}
