package io.pumpwatch.jobs.input.format;

import io.pumpwatch.jobs.input.format.framing.JsonDocuments;
import io.pumpwatch.jobs.input.format.framing.LogRecord;
import io.pumpwatch.jobs.input.format.framing.MalformedRecord;
import io.pumpwatch.jobs.input.format.framing.RecordScanner;
import io.pumpwatch.jobs.settings.InputLimits;
import io.pumpwatch.jobs.settings.InputSettings;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Finds, in logs of web servers, the requests that might be about codes but are not read so, for
 * whoever wants to know whether the settings name the right paths:
 *
 * <ul>
 *   <li>forms that were posted to a path that is neither a send nor a success;
 *   <li>requests of a path that would be one, were it not for their method;
 *   <li>requests of a path that is one, whose answer was a redirect.
 * </ul>
 */
public final class IgnoredRequests {
  /** The format whose logs can be looked through. */
  public static final String FORMAT = "access-log";

  private static final String MIGHT_BE = "POST";
  private static final int REDIRECT = 3;

  private final WebPaths paths;
  private final boolean redirectsCount;
  private final InputLimits limits;
  private final JsonDocuments documents;

  /** By the settings that say which requests send and which confirm. */
  public IgnoredRequests(InputSettings settings) {
    paths = new WebPaths(settings.web());
    redirectsCount = settings.web().redirectsCount();
    limits = settings.limits();
    documents = new JsonDocuments(limits);
  }

  /**
   * Looks through a log, gzip or not; what is no request is left out.
   *
   * @param in its bytes, closed at the end
   * @param mostRecords how many records to look at
   * @param ignored takes method and path of each, and why where that does not show: {@code GET
   *     /verify}, {@code POST /otp (302)}
   * @throws IOException where the file system fails
   */
  public void read(InputStream in, long mostRecords, Consumer<String> ignored) throws IOException {
    try (RecordScanner scanner = RecordScanner.open(in, "", limits, documents, columns -> false)) {
      LogRecord record = scanner.next();
      for (long read = 0; record != null && read < mostRecords; read++) {
        request(record).flatMap(this::ignored).ifPresent(ignored);
        record = scanner.next();
      }
    }
  }

  private static Optional<WebRequest> request(LogRecord record) {
    if (record.problem() != null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
              record.isObject()
                  ? JsonRequest.parse(record.object())
                  : CombinedLine.parse(record.text()))
          .filter(request -> request.method() != null && request.path() != null);
    } catch (MalformedRecord e) {
      return Optional.empty();
    }
  }

  private Optional<String> ignored(WebRequest request) {
    String text = request.method() + " " + request.path();
    if (paths.roleOf(request.method(), request.path()) != WebPaths.Role.NEITHER) {
      return !redirectsCount && request.status() / 100 == REDIRECT
          ? Optional.of(text + " (" + request.status() + ")")
          : Optional.empty();
    }
    boolean postsForm = Stream.of("POST", "PUT", "PATCH").anyMatch(request.method()::equals);
    boolean wouldCount = paths.roleOf(MIGHT_BE, request.path()) != WebPaths.Role.NEITHER;
    return postsForm || wouldCount ? Optional.of(text) : Optional.empty();
  }
}
