package io.pumpwatch.jobs.reference;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.MapPartitionFunction;
import org.apache.flink.util.Collector;

/**
 * Puts a number's rows together to messages. A row that tells of a send belongs to the oldest
 * request of the last hour that has none, else it is a message that nobody logged the request of. A
 * code that comes back is that of the latest message of the last day whose code has not.
 */
final class Messages implements MapPartitionFunction<MessageRow, MessageMoment> {
  private static final long serialVersionUID = 1L;

  private static final long SEND_DELAY = Duration.ofHours(1).toMillis();
  private static final long CODE_LIFE = Duration.ofDays(1).toMillis();

  private final long maturity;

  /** With the age at which a message is judged. */
  Messages(Duration maturity) {
    this.maturity = maturity.toMillis();
  }

  @Override
  public void mapPartition(Iterable<MessageRow> rows, Collector<MessageMoment> out) {
    List<MessageRow> sorted = new ArrayList<>();
    rows.forEach(sorted::add);
    moments(sorted, out::collect);
  }

  /** The moments of the messages to one number, message by message. */
  void moments(List<MessageRow> rows, Consumer<MessageMoment> moments) {
    Correspondence all = new Correspondence();
    rows.stream().sorted(MessageRow.IN_ORDER).forEach(all::add);
    all.messages.forEach(message -> message.tell(maturity, moments));
  }

  /** The messages to a number so far, in the order of time. */
  private static final class Correspondence {
    private final List<Message> messages = new ArrayList<>();
    private final Deque<Message> requested = new ArrayDeque<>();

    void add(MessageRow row) {
      switch (row.type()) {
        case REQUESTED -> requested.addLast(begin(row));
        case SENT -> send(row);
        case VERIFIED -> verify(row.time());
        default -> throw new IllegalArgumentException(row + " tells of no message");
      }
    }

    private Message begin(MessageRow row) {
      Message message = new Message(row);
      messages.add(message);
      return message;
    }

    private void send(MessageRow row) {
      while (!requested.isEmpty() && row.time() - requested.peekFirst().sentAt() > SEND_DELAY) {
        requested.removeFirst();
      }
      if (requested.pollFirst() == null) {
        begin(row);
      }
    }

    private void verify(long time) {
      for (int i = messages.size() - 1; i >= 0; i--) {
        Message message = messages.get(i);
        if (time - message.sentAt() > CODE_LIFE) {
          return;
        }
        if (message.verifiedAt == Message.NEVER) {
          message.verifiedAt = time;
          return;
        }
      }
    }
  }

  /** A message as far as it is known. */
  private static final class Message {
    private static final long NEVER = Long.MAX_VALUE;

    private final MessageRow first;
    private long verifiedAt = NEVER;

    Message(MessageRow first) {
      this.first = first;
    }

    long sentAt() {
      return first.time();
    }

    void tell(long maturity, Consumer<MessageMoment> moments) {
      long judgedAt = sentAt() + maturity;
      moments.accept(moment(MessageStage.SENT, sentAt()));
      if (verifiedAt != NEVER) {
        moments.accept(moment(MessageStage.VERIFIED, verifiedAt));
      }
      if (verifiedAt < judgedAt) {
        moments.accept(moment(MessageStage.CONVERTED, judgedAt));
        return;
      }
      moments.accept(moment(MessageStage.UNCONVERTED, judgedAt));
      if (verifiedAt != NEVER) {
        moments.accept(moment(MessageStage.CONVERTED_LATE, verifiedAt));
      }
    }

    private MessageMoment moment(MessageStage stage, long time) {
      return new MessageMoment(
          first.tenant(), first.number(), first.country(), first.sourceIp(), stage, time, sentAt());
    }
  }
}
