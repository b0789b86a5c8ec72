package io.pumpwatch.datasets.simulate.log;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pumpwatch.datasets.simulate.world.LogLine;
import io.pumpwatch.datasets.simulate.world.MessageLog;
import io.pumpwatch.datasets.simulate.world.SeededRandom;
import io.pumpwatch.datasets.simulate.world.SimulatedMessage;
import io.pumpwatch.datasets.simulate.world.TwilioAccount;
import io.pumpwatch.event.EventType;
import io.pumpwatch.event.SmsEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Twilio Event Streams about messages, as CloudEvents: accepted and final states with the number,
 * without client, flow or price. Source: <a
 * href="https://www.twilio.com/docs/events/event-types/messaging/message">Message event types</a>.
 */
public final class TwilioMessageEvents implements MessageLog {

  /** Twilio: unreachable destination handset. */
  private static final int UNREACHABLE_HANDSET = 30003;

  @Override
  public String format() {
    return "twilio-events";
  }

  @Override
  public List<SmsEvent> events(SimulatedMessage message) {
    return states(message).stream()
        .map(
            state ->
                SmsEvent.ofMicros(LogTime.toMilli(state.micros()), state.type())
                    .messageId(message.id())
                    .tenant(message.tenant().name())
                    .provider("twilio")
                    .destination(message.destination())
                    .errorCode(
                        state.type() == EventType.UNDELIVERED
                            ? Integer.toString(UNREACHABLE_HANDSET)
                            : null)
                    .segments(message.segments())
                    .build())
        .toList();
  }

  @Override
  public List<LogLine> lines(SimulatedMessage message) {
    return states(message).stream()
        .map(state -> new LogLine(state.micros(), JsonLine.text(cloudEvent(message, state))))
        .toList();
  }

  private static List<State> states(SimulatedMessage message) {
    List<State> states = new ArrayList<>(2);
    if (!message.throttled()) {
      states.add(new State(message.sentMicros(), EventType.SENT));
      if (message.receipt() != null) {
        states.add(
            new State(
                message.receipt().atMicros(),
                message.receipt().delivered() ? EventType.DELIVERED : EventType.UNDELIVERED));
      }
    }
    return states;
  }

  private static ObjectNode cloudEvent(SimulatedMessage message, State state) {
    TwilioAccount account = message.tenant().twilio();
    String name = "com.twilio.messaging.message." + state.type().word();
    ObjectNode event = JsonLine.object();
    event
        .put("specversion", "1.0")
        .put("type", name)
        .put(
            "source",
            "/2010-04-01/Accounts/" + account.accountSid() + "/Messages/" + message.id() + ".json")
        .put("id", "EZ" + SeededRandom.of(state.micros(), message.id() + name).hexId())
        .put("dataschema", "https://events-schemas.twilio.com/Messaging.MessageStatus/7")
        .put("datacontenttype", "application/json")
        .put("time", LogTime.isoMillis(state.micros()));
    ObjectNode data = event.putObject("data");
    data.put("messageSid", message.id())
        .put("timestamp", LogTime.isoMillis(state.micros()))
        .put("accountSid", account.accountSid())
        .put("eventName", name)
        .put("from", message.tenant().name().toUpperCase(Locale.ROOT))
        .put("to", message.destination())
        .put("messageStatus", state.type().word().toUpperCase(Locale.ROOT))
        .put("messagingServiceSid", account.messagingServiceSid())
        .put("numberOfSegments", message.segments());
    if (state.type() == EventType.UNDELIVERED) {
      data.put("errorCode", UNREACHABLE_HANDSET);
    }
    return event;
  }

  private record State(long micros, EventType type) {}
}
