package io.pumpwatch.datasets.simulate.log;

import io.pumpwatch.datasets.simulate.world.Client;
import io.pumpwatch.datasets.simulate.world.Flow;
import io.pumpwatch.datasets.simulate.world.LogLine;
import io.pumpwatch.datasets.simulate.world.MessageLog;
import io.pumpwatch.datasets.simulate.world.SimulatedMessage;
import io.pumpwatch.event.EventType;
import io.pumpwatch.event.SmsEvent;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The canonical log of an application that follows its messages: it knows the client on the rows
 * that a client causes, and number, network and price on the rows that the provider causes.
 */
public final class ApplicationLog implements MessageLog {

  private static final double MICROS_PER_SECOND = 1e6;

  private final Set<EventType> types;

  private ApplicationLog(Set<EventType> types) {
    this.types = EnumSet.copyOf(types);
  }

  /** A log of everything. */
  public static ApplicationLog complete() {
    return new ApplicationLog(EnumSet.allOf(EventType.class));
  }

  /** A log that leaves what the provider logs itself to the provider. */
  public static ApplicationLog of(Set<EventType> types) {
    return new ApplicationLog(types);
  }

  @Override
  public String format() {
    return "canonical";
  }

  @Override
  public List<SmsEvent> events(SimulatedMessage message) {
    List<SmsEvent> events = new ArrayList<>(4);
    if (message.throttled()) {
      events.add(
          byClient(message, message.requestedMicros(), EventType.BLOCKED)
              .errorCode("rate_limited")
              .build());
    } else {
      if (message.flow() != Flow.DIRECT) {
        events.add(byClient(message, message.requestedMicros(), EventType.REQUESTED).build());
      }
      events.add(
          byProvider(message, message.sentMicros(), EventType.SENT)
              .identity(message.identity())
              .priceMicroUsd(message.priceMicroUsd())
              .build());
      if (message.receipt() != null) {
        events.add(
            byProvider(
                    message,
                    message.receipt().atMicros(),
                    message.receipt().delivered() ? EventType.DELIVERED : EventType.UNDELIVERED)
                .build());
      }
      if (message.verified()) {
        long waited = message.verifiedMicros() - message.sentMicros();
        events.add(
            from(message.enteredFrom(), message, message.verifiedMicros(), EventType.VERIFIED)
                .secondsToVerify(LogTime.toMilli(waited) / MICROS_PER_SECOND)
                .build());
      }
    }
    events.removeIf(event -> !types.contains(event.eventType()));
    return events;
  }

  @Override
  public List<LogLine> lines(SimulatedMessage message) {
    return events(message).stream()
        .map(event -> new LogLine(event.eventTimeMicros(), CanonicalLine.of(event)))
        .toList();
  }

  private static SmsEvent.Builder byClient(SimulatedMessage message, long micros, EventType type) {
    return message.client() == null
        ? byApplication(message, micros, type).identity(message.identity())
        : from(message.client(), message, micros, type);
  }

  private static SmsEvent.Builder from(
      Client client, SimulatedMessage message, long micros, EventType type) {
    return byApplication(message, micros, type)
        .sourceIp(client.sourceIp())
        .userAgent(client.userAgent());
  }

  private static SmsEvent.Builder byApplication(
      SimulatedMessage message, long micros, EventType type) {
    return row(message, micros, type).provider("app").userId(message.userId());
  }

  private static SmsEvent.Builder byProvider(
      SimulatedMessage message, long micros, EventType type) {
    return row(message, micros, type)
        .provider(
            switch (message.tenant().messageIdStyle()) {
              case UUID -> "aws_sns";
              case TWILIO_MESSAGE -> "twilio";
              case TWILIO_VERIFICATION -> message.flow().carriesCode() ? "twilio_verify" : "twilio";
            })
        .network(message.prefix().network());
  }

  private static SmsEvent.Builder row(SimulatedMessage message, long micros, EventType type) {
    return SmsEvent.ofMicros(LogTime.toMilli(micros), type)
        .messageId(message.id())
        .tenant(message.tenant().name())
        .flow(message.flow().word())
        .channel(message.channel().word())
        .destination(message.destination())
        .country(message.country())
        .segments(message.segments());
  }
}
