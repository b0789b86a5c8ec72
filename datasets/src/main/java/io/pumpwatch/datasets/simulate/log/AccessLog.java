package io.pumpwatch.datasets.simulate.log;

import io.pumpwatch.datasets.simulate.world.Client;
import io.pumpwatch.datasets.simulate.world.Flow;
import io.pumpwatch.datasets.simulate.world.LogLine;
import io.pumpwatch.datasets.simulate.world.MessageLog;
import io.pumpwatch.datasets.simulate.world.SimulatedMessage;
import io.pumpwatch.datasets.simulate.world.Tenant;
import io.pumpwatch.event.EventType;
import io.pumpwatch.event.SmsEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * The web server's log in the Combined format (Apache httpd, {@code mod_log_config}): client, time
 * to the second, request and status. It sees neither the number nor the provider's id, and nothing
 * of messages that no client asked for.
 */
public final class AccessLog implements MessageLog {

  private static final int ACCEPTED = 202;
  private static final int OK = 200;
  private static final int TOO_MANY_REQUESTS = 429;

  @Override
  public String format() {
    return "access-log";
  }

  /** The path at which a tenant's clients ask for a code. */
  public static String sendPath(Tenant tenant, Flow flow) {
    return tenant.apiPath()
        + switch (flow) {
          case SIGNUP_OTP -> "/signup/otp";
          case LOGIN_OTP -> "/login/otp";
          case PASSWORD_RESET -> "/password-reset/otp";
          case NOTIFICATION, MARKETING, DIRECT ->
              throw new IllegalArgumentException("no client asks for " + flow);
        };
  }

  /** The path at which they enter it. */
  public static String verifyPath(Tenant tenant, Flow flow) {
    return sendPath(tenant, flow) + "/verify";
  }

  @Override
  public List<SmsEvent> events(SimulatedMessage message) {
    return exchanges(message).stream().map(exchange -> exchange.event(message)).toList();
  }

  @Override
  public List<LogLine> lines(SimulatedMessage message) {
    return exchanges(message).stream()
        .map(exchange -> new LogLine(exchange.micros(), exchange.text(message)))
        .toList();
  }

  private static List<Exchange> exchanges(SimulatedMessage message) {
    List<Exchange> exchanges = new ArrayList<>(2);
    if (message.client() != null) {
      Client client = message.client();
      String send = sendPath(message.tenant(), message.flow());
      long requested = message.requestedMicros();
      exchanges.add(
          message.throttled()
              ? new Exchange(requested, client, send, TOO_MANY_REQUESTS, 61, EventType.BLOCKED)
              : new Exchange(requested, client, send, ACCEPTED, 34, EventType.REQUESTED));
    }
    if (message.verified()) {
      exchanges.add(
          new Exchange(
              message.verifiedMicros(),
              message.enteredFrom(),
              verifyPath(message.tenant(), message.flow()),
              OK,
              412,
              EventType.VERIFIED));
    }
    return exchanges;
  }

  private record Exchange(
      long micros, Client client, String path, int status, int bytes, EventType type) {

    SmsEvent event(SimulatedMessage message) {
      return SmsEvent.ofMicros(LogTime.toSecond(micros), type)
          .tenant(message.tenant().name())
          .flow(message.flow().word())
          .provider("app")
          .sourceIp(client.sourceIp())
          .userAgent(client.userAgent())
          .operation("POST " + path)
          .statusCode(status)
          .errorCode(type == EventType.BLOCKED ? Integer.toString(status) : null)
          .build();
    }

    String text(SimulatedMessage message) {
      return client.sourceIp()
          + " - - ["
          + LogTime.commonLog(micros)
          + "] \"POST "
          + path
          + " HTTP/1.1\" "
          + status
          + ' '
          + bytes
          + " \"https://"
          + message.tenant().site()
          + "/\" \""
          + client.userAgent()
          + '"';
    }
  }
}
