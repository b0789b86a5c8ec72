package io.pumpwatch.jobs.input.format;

import io.pumpwatch.event.EventType;
import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.jobs.input.format.field.ClientAddress;
import io.pumpwatch.jobs.input.format.framing.LogRecord;
import io.pumpwatch.jobs.input.format.framing.MalformedRecord;
import io.pumpwatch.jobs.settings.InputSettings;
import java.util.List;
import java.util.Optional;

/**
 * Logs of web servers and proxies, as combined lines or JSON. A request that asks for a code is
 * {@code requested} when answered 2xx, {@code blocked} when 403 or 429 and {@code failed} when 5xx;
 * one that brings a code back is {@code verified} when answered 2xx. All others are skipped.
 *
 * <p>The event's operation is method and path; the query is left out, since it may hold numbers and
 * codes.
 */
final class AccessLogFormat implements LogFormat {
  private final WebPaths paths;
  private final ClientAddress clientAddress;
  private final boolean redirectsCount;

  AccessLogFormat(InputSettings settings) {
    paths = new WebPaths(settings.web());
    clientAddress = new ClientAddress(settings.clientAddress());
    redirectsCount = settings.web().redirectsCount();
  }

  @Override
  public String name() {
    return "access-log";
  }

  @Override
  public boolean recognises(LogRecord record) {
    return record.isObject()
        ? JsonRequest.matches(record.objectOrMissing())
        : CombinedLine.matches(record.text());
  }

  @Override
  public List<LogRow> decode(LogRecord record) throws MalformedRecord {
    WebRequest request =
        record.isObject() ? JsonRequest.parse(record.object()) : CombinedLine.parse(record.text());
    Optional<EventType> type = typeOf(request);
    if (type.isEmpty()) {
      return List.of();
    }
    boolean refused = type.get() == EventType.BLOCKED || type.get() == EventType.FAILED;
    SmsEvent event =
        SmsEvent.ofMicros(request.timeMicros(), type.get())
            .provider("app")
            .messageId(request.requestId())
            .sourceIp(clientAddress.of(request.peer(), request.forwardedFor()))
            .userId(request.user())
            .userAgent(request.userAgent())
            .operation(request.method() + " " + request.path())
            .statusCode(request.status())
            .errorCode(refused ? Integer.toString(request.status()) : null)
            .build();
    return List.of(new LogRow(event, TrafficOrigin.ofRequest(request.host(), request.path())));
  }

  private Optional<EventType> typeOf(WebRequest request) {
    if (request.method() == null) {
      return Optional.empty();
    }
    int status = request.status();
    boolean accepted = status / 100 == 2 || (redirectsCount && status / 100 == 3);
    return switch (paths.roleOf(request.method(), request.path())) {
      case SEND -> {
        if (accepted) {
          yield Optional.of(EventType.REQUESTED);
        }
        if (status == 403 || status == 429) {
          yield Optional.of(EventType.BLOCKED);
        }
        yield status >= 500 ? Optional.of(EventType.FAILED) : Optional.empty();
      }
      case SUCCESS -> accepted ? Optional.of(EventType.VERIFIED) : Optional.empty();
      case NEITHER -> Optional.empty();
    };
  }
}
