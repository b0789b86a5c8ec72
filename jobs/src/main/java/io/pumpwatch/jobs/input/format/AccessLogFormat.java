package io.pumpwatch.jobs.input.format;

import io.pumpwatch.jobs.input.format.framing.LogRecord;
import io.pumpwatch.jobs.input.format.framing.MalformedRecord;
import io.pumpwatch.jobs.settings.InputSettings;
import java.util.List;

/**
 * Logs of web servers and proxies, as combined lines or JSON. {@link CodeRequests} says which
 * requests count, and as what; all others are skipped. A request by which a provider hands over a
 * delivery receipt is of that provider's format.
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
    boolean request =
        record.isObject()
            ? JsonRequest.matches(record.objectOrMissing())
            : CombinedLine.matches(record.text());
    return request && !DeliveryReceipts.isReceipt(record);
  }

  @Override
  public List<LogRow> decode(LogRecord record) throws MalformedRecord {
    return requests.rows(
        record.isObject() ? JsonRequest.parse(record.object()) : CombinedLine.parse(record.text()));
  }
}
