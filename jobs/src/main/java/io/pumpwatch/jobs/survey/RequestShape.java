package io.pumpwatch.jobs.survey;

import java.util.regex.Pattern;

/** What requests have in common once the ids in their paths are left out. */
final class RequestShape {
  private static final Pattern ID =
      Pattern.compile("(?<=/)(?=[^/ ]*\\d)(?:\\d+|[0-9a-fA-F-]{8,}|[^/ ]{24,}|\\+\\d+)(?=/|$| )");

  private RequestShape() {}

  /** {@code POST /users/*}{@code /verify} for {@code POST /users/4711/verify}. */
  static String of(String request) {
    return ID.matcher(request).replaceAll("*");
  }
}
