package io.pumpwatch.jobs.input.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.pumpwatch.jobs.input.format.framing.LogRecord;
import io.pumpwatch.jobs.input.format.framing.MalformedRecord;
import java.util.List;

/**
 * Finds the fields of receipts that providers hand over as the query of a GET request, or as JSON.
 * They are found however the receipt was logged: as an object, as a query alone or behind its path,
 * or in the line or the object by which a web server logged the request.
 *
 * <p>A request that was not answered 2xx holds no receipt: the provider will try it again.
 */
final class DeliveryReceipts {
  /** A name in the receipts of each provider that no other log has. */
  private static final List<String> TELLTALES = List.of("msisdn", "statusDatetime");

  private DeliveryReceipts() {}

  /** The fields of what may be a receipt; missing where the record has none. */
  static JsonNode fields(LogRecord record) {
    JsonNode object = record.objectOrMissing();
    if (object.isObject()) {
      return JsonRequest.matches(object) ? ofRequest(record) : object;
    }
    if (CombinedLine.matches(record.text())) {
      return ofRequest(record);
    }
    String text = record.text();
    return text.indexOf('=') < 0 || text.startsWith("{")
        ? MissingNode.getInstance()
        : QueryText.parameters(text.substring(text.indexOf('?') + 1));
  }

  /** Whether the record is a receipt of any provider. */
  static boolean isReceipt(LogRecord record) {
    if (TELLTALES.stream().noneMatch(record.text()::contains)) {
      return false;
    }
    JsonNode fields = fields(record);
    return VonageFormat.isReceipt(fields) || MessageBirdFormat.isReceipt(fields);
  }

  /** Whether the record is a request of a web log, with or without a receipt. */
  static boolean isRequest(LogRecord record) {
    JsonNode object = record.objectOrMissing();
    return object.isObject() ? JsonRequest.matches(object) : CombinedLine.matches(record.text());
  }

  private static JsonNode ofRequest(LogRecord record) {
    try {
      WebRequest request =
          record.isObject()
              ? JsonRequest.parse(record.object())
              : CombinedLine.parse(record.text());
      return request.query() == null || request.status() / 100 != 2
          ? MissingNode.getInstance()
          : QueryText.parameters(request.query());
    } catch (MalformedRecord e) {
      return MissingNode.getInstance();
    }
  }
}
