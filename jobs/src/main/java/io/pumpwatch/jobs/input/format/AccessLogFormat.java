package io.pumpwatch.jobs.input.format;

import io.pumpwatch.jobs.input.format.framing.LogRecord;
import io.pumpwatch.jobs.input.format.framing.MalformedRecord;
import io.pumpwatch.jobs.settings.InputSettings;
import java.util.List;

/**
 * Logs of web servers and proxies, as combined lines or JSON. {@link CodeRequests} says which
 * requests count, and as what; all others are skipped.
 */
final class AccessLogFormat implements LogFormat {
  private final CodeRequests requests;

  AccessLogFormat(InputSettings settings) {
    requests = new CodeRequests(settings);
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
    return requests.rows(
        record.isObject() ? JsonRequest.parse(record.object()) : CombinedLine.parse(record.text()));
  }
}
