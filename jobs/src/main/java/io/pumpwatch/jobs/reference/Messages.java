package io.pumpwatch.jobs.reference;

import io.pumpwatch.event.EventType;
import java.time.Duration;
import java.util.ArrayList;
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
    List<Message> messages = new ArrayList<>();
    rows.stream()
        .sorted(MessageRow.IN_ORDER)
        .forEach(
            row -> {
              switch (row.type()) {
                case REQUESTED -> messages.add(new Message(row));
                case SENT -> send(messages, row);
                case VERIFIED -> verify(messages, row.time());
                default -> throw new IllegalArgumentException(row + " tells of no message");
              }
            });
    messages.forEach(message -> message.tell(maturity, moments));
  }

  private static void send(List<Message> messages, MessageRow row) {
    for (Message message : messages) {
      if (!message.sent && row.time() - message.first.time() <= SEND_DELAY) {
        message.sent = true;
        return;
      }
    }
    messages.add(new Message(row));
  }

  private static void verify(List<Message> messages, long time) {
    for (int i = messages.size() - 1; i >= 0; i--) {
      Message message = messages.get(i);
      if (message.verifiedAt == Message.NEVER && time - message.first.time() <= CODE_LIFE) {
        message.verifiedAt = time;
        return;
      }
    }
  }

  /** A message as far as it is known. */
  private static final class Message {
    private static final long NEVER = Long.MAX_VALUE;

    private final MessageRow first;
    private boolean sent;
    private long verifiedAt = NEVER;

    Message(MessageRow first) {
      this.first = first;
      this.sent = first.type() == EventType.SENT;
    }

    void tell(long maturity, Consumer<MessageMoment> moments) {
      long judgedAt = first.time() + maturity;
      moments.accept(moment(MessageStage.SENT, first.time()));
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
          first.tenant(),
          first.number(),
          first.country(),
          first.sourceIp(),
          stage,
          time,
          first.time());
    }
  }
}
