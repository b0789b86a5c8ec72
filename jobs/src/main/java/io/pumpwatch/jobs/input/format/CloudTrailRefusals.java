package io.pumpwatch.jobs.input.format;

import java.util.List;
import java.util.Set;

/** Tells calls that were throttled or denied from those that failed otherwise. */
final class CloudTrailRefusals {
  private static final Set<Integer> REFUSING_STATUSES = Set.of(403, 429);

  private final List<Glob> errorCodes;

  CloudTrailRefusals(List<String> errorCodeGlobs) {
    errorCodes = Glob.all(errorCodeGlobs);
  }

  boolean refused(CloudTrailRecord call) {
    Integer status = call.pageStatus();
    return Glob.anyMatches(errorCodes, call.errorCode())
        || (status != null && REFUSING_STATUSES.contains(status));
  }
}
