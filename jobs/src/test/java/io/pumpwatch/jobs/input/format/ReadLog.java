package io.pumpwatch.jobs.input.format;

import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.jobs.input.DeadLetter;
import io.pumpwatch.jobs.input.Decoded;
import io.pumpwatch.jobs.input.DecodedReader;
import io.pumpwatch.jobs.settings.InputSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A log read to its end.
 *
 * @param yields what the reader gave, in order
 */
record ReadLog(List<Decoded> yields) {
  static final String FILE = "some.log";

  static ReadLog of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8), null);
  }

  static ReadLog of(String text, String format) {
    return of(text.getBytes(StandardCharsets.UTF_8), format);
  }

  static ReadLog of(byte[] bytes, String format) {
    return of(bytes, format, InputSettings.defaults());
  }

  static ReadLog of(byte[] bytes, String format, InputSettings settings) {
    List<Decoded> yields = new ArrayList<>();
    try (DecodedReader reader =
        new RawLogFiles(settings).open(new ByteArrayInputStream(bytes), FILE, format)) {
      for (Decoded next = reader.next(); next != null; next = reader.next()) {
        yields.add(next);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ReadLog(yields);
  }

  /** JSON written with apostrophes for quotes. */
  static String json(String text) {
    return text.replace('\'', '"');
  }

  List<SmsEvent> events() {
    return yields.stream().filter(Decoded::isEvent).map(Decoded::event).toList();
  }

  List<DeadLetter> deadLetters() {
    return yields.stream().filter(Decoded::isDead).map(Decoded::deadLetter).toList();
  }

  List<String> messageIds() {
    return events().stream().map(SmsEvent::messageId).toList();
  }

  /** The events as texts of the fields that say something, in the order of the contract. */
  List<String> summaries() {
    return events().stream().map(ReadLog::summary).toList();
  }

  long skipped() {
    return yields.stream().filter(Decoded::isSkipped).count();
  }

  long records() {
    return yields.stream().filter(Decoded::startsRecord).count();
  }

  private static String summary(SmsEvent event) {
    StringBuilder text = new StringBuilder();
    text.append(event.eventType().word()).append(' ').append(event.eventTime());
    add(text, "id", event.messageId(), null);
    add(text, "tenant", event.tenant(), SmsEvent.DEFAULT_TENANT);
    add(text, "flow", event.flow(), null);
    add(text, "channel", event.channel(), SmsEvent.SMS);
    add(text, "provider", event.provider(), null);
    add(text, "identity", event.identity(), null);
    add(text, "region", event.region(), null);
    add(text, "to", event.destination(), null);
    add(text, "country", event.country(), null);
    add(text, "network", event.network(), null);
    add(text, "ip", event.sourceIp(), null);
    add(text, "user", event.userId(), null);
    add(text, "agent", event.userAgent(), null);
    add(text, "operation", event.operation(), null);
    add(text, "error", event.errorCode(), null);
    add(text, "status", event.statusCode(), null);
    add(text, "segments", event.segments(), 1);
    add(text, "micro-usd", event.priceMicroUsd(), null);
    add(text, "seconds", event.secondsToVerify(), null);
    add(text, "count", event.count(), 1);
    return text.toString();
  }

  private static void add(StringBuilder text, String name, Object value, Object silent) {
    if (value != null && !value.equals(silent)) {
      text.append(' ').append(name).append('=').append(value);
    }
  }
}
