package io.pumpwatch.jobs.input.format;

import com.fasterxml.jackson.databind.JsonNode;
import io.pumpwatch.jobs.input.format.field.JsonFields;
import io.pumpwatch.jobs.input.format.field.LooseFields;
import io.pumpwatch.jobs.input.format.framing.LogRecord;
import io.pumpwatch.jobs.input.format.framing.MalformedRecord;
import io.pumpwatch.jobs.settings.InputSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Set;

/**
 * Requests of Application Insights, as rows of {@code AppRequests} or of the older {@code
 * requests}, in JSON or as CSV (Microsoft: "Azure Monitor Logs reference: AppRequests"). {@link
 * CodeRequests} says which requests count, and as what.
 *
 * <p>A sampled row stands for {@code ItemCount} requests. The client's address is masked to {@code
 * 0.0.0.0} unless the resource is told not to, and then missing. The method is the first word of
 * {@code Name}, or the {@code HttpMethod} that functions keep among the properties; a request
 * without either is skipped.
 */
final class AppRequestsFormat implements LogFormat {
  private static final Set<String> FIELDS = Set.of("url", "resultcode", "name");
  private static final String[] TIME = {"timegenerated", "timestamp", "time"};
  private static final String[] PROPERTIES = {"properties", "customdimensions"};
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  private final CodeRequests requests;

  AppRequestsFormat(InputSettings settings) {
    requests = new CodeRequests(settings);
  }

  @Override
  public String name() {
    return "app-requests";
  }

  @Override
  public boolean recognises(LogRecord record) {
    if (!record.isObject()) {
      return false;
    }
    LooseFields fields = LooseFields.of(record.objectOrMissing());
    return fields.has(FIELDS) && fields.text(TIME) != null;
  }

  @Override
  public boolean recognisesTable(Set<String> columns) {
    Set<String> names = LooseFields.names(columns);
    return names.containsAll(FIELDS) && Set.of(TIME).stream().anyMatch(names::contains);
  }

  @Override
  public List<LogRow> decode(LogRecord record) throws MalformedRecord {
    LooseFields fields = LooseFields.of(record.object());
    if (!fields.has(FIELDS)) {
      throw new MalformedRecord("it has no Url, ResultCode and Name");
    }
    String url = fields.text("url");
    String method = method(fields, record);
    if (url == null || !requests.concern(method, WebRequest.pathOf(url))) {
      return List.of();
    }
    Integer status = JsonFields.integer(fields.value("resultcode"));
    if (status == null) {
      throw new MalformedRecord("its ResultCode is no HTTP status");
    }
    WebRequest request =
        new WebRequest(
            AzureTime.micros(fields.text(TIME)),
            fields.text("clientip"),
            null,
            fields.text("userauthenticatedid"),
            method,
            WebRequest.pathOf(url),
            WebRequest.queryOf(url),
            status,
            null,
            host(url),
            fields.text("id", "itemid"));
    Integer count = JsonFields.integer(fields.value("itemcount"));
    return requests.rows(
        request,
        fields.text("approlename", "cloudrolename"),
        count == null || count < 1 ? 1 : count);
  }

  private static String method(LooseFields fields, LogRecord record) {
    String name = fields.text("name");
    if (name != null) {
      String word = name.split(" ", 2)[0];
      if (METHODS.contains(word)) {
        return word;
      }
    }
    JsonNode properties = fields.value(PROPERTIES);
    JsonNode object =
        properties.isTextual()
            ? record.holding(properties.textValue()).objectOrMissing()
            : properties;
    return JsonFields.text(object, "HttpMethod");
  }

  private static String host(String url) {
    try {
      return new URI(url).getHost();
    } catch (URISyntaxException e) {
      return null;
    }
  }
}
