package io.pumpwatch.jobs.input.live;

import io.pumpwatch.jobs.input.DeadCause;
import io.pumpwatch.jobs.input.DeadLetter;
import io.pumpwatch.jobs.input.Decoded;
import io.pumpwatch.jobs.input.DecodedReader;
import io.pumpwatch.jobs.input.RawLogs;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The records of one message, each as the yields that it came to. Whatever goes wrong on the way is
 * a dead letter: a message that stopped the job would stop it again after every restart.
 */
final class MessageRecords implements Closeable {
  private final ConsumerRecord<byte[], byte[]> message;
  private final RawLogs rawLogs;
  private final String format;
  private final int rawBytes;

  private DecodedReader log;
  private boolean ended;
  private Decoded ahead;
  private int ordinal;

  /**
   * The records of a message that has a value.
   *
   * @param rawLogs reads it
   * @param format its log format, null to recognise it
   * @param rawBytes how much of it a dead letter keeps
   */
  MessageRecords(
      ConsumerRecord<byte[], byte[]> message, RawLogs rawLogs, String format, int rawBytes) {
    this.message = message;
    this.rawLogs = rawLogs;
    this.format = format;
    this.rawBytes = rawBytes;
  }

  /** The yields of the next record, or null at the end. */
  List<Decoded> next() {
    Decoded first = ordinal == 0 ? read() : ahead;
    if (first == null) {
      return null;
    }
    ordinal++;
    List<Decoded> yields = new ArrayList<>();
    yields.add(first.isDead() ? dead(first.deadCause(), first.deadLetter()) : first);
    for (ahead = read(); ahead != null && !ahead.startsRecord(); ahead = read()) {
      yields.add(ahead);
    }
    return yields;
  }

  private Decoded read() {
    if (ended) {
      return null;
    }
    try {
      if (log == null) {
        log = rawLogs.open(new ByteArrayInputStream(message.value()), message.topic(), format);
      }
      return log.next();
    } catch (IOException | RuntimeException e) {
      ended = true;
      return dead(
          DeadCause.MALFORMED,
          "cannot be decoded: " + (e.getMessage() == null ? e : e.getMessage()));
    }
  }

  /** The record last returned, or the one that is being read, as a dead letter. */
  Decoded dead(DeadCause cause, String reason) {
    return dead(cause, new DeadLetter(message.topic(), null, format, reason, new byte[0], 0));
  }

  /** A letter that keeps nothing of its record keeps the head of the message. */
  private Decoded dead(DeadCause cause, DeadLetter letter) {
    boolean empty = letter.raw().length == 0;
    String partition = "partition " + message.partition() + " offset " + message.offset();
    return Decoded.dead(
        cause,
        new DeadLetter(
            letter.fileOrTopic(),
            ordinal > 1 ? partition + ", record " + ordinal : partition,
            letter.format(),
            letter.reason(),
            empty ? head() : letter.raw(),
            empty ? message.value().length : letter.rawLength()));
  }

  private byte[] head() {
    return Arrays.copyOf(message.value(), Math.min(message.value().length, rawBytes));
  }

  @Override
  public void close() {
    try {
      if (log != null) {
        log.close();
      }
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory cannot fail to be closed", e);
    }
  }
}
