package io.pumpwatch.jobs.input.format;

/**
 * A request of a web log; a null is unknown.
 *
 * @param timeMicros microseconds since the epoch
 * @param peer who connected to the server
 * @param forwardedFor the {@code X-Forwarded-For} header
 * @param user the user that the server authenticated
 * @param method HTTP method; null where the server could not read the request
 * @param path path without query
 * @param query query of the request target
 * @param status HTTP status
 * @param userAgent user agent
 * @param host host of the request
 * @param requestId the server's id of the request
 */
record WebRequest(
    long timeMicros,
    String peer,
    String forwardedFor,
    String user,
    String method,
    String path,
    String query,
    int status,
    String userAgent,
    String host,
    String requestId) {

  /** The query of a request target, without fragment; null where it has none. */
  static String queryOf(String target) {
    int mark = target.indexOf('?');
    int fragment = target.indexOf('#', mark + 1);
    return mark < 0 ? null : target.substring(mark + 1, fragment < 0 ? target.length() : fragment);
  }

  /** The path of a request target, which may be a whole URL: without query and fragment. */
  static String pathOf(String target) {
    int from = 0;
    int scheme = target.indexOf("://");
    if (scheme > 0 && !target.startsWith("/")) {
      from = target.indexOf('/', scheme + 3);
      if (from < 0) {
        return "/";
      }
    }
    int end = target.length();
    for (int i = from; i < end; i++) {
      if (target.charAt(i) == '?' || target.charAt(i) == '#') {
        end = i;
      }
    }
    return target.substring(from, end);
  }
}
