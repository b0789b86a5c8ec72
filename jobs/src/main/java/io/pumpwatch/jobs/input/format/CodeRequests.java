package io.pumpwatch.jobs.input.format;

import io.pumpwatch.event.EventType;
import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.jobs.input.format.field.ClientAddress;
import io.pumpwatch.jobs.settings.InputSettings;
import java.util.List;
import java.util.Optional;

/**
 * What a request of a web log says about codes. One that asks for a code is {@code requested} when
 * answered 2xx, {@code blocked} when 403 or 429 and {@code failed} when 5xx; one that brings a code
 * back is {@code verified} when answered 2xx. All others say nothing.
 *
 * <p>The event's operation is method and path; the query is left out, since it may hold numbers and
 * codes.
 */
final class CodeRequests {
  private final WebPaths paths;
  private final ClientAddress clientAddress;
  private final boolean redirectsCount;

  CodeRequests(InputSettings settings) {
    paths = new WebPaths(settings.web());
    clientAddress = new ClientAddress(settings.clientAddress());
    redirectsCount = settings.web().redirectsCount();
  }

  /** The row of a request; none where it says nothing. */
  List<LogRow> rows(WebRequest request) {
    return rows(request, null, 1);
  }

  /**
   * The row of a request.
   *
   * @param service the part of the account that answered, or null
   * @param count how many requests it stands for
   */
  List<LogRow> rows(WebRequest request, String service, int count) {
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
            .count(count)
            .build();
    return List.of(
        new LogRow(event, new TrafficOrigin(null, service, request.host(), request.path())));
  }

  /** Whether a request with that method and path says something, given the right answer. */
  boolean concern(String method, String path) {
    return method != null && paths.roleOf(method, path) != WebPaths.Role.NEITHER;
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
