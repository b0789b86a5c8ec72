package io.pumpwatch.jobs.input.format;

import com.fasterxml.jackson.databind.JsonNode;
import io.pumpwatch.jobs.input.format.field.JsonFields;
import io.pumpwatch.jobs.input.format.field.LogTime;
import io.pumpwatch.jobs.input.format.framing.MalformedRecord;

/**
 * A request as web servers and proxies log it in JSON, by the names that nginx, Apache, Traefik,
 * Caddy, Envoy and Google Cloud give its fields. The request may stand in an object of its own, as
 * Caddy's {@code request} and Google's {@code httpRequest}.
 */
final class JsonRequest {
  private static final String[] TIME = {
    "time_iso8601",
    "time_local",
    "StartUTC",
    "start_time",
    "timestamp",
    "@timestamp",
    "time",
    "ts",
    "msec"
  };
  private static final String[] PEER = {
    "remote_addr",
    "remote_ip",
    "ClientHost",
    "ClientAddr",
    "client_ip",
    "clientip",
    "remoteIp",
    "remote_host",
    "client"
  };
  private static final String[] FORWARDED_FOR = {
    "http_x_forwarded_for", "x_forwarded_for", "request_X-Forwarded-For", "X-Forwarded-For"
  };
  private static final String[] USER = {"remote_user", "ClientUsername", "user_id", "user"};
  private static final String[] METHOD = {
    "request_method", "RequestMethod", "requestMethod", "http_method", "method", "verb"
  };
  private static final String[] TARGET = {
    "request_uri", "RequestPath", "requestUrl", "uri", "path", "url"
  };
  private static final String[] STATUS = {
    "status", "DownstreamStatus", "status_code", "response_code", "statusCode"
  };
  private static final String[] USER_AGENT = {
    "http_user_agent", "request_User-Agent", "userAgent", "user_agent", "agent", "User-Agent"
  };
  private static final String[] HOST = {"http_host", "host", "RequestHost", "server_name", "vhost"};
  private static final String[] REQUEST_ID = {"request_id", "requestId", "x_request_id"};

  private final JsonNode record;
  private final JsonNode request;

  private JsonRequest(JsonNode record) {
    this.record = record;
    JsonNode google = record.path("httpRequest");
    this.request = google.isObject() ? google : record.path("request");
  }

  /** Whether the object has what every request has: a time, a method, a target and a status. */
  static boolean matches(JsonNode object) {
    JsonRequest json = new JsonRequest(object);
    boolean line = json.requestLine().length >= 2;
    return JsonFields.integer(json.field(STATUS)) != null
        && json.text(TIME) != null
        && (line || (json.text(METHOD) != null && json.text(TARGET) != null));
  }

  /** Reads the object. */
  static WebRequest parse(JsonNode object) throws MalformedRecord {
    if (!matches(object)) {
      throw new MalformedRecord("it has no time, method, path and status");
    }
    JsonRequest json = new JsonRequest(object);
    String[] line = json.requestLine();
    String method = json.text(METHOD);
    String field = json.text(TARGET);
    String target = field != null ? field : line[1];
    return new WebRequest(
        LogTime.any(json.field(TIME)),
        json.text(PEER),
        json.header(FORWARDED_FOR),
        json.text(USER),
        method != null ? method : line[0],
        WebRequest.pathOf(target),
        WebRequest.queryOf(target),
        JsonFields.integer(json.field(STATUS)),
        json.header(USER_AGENT),
        json.text(HOST),
        json.text(REQUEST_ID));
  }

  /** nginx and Apache log {@code "POST /otp HTTP/1.1"} as one text. */
  private String[] requestLine() {
    JsonNode line = record.path("request");
    return line.isTextual() ? line.textValue().split(" ", -1) : new String[0];
  }

  private JsonNode field(String[] names) {
    JsonNode outside = JsonFields.first(record, names);
    return outside.isValueNode() ? outside : JsonFields.first(request, names);
  }

  private String text(String[] names) {
    String outside = JsonFields.text(record, names);
    String text = outside != null ? outside : JsonFields.text(request, names);
    return "-".equals(text) ? null : text;
  }

  /** Caddy keeps headers as lists in an object of their own. */
  private String header(String[] names) {
    String plain = text(names);
    if (plain != null) {
      return plain;
    }
    JsonNode values = JsonFields.first(request.path("headers"), names);
    return values.path(0).isTextual() ? values.path(0).textValue() : null;
  }
}
