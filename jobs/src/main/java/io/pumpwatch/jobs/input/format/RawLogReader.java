package io.pumpwatch.jobs.input.format;

import io.pumpwatch.jobs.input.Decoded;
import io.pumpwatch.jobs.input.DecodedReader;
import io.pumpwatch.jobs.input.format.framing.LogRecord;
import io.pumpwatch.jobs.input.format.framing.RecordScanner;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Reads one raw log. Without a named format, the first record that some format recognises tells the
 * file's; a record that this format cannot read may still be of another. A file whose first records
 * nothing recognises is one dead letter, and is read no further.
 */
public final class RawLogReader implements DecodedReader {
  private static final int MOST_UNRECOGNISED_RECORDS = 100;
  private static final long MOST_UNRECOGNISED_BYTES = 4L << 20;

  private final String file;
  private final RecordDecoder decoder;
  private final boolean formatIsNamed;
  private final Deque<RecordScanner> scanners = new ArrayDeque<>();
  private final Deque<Decoded> pending = new ArrayDeque<>();
  private final List<LogRecord> unrecognised = new ArrayList<>();
  private long unrecognisedBytes;
  private LogFormat format;

  private RawLogReader(
      RecordScanner scanner, String file, LogFormat format, RecordDecoder decoder) {
    this.file = file;
    this.format = format;
    this.formatIsNamed = format != null;
    this.decoder = decoder;
    scanners.push(scanner);
  }

  static RawLogReader open(InputStream in, String file, String format, RecordDecoder decoder)
      throws IOException {
    LogFormat named = format == null ? null : decoder.formats().named(format);
    return new RawLogReader(decoder.scanner(in, "", named), file, named, decoder);
  }

  @Override
  public Decoded next() throws IOException {
    while (pending.isEmpty() && !scanners.isEmpty()) {
      LogRecord record = scanners.peek().next();
      if (record == null) {
        scanners.pop().close();
      } else {
        take(record);
      }
    }
    if (pending.isEmpty() && !unrecognised.isEmpty()) {
      refuseFile();
    }
    return pending.poll();
  }

  /** Goes on inside a compressed batch, which may not hold another. */
  private boolean enteredBatch(LogRecord record) throws IOException {
    if (record.problem() != null || scanners.size() > 1) {
      return false;
    }
    Optional<byte[]> batch = Envelope.batch(record);
    if (batch.isEmpty()) {
      return false;
    }
    scanners.push(
        decoder.scanner(
            new ByteArrayInputStream(batch.get()),
            record.position() + ", inside: ",
            formatIsNamed ? format : null));
    return true;
  }

  private void take(LogRecord record) throws IOException {
    if (Envelope.isControlMessage(record)) {
      pending.add(Decoded.skipped(format == null ? null : format.name()));
      return;
    }
    if (format == null) {
      Optional<LogFormat> recognising = decoder.recognising(record);
      if (recognising.isEmpty()) {
        if (!enteredBatch(record)) {
          setAside(record);
        }
        return;
      }
      format = recognising.get();
      unrecognised.forEach(earlier -> pending.addAll(decode(earlier)));
      unrecognised.clear();
    }
    List<Decoded> yields = decode(record);
    if (!yields.get(0).isDead() || !enteredBatch(record)) {
      pending.addAll(yields);
    }
  }

  private List<Decoded> decode(LogRecord record) {
    return decoder.decode(record, file, format, !formatIsNamed);
  }

  private void setAside(LogRecord record) throws IOException {
    unrecognised.add(record);
    unrecognisedBytes += record.length();
    if (unrecognised.size() >= MOST_UNRECOGNISED_RECORDS
        || unrecognisedBytes >= MOST_UNRECOGNISED_BYTES) {
      closeScanners();
    }
  }

  private void refuseFile() {
    LogRecord first = unrecognised.get(0);
    String reason =
        "no format recognises it; tried " + String.join(", ", decoder.formats().names());
    String problem = first.problem() == null ? "" : "; its first record: " + first.problem();
    LogRecord whole = first.spanning(unrecognisedBytes);
    pending.add(decoder.unrecognised(whole, file, reason + problem));
    unrecognised.clear();
  }

  private void closeScanners() throws IOException {
    while (!scanners.isEmpty()) {
      scanners.pop().close();
    }
  }

  @Override
  public void close() throws IOException {
    closeScanners();
  }
}
