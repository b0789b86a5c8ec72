package io.pumpwatch.datasets.simulate.log;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pumpwatch.datasets.simulate.world.Channel;
import io.pumpwatch.datasets.simulate.world.LogLine;
import io.pumpwatch.datasets.simulate.world.MessageLog;
import io.pumpwatch.datasets.simulate.world.SeededRandom;
import io.pumpwatch.datasets.simulate.world.SimulatedMessage;
import io.pumpwatch.event.EventType;
import io.pumpwatch.event.SmsEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Twilio Event Streams about verifications, as CloudEvents: a code was sent to a number, it came
 * back or it expired. No client, no receipt, no price, and nothing of messages without a code.
 * Source: <a href="https://www.twilio.com/docs/events/event-types/verify/verification">Verify event
 * types</a>.
 */
public final class TwilioVerifyEvents implements MessageLog {

  private static final long LIFETIME_MICROS = 600_000_000L;

  @Override
  public String format() {
    return "twilio-verify";
  }

  @Override
  public List<SmsEvent> events(SimulatedMessage message) {
    List<SmsEvent> events = new ArrayList<>(2);
    for (State state : states(message)) {
      if (state.type() != null) {
        events.add(
            SmsEvent.ofMicros(LogTime.toMilli(state.micros()), state.type())
                .messageId(message.id())
                .tenant(message.tenant().name())
                .flow(message.flow().word())
                .channel(message.channel().word())
                .provider("twilio_verify")
                .destination(message.destination())
                .country(message.country())
                .build());
      }
    }
    return events;
  }

  @Override
  public List<LogLine> lines(SimulatedMessage message) {
    return states(message).stream()
        .map(state -> new LogLine(state.micros(), JsonLine.text(cloudEvent(message, state))))
        .toList();
  }

  private static List<State> states(SimulatedMessage message) {
    List<State> states = new ArrayList<>(2);
    if (!message.throttled() && message.flow().carriesCode()) {
      states.add(new State(message.sentMicros(), "pending", EventType.SENT));
      states.add(
          message.verified()
              ? new State(message.verifiedMicros(), "approved", EventType.VERIFIED)
              : new State(message.sentMicros() + LIFETIME_MICROS, "expired", null));
    }
    return states;
  }

  private static ObjectNode cloudEvent(SimulatedMessage message, State state) {
    String account = message.tenant().twilio().accountSid();
    String service = message.tenant().twilio().verifyServiceSids().get(message.flow());
    String sent = LogTime.isoMillis(message.sentMicros());
    SeededRandom ids = SeededRandom.of(message.sentMicros(), message.id() + state.word());
    ObjectNode event = JsonLine.object();
    event
        .put("specversion", "1.0")
        .put("type", "com.twilio.accountsecurity.verify.verification." + state.word())
        .put(
            "source",
            "/v1/Accounts/" + account + "/Services/" + service + "/Verifications/" + message.id())
        .put("id", "EZ" + ids.hexId())
        .put(
            "dataschema",
            "https://events-schemas.twilio.com/AccountSecurity.VerifyEventStreamEvent/1")
        .put("datacontenttype", "application/json")
        .put("time", LogTime.isoMillis(state.micros()));
    ObjectNode data = event.putObject("data");
    data.put("account_sid", account)
        .put("service_sid", service)
        .put("verification_sid", message.id())
        .put("friendly_name", message.tenant().name() + ' ' + message.flow().word())
        .put("created_at", sent)
        .put("to", message.destination())
        .put("verification_status", state.word().toUpperCase(Locale.ROOT))
        .put("country", message.country())
        .put("code_length", 6);
    ObjectNode sending = data.putObject("send_code_attempts").put("count", 1);
    sending
        .putArray("attempts")
        .addObject()
        .put("time", sent)
        .put("channel", message.channel() == Channel.VOICE ? "CALL" : "SMS");
    ObjectNode checking =
        data.putObject("check_attempts").put("count", state.type() == EventType.VERIFIED ? 1 : 0);
    if (state.type() == EventType.VERIFIED) {
      String verified = LogTime.isoMillis(state.micros());
      checking.putArray("attempts").addObject().put("time", verified).put("status", "SUCCESS");
      data.put("verified_at", verified);
    }
    data.put("expired_at", LogTime.isoMillis(message.sentMicros() + LIFETIME_MICROS));
    return event;
  }

  private record State(long micros, String word, EventType type) {}
}
